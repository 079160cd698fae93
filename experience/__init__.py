"""Erfaringsarena: structured experience reports."""
