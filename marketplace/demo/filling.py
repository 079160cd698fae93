"""Filling in the portal's own forms, as a person would."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Form

from marketplace import pdf
from marketplace.documents.forms import DocumentForm
from marketplace.forms import current_data
from marketplace.models import Document


def fill(form_class: type[Form], actor, values: dict, instance=None):
    """Fill in a form on top of what stands there, save it, and return what it made."""
    told = {"actor": actor} | ({"instance": instance} if instance is not None else {})
    data = current_data(form_class(**told)) | values
    form = form_class(data, **told)
    if not form.is_valid():
        raise ValueError(f"{form_class.__name__}: {form.errors.as_text()}")
    return form.save()


def upload(actor, instance: Document, title: str, said: list[str], **words) -> Document:
    """Hang up a made-up paper that says this."""
    told = {"title": title, "foot": str(actor.organisation), "paragraphs": said}
    file = SimpleUploadedFile(f"{title}.pdf", pdf.render("note", told, "nb"))
    words = {"title": title, "visibility": "public", "licence": ""} | words
    form = DocumentForm(words, {"file": file}, instance=instance, actor=actor)
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    return form.save()
