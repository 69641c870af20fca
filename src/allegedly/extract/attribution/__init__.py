"""Who says so: source, cue and content of reported speech, thought and writing."""

from .find import Heard, find_attributions, vouching
from .report import Report

__all__ = ["Heard", "Report", "find_attributions", "vouching"]
