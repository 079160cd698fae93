"""Forms and filters of Verifikasjon, one module for each noun."""

from .application import ApplicationFilter, ApplicationForm
from .importing import ImportConfirmForm, ImportForm
from .picture import PictureForm, PictureWordsForm
from .section import Overtaken, SectionForm, mark
from .version import VersionAboutForm, VersionForm, VersionStartForm

__all__ = [
    "ApplicationFilter",
    "ApplicationForm",
    "ImportConfirmForm",
    "ImportForm",
    "Overtaken",
    "PictureForm",
    "PictureWordsForm",
    "SectionForm",
    "VersionAboutForm",
    "VersionForm",
    "VersionStartForm",
    "mark",
]
