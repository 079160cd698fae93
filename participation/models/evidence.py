"""The documents that show what a supplier says, each hung on the question it answers."""

from marketplace.declaration import Question
from marketplace.models import Document


def evidence_of(qualification) -> dict[str, list[Document]]:
    """What is attached and checked, by the key of the question."""
    found: dict[str, list[Document]] = {}
    if qualification.pk is None:
        return found
    for document in Document.objects.about(qualification).current().exclude(topic=""):
        found.setdefault(document.topic, []).append(document)
    return found


def hashes_of(qualification) -> dict[str, list[str]]:
    """The same as it is frozen: the hash of each file."""
    found = evidence_of(qualification).items()
    return {key: sorted(document.sha256 for document in documents) for key, documents in found}


def lacking(qualification) -> list[Question]:
    """The questions that must be shown by a document and are not."""
    schema, shown = qualification.schema, evidence_of(qualification)
    asked = [question for question in schema.asked() if question.needs_evidence]
    applying = [question for question in asked if schema.applies(question, qualification.answers)]
    return [question for question in applying if question.key not in shown]
