"""Loads language models and parses text; the only room that knows how they are set up."""
