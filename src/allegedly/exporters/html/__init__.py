"""The chronology as one self-contained page: no network, no scripts, every line linked to its passage."""

from .page import export_html

__all__ = ["export_html"]
