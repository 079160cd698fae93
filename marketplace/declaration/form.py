"""One form for every declaration, whole or by section, from HTML and from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from .fields import NO, YES, DocumentsField
from .question import Section
from .schema import Answers, Schema


class DeclarationForm(forms.Form):
    """Deklarasjonsskjema: the questions of a schema, filled with the answers so far."""

    def __init__(
        self,
        schema: Schema,
        data: Any = None,
        initial: Answers | None = None,
        section: str | None = None,
        need: bool = False,
        documents: Iterable[Any] = (),
        **kwargs: Any,
    ) -> None:
        self.schema, self.need, self.earlier = schema, need, dict(initial or {})
        asked = schema.asked(need, section)
        given = {q.key: q.answer_type.initial(self.earlier.get(q.key)) for q in asked}
        super().__init__(data, initial=given, **kwargs)
        self.fields.update(schema.form_fields([q.key for q in asked], need))
        self._offer(list(documents))
        self._lean()

    def answers(self) -> Answers:
        """All answers, ready for JSON: these, and the earlier ones that were not asked for here."""
        kept = {key: value for key, value in self.earlier.items() if key not in self.fields}
        stored = {key: self._stored(key) for key in self.fields}
        given = {key: value for key, value in stored.items() if value not in (None, "", [])}
        return self.schema.relevant(kept | given)

    def sections(self) -> Iterator[tuple[Section, list[BoundField]]]:
        """The sections in reading order with their fields; a parent comes before its parts."""
        for section in self.schema.walk():
            if any(question.key in self.fields for question in section.all_questions()):
                yield section, [self[q.key] for q in section.questions if q.key in self.fields]

    def _offer(self, documents: list[Any]) -> None:
        """A document answers the question that is its topic."""
        for key, field in self.fields.items():
            if isinstance(field, DocumentsField):
                field.offer(document for document in documents if document.topic == key)

    def _lean(self) -> None:
        """Tell our script which field decides whether another one applies."""
        for key, field in self.fields.items():
            leans_on = self.schema[key].depends_on or {}
            if leans_on.get("key") in self.fields:
                parent = self.schema[leans_on["key"]]
                part = "_answer" if parent.type == "yes_no_why" else ""
                value = {True: YES, False: NO}.get(leans_on["value"], leans_on["value"])
                field.leans_on = (f"{self.add_prefix(parent.key)}{part}", value)

    def _stored(self, key: str) -> Any:
        question = self.schema[key]
        return question.answer_type.store(question, self.cleaned_data.get(key))
