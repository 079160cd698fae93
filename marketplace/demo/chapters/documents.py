"""Dokumenter: what hangs on a need, a collaboration and a solution, looked into like any other."""

from django.core.files.uploadedfile import SimpleUploadedFile

from innovation.models import Collaboration, Need
from marketplace import pdf
from marketplace.documents.forms import DocumentForm
from marketplace.models import Document
from verification.models import Application

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
        _fill(actors["bodo"], minutes.title, CORRECTED, "concerned", "", _after(minutes))
    application = Application.objects.get(name=KOGNITIV)
    _upload(actors["leverandor"], application, "Produktark", SHEET, "public")


def _upload(actor, thing, title: str, said, visibility: str, licence="") -> Document | None:
    """Hang it up, unless it hangs there."""
    if Document.objects.about(thing).filter(title=title).exists():
        return None
    return _fill(actor, title, said, visibility, licence, Document(subject=thing))


def _after(old: Document) -> Document:
    return Document(subject=old.subject, replaces=old)


def _fill(actor, title: str, said, visibility: str, licence: str, instance) -> Document:
    told = {"title": title, "foot": str(actor.organisation), "paragraphs": said}
    file = SimpleUploadedFile(f"{title}.pdf", pdf.render("note", told, "nb"))
    words = {"title": title, "visibility": visibility, "licence": licence}
    form = DocumentForm(words, {"file": file}, instance=instance, actor=actor)
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    return form.save()
