"""Applications, versions, runs, attestations and pictures."""

from .application import Application
from .attestation import Attestation
from .check_run import CheckRun
from .picture import Picture
from .run import Run
from .version import Version

__all__ = ["Application", "Attestation", "CheckRun", "Picture", "Run", "Version"]
