"""Declarations in files: written for people and machines, and read back with care."""
