"""The one form of each noun."""

from .qualification import QualificationForm
from .terms import AcceptanceForm

__all__ = ["AcceptanceForm", "QualificationForm"]
