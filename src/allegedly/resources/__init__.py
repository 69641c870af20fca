"""Data that decides results: lexicons, rules, the gazetteer, the models' manifests; loaded and checked here."""

from .loading import Lexicon, Rule, load_lexicon, load_rules, load_yaml, path_of

__all__ = ["Lexicon", "Rule", "load_lexicon", "load_rules", "load_yaml", "path_of"]
