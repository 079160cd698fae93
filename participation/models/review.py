"""FKJ's review: what is said about each answer, and what that leaves undone."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.declaration import Question, Verdict
from marketplace.models import Document
from marketplace.models.event import ClockTimestamp

from .evidence import evidence_of
from .qualification_status import IN_REVIEW, NEEDS_CHANGES


class Assessment(models.Model):
    """Vurdering: what the reviewer says about one answer in one round."""

    class Verdict(models.TextChoices):
        OK = "ok", _("I orden")
        NEEDS_CHANGE = "needs_change", _("Må rettes")

    qualification = models.ForeignKey(
        "participation.Qualification",
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("kvalifisering"),
    )
    round = models.PositiveSmallIntegerField(_("runde"))
    question = models.CharField(_("spørsmål"), max_length=80)
    verdict = models.CharField(_("vurdering"), max_length=20, choices=Verdict)
    comment = models.TextField(_("kommentar"), blank=True)
    by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("vurdert av"),
    )
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        verbose_name = _("vurdering")
        verbose_name_plural = _("vurderinger")
        ordering = ["-round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "round", "question"], name="one_assessment_a_round"
            ),
            models.CheckConstraint(
                name="what_must_change_is_told", condition=Q(verdict="ok") | ~Q(comment="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_verdict_display()}"

    @property
    def asks_for_change(self) -> bool:
        """Tell whether the supplier must put the answer right."""
        return self.verdict == self.Verdict.NEEDS_CHANGE


@dataclass
class Line:
    """One answer as the reviewer and the supplier see it."""

    question: Question
    answer: str
    verdict: Verdict | None = None
    assessments: list[Assessment] = field(default_factory=list)
    told: list[Assessment] = field(default_factory=list)
    evidence: list[Document] = field(default_factory=list)
    before: str = ""
    changed: bool = False
    settled: bool = False

    @property
    def key(self) -> str:
        """The key of the question."""
        return self.question.key

    @property
    def newest(self) -> Assessment | None:
        """The latest word on the answer."""
        return self.assessments[0] if self.assessments else None

    @property
    def must_change(self) -> bool:
        """Tell whether the latest word is that it must be put right."""
        return self.newest is not None and self.newest.asks_for_change

    @property
    def stands_out(self) -> bool:
        """Tell whether there is more to see than an answer that is as it should be."""
        return bool(self.assessments or self.changed) or self.verdict not in (None, Verdict.MET)

    @property
    def is_pending(self) -> bool:
        """Tell whether a person has yet to decide."""
        return self.verdict == Verdict.PERSON_DECIDES and not self.settled


class Review:
    """Gjennomgang: a qualification's answers, laid beside what was said about them so far."""

    def __init__(self, qualification) -> None:
        self.qualification, self.schema = qualification, qualification.schema
        self.answers = self.schema.relevant(qualification.answers)
        self.verdicts = self.schema.verdicts(qualification.answers)

    @cached_property
    def rounds(self) -> dict:
        """What was sent in, by the number of the round."""
        sent = self.qualification.versions.all() if self.qualification.pk else []
        return {version.number: version for version in sent}

    @cached_property
    def said(self) -> dict[str, list[Assessment]]:
        """Assessments by question, the newest first."""
        found: dict[str, list[Assessment]] = {}
        rows = self.qualification.assessments.select_related("by") if self.qualification.pk else []
        for row in rows:
            found.setdefault(row.question, []).append(row)
        return found

    @cached_property
    def before(self) -> dict:
        """The answers of the round before this one, or of the last application."""
        earlier = self.rounds.get(self.qualification.round - 1)
        if earlier:
            return earlier.content["answers"]
        last = self.qualification.carried_from
        return last.answers if last else {}

    @cached_property
    def evidence(self) -> dict[str, list[Document]]:
        """The documents that show the answers."""
        return evidence_of(self.qualification)

    @property
    def papers(self) -> list["Line"]:
        """The answers that a document must or may show."""
        return [line for line in self.lines if line.question.evidence]

    def line(self, question: Question) -> Line:
        """One answer with everything known about it."""
        answer, before = self.answers.get(question.key), self.before.get(question.key)
        said = self.said.get(question.key, [])
        return Line(
            question,
            question.display(answer),
            self.verdicts.get(question.key),
            said,
            told=[one for one in said if self.is_told(one)],
            evidence=self.evidence.get(question.key, []),
            before=question.display(before),
            changed=bool(self.before) and before != answer,
            settled=self.is_settled(question.key),
        )

    def is_told(self, one: Assessment) -> bool:
        """Tell whether the supplier has been told: not while a reviewer is still writing."""
        thing = self.qualification
        is_draft = thing.status == IN_REVIEW and one.round == thing.round
        return one.asks_for_change and not is_draft

    def is_settled(self, key: str) -> bool:
        """Tell whether the answer was found in order, and stands as it stood then."""
        newest = next(iter(self.said.get(key, [])), None)
        if newest is None or newest.asks_for_change:
            return False
        now = self.rounds.get(self.qualification.round)
        return bool(now) and now.said(key) == self.rounds[newest.round].said(key)

    def sections(self) -> list[tuple]:
        """Every section with its lines, leaving out what does not apply."""
        asked = {q for q in self.schema.asked() if self.schema.applies(q, self.answers)}
        listed = [
            (part, [self.line(q) for q in part.questions if q in asked])
            for part in self.schema.walk()
        ]
        return [(part, lines) for part, lines in listed if lines]

    def shown(self) -> list[tuple]:
        """The same, and whether there is something to look at in the section."""
        return [
            (part, lines, any(line.stands_out for line in lines)) for part, lines in self.sections()
        ]

    @cached_property
    def lines(self) -> list[Line]:
        """Every line, in reading order."""
        return [line for _part, lines in self.sections() for line in lines]

    @property
    def pending(self) -> list[Line]:
        """Answers that a person must decide and nobody has."""
        return [line for line in self.lines if line.is_pending]

    @property
    def unresolved(self) -> list[Line]:
        """Answers whose latest word is that they must be put right."""
        return [line for line in self.lines if line.must_change]

    @property
    def marked(self) -> list[Line]:
        """Answers marked in this round."""
        now = self.qualification.round
        return [line for line in self.unresolved if line.newest.round == now]

    @property
    def told(self) -> list[Line]:
        """What the supplier must put right now."""
        return self.marked if self.qualification.status == NEEDS_CHANGES else []

    def counts(self) -> dict[str, int]:
        """How many answers there are of each verdict."""
        found = list(self.verdicts.values())
        return {verdict.value: found.count(verdict) for verdict in Verdict}
