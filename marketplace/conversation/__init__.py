"""Samtale: threads of comments on nouns."""
