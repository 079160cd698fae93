"""Nouns that answer a declaration, and the form that fills it in."""

from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.declaration import Carried, DeclarationForm, Said, Schema
from marketplace.declaration.changes import SectionChanges, changes
from marketplace.forms import NounForm
from marketplace.models import Document


def newest_product() -> int:
    """Version of the product declaration that new needs and versions answer."""
    return Schema.latest("product").version


class Declaring(models.Model):
    """Deklarerende: has answers to a version of a schema."""

    schema_name: ClassVar[str]
    asks_as_need: ClassVar[bool] = False

    schema_version = models.PositiveSmallIntegerField(
        _("skjemaversjon"), default=newest_product, editable=False
    )
    answers = models.JSONField(_("svar"), default=dict, blank=True, editable=False)

    # What became of the answers when the questions were renewed, for the page to tell.
    carried: Carried | None = None

    class Meta:
        abstract = True

    @property
    def schema(self) -> Schema:
        """The questions that are answered here."""
        return Schema.load(self.schema_name, self.schema_version)

    @property
    def newest_schema(self) -> Schema:
        """The questions in which old and new answers are read side by side."""
        return self.schema.newest

    @property
    def newest_answers(self) -> dict:
        """The answers as the newest schema asks for them; what is stored stays as it was."""
        return self.schema.carried_to_newest(self.answers)

    def changes_since(self, earlier: "Declaring") -> list[SectionChanges]:
        """What is answered otherwise here than in an earlier one, section by section."""
        return changes(earlier.schema, earlier.answers, self.schema, self.answers)

    def renew_questions(self) -> None:
        """Let a draft answer the newest questions; `carried` tells what became of its answers."""
        newest = self.newest_schema
        if self.schema is not newest:
            self.carried = self.schema.carry(self.answers)
            self.answers, self.schema_version = self.carried.answers, newest.version

    @property
    def completeness(self):
        """How far the answers are from being publishable."""
        return self.schema.completeness(self.answers, need=self.asks_as_need)

    def declaration(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Answers in the reader's language: [(section, [(question, answer)])]."""
        answers = self.schema.relevant(self.answers)
        language = getattr(self, "language", "")
        asked = set(self.schema.asked(self.asks_as_need))
        sections = [
            (
                heading(part),
                [
                    (q.label, Said.answer(q, answers.get(q.key), language))
                    for q in part.questions
                    if q in asked
                ],
            )
            for part in self.schema.walk()
        ]
        return [(title, lines) for title, lines in sections if lines]


def heading(part) -> str:
    """The title of a section, with the one it lies in: «Innføring: Trening»."""
    return f"{part.parent.title}: {part.title}" if part.parent else part.title


class DeclaringForm(NounForm):
    """The answers of a noun, beside its own fields. Drafts may be incomplete.

    `section` asks the questions of one section only.
    """

    section: str | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.renew_questions()
        self.declaration = DeclarationForm(
            self.instance.schema,
            self.data if self.is_bound else None,
            initial=self.instance.answers,
            section=self.section,
            need=self.instance.asks_as_need,
            documents=self.documents(),
            renderer=self.renderer,
        )
        self.fields.update(self.declaration.fields)
        self.initial.update(self.declaration.initial)

    def documents(self):
        """The documents that may be chosen as answers: those that hang on the thing now."""
        asks = any(question.type == "document" for question in self.instance.schema.asked())
        is_there = asks and self.instance.pk is not None
        return Document.objects.about(self.instance).current() if is_there else ()

    def own_fields(self) -> list[forms.BoundField]:
        """The noun's own fields, before the questions."""
        return [self[name] for name in self.fields if name not in self.declaration.fields]

    def sections(self):
        """Sections of the declaration with their fields, errors included."""
        for section, fields in self.declaration.sections():
            yield section, [self[field.name] for field in fields]

    def prepare(self, noun) -> None:
        """Put the answers on the noun."""
        super().prepare(noun)
        self.declaration.full_clean()
        noun.answers = self.declaration.answers()
