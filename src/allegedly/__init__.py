"""Allegedly reads what was written about a contested case and keeps the record of who says that what happened."""

__version__ = "0.1.0"
