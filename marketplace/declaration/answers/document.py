"""Answers that are documents: those that hang on what is declared, under the question's key."""

from __future__ import annotations

from .. import fields
from .plain import AnswerType


class Documents(AnswerType):
    """One or several documents, named with their fingerprints."""

    def field(self, question, **kwargs):
        return fields.DocumentsField(**kwargs)

    def display(self, question, answer):
        return ", ".join(document["title"] for document in answer)

    def json_schema(self, question):
        document = {
            "type": "object",
            "properties": {
                "id": {"type": "integer"},
                "title": {"type": "string"},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            },
            "required": ["id", "title", "sha256"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": document}
