"""Dokumenter: files that hang on nouns, received with care."""
