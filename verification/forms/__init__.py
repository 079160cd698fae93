"""Forms and filters of Verifikasjon, one module for each noun."""

from .application import ApplicationFilter, ApplicationForm
from .section import Overtaken, SectionForm, mark
from .version import VersionAboutForm, VersionForm, VersionStartForm

__all__ = [
    "ApplicationFilter",
    "ApplicationForm",
    "Overtaken",
    "SectionForm",
    "VersionAboutForm",
    "VersionForm",
    "VersionStartForm",
    "mark",
]
