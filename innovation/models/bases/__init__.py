"""Felles behovsgrunnlag, and what comes before it."""
