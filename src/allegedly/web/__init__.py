"""The interface: a JSON API over one case, and the pages that ask it. ``serving.serve`` opens it."""
