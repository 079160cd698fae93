"""Erfaringsarena: Ringsaker tells how it went, and the supplier answers."""

from experience.forms import ReplyForm, ReportForm
from experience.models import ExperienceReport, Reply
from store.models import Adoption

from ..filling import fill
from .verification import KOGNITIV

TITLE = "Kartleggingen gjøres én gang, hjemme hos innbyggeren"


def tell(actors) -> None:
    """Publish one report with a reply."""
    if ExperienceReport.objects.filter(title=TITLE).exists():
        return
    writer = actors["kommune"]
    adoption = Adoption.objects.get(
        organisation=writer.organisation, listing__application__name=KOGNITIV
    )
    report = fill(ReportForm, writer, _words(), ExperienceReport(adoption=adoption))
    report.publish(by=writer)
    thanks = {"text": "Takk. Flere språk kommer i neste versjon."}
    fill(ReplyForm, actors["leverandor"], thanks, Reply(report=report))


def _words() -> dict:
    return {
        "title": TITLE,
        "usability": 5,
        "functionality": 4,
        "introduction": 4,
        "support": 5,
        "value": 4,
        "recommend": 9,
        "what_worked": "Virker uten nett, og resultatet er i saken før vi er tilbake på kontoret.",
        "what_did_not": "Opplæringen av vikarer tok lengre tid enn vi trodde.",
        "advice": "Pek ut en superbruker i hver avdeling før dere starter.",
        "months_to_use": 2,
        "users": 85,
    }
