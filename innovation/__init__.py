"""Innovasjonsarena: needs, collaborations and felles behovsgrunnlag."""
