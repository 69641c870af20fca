"""The interface: a JSON API over one case, and the pages that are drawn from it, for this machine only."""

from .serving import Address, serve

__all__ = ["Address", "serve"]
