"""Sporet: everything that happened, sealed so that tampering shows."""
