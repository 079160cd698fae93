"""Collaborations, and who takes part."""
