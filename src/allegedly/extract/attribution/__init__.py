"""Who says so: source, cue and content of reported speech, thought and writing."""

from .find import find_attributions, vouching
from .report import Report

__all__ = ["Report", "find_attributions", "vouching"]
