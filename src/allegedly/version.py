"""The product's version: part of what decides a result, so every room may ask for it."""

__version__ = "0.1.0"
