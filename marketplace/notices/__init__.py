"""Varsler: who follows what, and how they hear of it."""
