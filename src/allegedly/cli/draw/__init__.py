"""Draws the view models on a terminal, a file per report. Nothing is decided here but layout."""
