"""Kvalifisering: four suppliers are qualified, one soon expires, a fifth has mended an answer."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from marketplace.clock import db_today
from marketplace.documents.forms import DocumentForm
from marketplace.models import Document
from participation.forms import QualificationForm, ReviewForm
from participation.models import Qualification
from participation.models.evidence import lacking

from ..answers import QUALIFICATION
from ..filling import fill

QUALIFIED = ("leverandor", "nordlys", "havbris", "bergtun")
SOON = timedelta(days=40)
FINE = {"delivery-experience_verdict": "ok"}
SENT_BACK = {
    "quality-system_verdict": "needs_change",
    "quality-system_comment": "Si hvordan dere sikrer kvaliteten når dere ikke er sertifisert.",
}
VAGUE = {"quality-system": {"answer": False, "why": "Ikke ennå."}}
MENDED = {
    "quality-system": {
        "answer": False,
        "why": "Vi følger en egen rutine: to ser på hver endring, og alt testes før det slippes.",
    }
}


def tell(actors) -> None:
    """Let four suppliers in; send one of Dialog's answers back, and let it be mended."""
    for name in QUALIFIED:
        if qualification := _apply(actors[name]):
            _qualify(qualification, actors)
    if qualification := _apply(actors["dialog"], **VAGUE):
        _send_back(qualification, actors)
        fill(QualificationForm, actors["dialog"], MENDED, qualification)
        qualification.submit(by=actors["dialog"])
    _let_time_pass(actors["nordlys"])


def _apply(supplier, **answers) -> Qualification | None:
    """Fill in and send; None when it is done already."""
    if Qualification.objects.filter(supplier=supplier.organisation).exists():
        return None
    qualification = fill(QualificationForm, supplier, QUALIFICATION | answers)
    for question in lacking(qualification):
        _attach(qualification, question, supplier)
    qualification.submit(by=supplier)
    return qualification


def _attach(qualification: Qualification, question, supplier) -> None:
    """A made-up paper that shows what was answered, looked into like any other."""
    text = f"{question.label}: bekreftet for {supplier.organisation}. Laget for demoen."
    file = SimpleUploadedFile(f"{question.key}.txt", text.encode())
    words = {"title": question.label, "visibility": "concerned", "licence": ""}
    paper = Document(subject=qualification, topic=question.key)
    form = DocumentForm(words, {"file": file}, instance=paper, actor=supplier)
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    form.save()


def _qualify(qualification: Qualification, actors) -> None:
    qualification.start_review(by=actors["vurderer"])
    fill(ReviewForm, actors["vurderer"], FINE, qualification)
    qualification.qualify(by=actors["admin"])


def _send_back(qualification: Qualification, actors) -> None:
    qualification.start_review(by=actors["vurderer"])
    fill(ReviewForm, actors["vurderer"], FINE | SENT_BACK, qualification)
    qualification.request_changes(by=actors["vurderer"], note="Resten ser bra ut.")


def _let_time_pass(supplier) -> None:
    """Nordlys was let in almost two years ago; the demo has no other way back in time."""
    soon = db_today() + SOON
    old = Qualification.objects.filter(supplier=supplier.organisation, valid_until__gt=soon)
    old.update(valid_until=soon)
