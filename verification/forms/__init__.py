"""Forms and filters of Verifikasjon, one module for each noun."""

from .application import ApplicationFilter, ApplicationForm
from .picture import PictureForm, PictureWordsForm
from .section import Overtaken, SectionForm, mark
from .version import VersionAboutForm, VersionForm, VersionStartForm

__all__ = [
    "ApplicationFilter",
    "ApplicationForm",
    "Overtaken",
    "PictureForm",
    "PictureWordsForm",
    "SectionForm",
    "VersionAboutForm",
    "VersionForm",
    "VersionStartForm",
    "mark",
]
