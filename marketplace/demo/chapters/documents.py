"""Dokumenter: what hangs on a need, a collaboration and a solution, looked into like any other."""

from innovation.models import Collaboration, Need
from marketplace.models import Document
from verification.models import Application

from ..filling import upload
from .collaboration import TITLE
from .needs import HOME_CARE
from .verification import KOGNITIV

WORKFLOW = [
    "I dag kartlegges det på papir hjemme hos innbyggeren, og svarene skrives inn på kontoret.",
    "Det tar i snitt 25 minutter per besøk, og opplysninger går tapt på veien.",
]
WORKSHOP = [
    "Til stede: sykepleiere og fagledere fra de tre kommunene, og to pårørende.",
    "Kartleggingen må virke uten nett. Resultatet må kunne sammenlignes over tid.",
]
CORRECTED = [*WORKSHOP, "Rettet etter innspill: fastlegen skal også kunne lese resultatet."]
SHEET = ["Kartlegging på nettbrett, med og uten nett.", "Leveres med opplæring på halvannen time."]


def tell(actors) -> None:
    """Let three people upload, and one of them correct what was wrong."""
    need = Need.objects.get(title=HOME_CARE)
    _upload(actors["kommune"], need, "Slik kartlegger vi i dag", WORKFLOW, "public", "cc-by-4.0")
    work = Collaboration.objects.get(title=TITLE)
    minutes = _upload(actors["bodo"], work, "Referat fra verksted", WORKSHOP, "concerned")
    if minutes:
        told = {"visibility": "concerned"}
        upload(actors["bodo"], _after(minutes), minutes.title, CORRECTED, **told)
    application = Application.objects.get(name=KOGNITIV)
    _upload(actors["leverandor"], application, "Produktark", SHEET, "public")


def _upload(actor, thing, title: str, said, visibility: str, licence="") -> Document | None:
    """Hang it up, unless it hangs there."""
    if Document.objects.about(thing).filter(title=title).exists():
        return None
    words = {"visibility": visibility, "licence": licence}
    return upload(actor, Document(subject=thing), title, said, **words)


def _after(old: Document) -> Document:
    return Document(subject=old.subject, replaces=old)
