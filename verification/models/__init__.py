"""Applications, versions, runs and attestations."""

from .application import Application
from .attestation import Attestation
from .check_run import CheckRun
from .run import Run
from .version import Version

__all__ = ["Application", "Attestation", "CheckRun", "Run", "Version"]
