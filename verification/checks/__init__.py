"""Sjekker: what the machine can find out about a version. To add one, copy its neighbour."""

from . import dek_01, dek_02, sik_03, sik_04, fhir_01  # noqa: F401, I001  (the order shown to people)
from .registry import CHECKS, Check, catalog_hash, check, run_check
from .result import Finding, Level, Message, Outcome, Result, Severity
from .subject import Subject

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Level",
    "Message",
    "Outcome",
    "Result",
    "Severity",
    "Subject",
    "catalog_hash",
    "check",
    "run_check",
]
