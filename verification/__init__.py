"""Verifikasjon: applications, declarations, checks and attestations."""
