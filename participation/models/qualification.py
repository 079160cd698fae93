"""Supplier qualification."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_today, months_after
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Figure, Organisation
from marketplace.policy import administers, machine, reviews
from participation import policy

from . import qualification_readiness as must
from .acceptance import accepted_terms
from .qualification_status import OPEN, STANDING, QualificationQuerySet, QualificationStatus
from .review import Review
from .self_declaration import SelfDeclaration, SelfDeclaring


@dataclass(frozen=True)
class MarkedNote:
    """A step's question that lists the answers marked «må rettes»."""

    label: str
    required: bool = False
    help_text: str = ""

    def __call__(self, qualification, actor) -> forms.CharField:
        marked = ", ".join(line.question.label for line in Review(qualification).marked)
        told = _("Leverandøren får se kommentarene til: %(marked)s.") % {"marked": marked}
        asked = reason(self.label, required=False)
        asked.help_text = told if marked else ""
        return asked


class Qualification(SelfDeclaring, Lifecycle):
    """Kvalifisering: a supplier's self-declaration and FKJ's answer to it."""

    noun = "kvalifisering"
    named_with = ("supplier",)
    belongs_to = ("supplier",)
    attaches = policy.documents_qualification
    Status, OPEN = QualificationStatus, OPEN
    decisive = ("qualified", "needs_changes", "rejected", "suspended", "expired")

    supplier = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="qualifications",
        verbose_name=_("leverandør"),
    )
    reviewer = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("vurdert av"),
    )
    valid_from = models.DateField(_("gyldig fra"), null=True, editable=False)
    valid_until = models.DateField(_("gyldig til"), null=True, editable=False)
    certificate = models.CharField(
        _("bevisnummer"), max_length=40, unique=True, null=True, blank=True, editable=False
    )
    status = status_field(Status, Status.DRAFT)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("kvalifisering")
        verbose_name_plural = _("kvalifiseringer")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(status__in=["draft", "submitted", "in_review", "needs_changes"]),
                name="one_open_qualification",
            ),
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(status__in=["qualified", "suspended"]),
                name="one_standing_qualification",
            ),
        ]

    def __str__(self) -> str:
        return str(self.supplier)

    def get_absolute_url(self) -> str:
        return reverse("participation:qualification", args=[self.pk])

    @property
    def edit_url(self) -> str:
        """Where the answers are given."""
        return reverse("participation:qualification_edit", args=[self.pk])

    def told_to(self, actor):
        """What has happened, for the supplier and FKJ."""
        events = super().told_to(actor)
        return events if actor.is_fkj or actor.acts_for(self.supplier_id) else events.none()

    @property
    def due_on(self):
        """The last valid day."""
        return self.valid_until if self.status == self.Status.QUALIFIED else None

    @step(
        [Status.DRAFT, Status.NEEDS_CHANGES],
        to=Status.SUBMITTED,
        who=policy.binds_supplier,
        label=_("Send inn"),
        done=_("Sendt inn"),
        needs=[accepted_terms, must.answers_newest_set, must.is_complete, must.has_evidence],
    )
    def submit(self, by):
        """Hand the answers over to FKJ: what is sent in is frozen, and a new round begins."""
        self.round = SelfDeclaration.freeze(self, by, sent_by=by.user).number

    @step(
        Status.SUBMITTED,
        to=Status.IN_REVIEW,
        who=reviews,
        label=_("Start vurdering"),
        done=_("Vurderingen er startet"),
        needs=[must.is_disinterested],
    )
    def start_review(self, by):
        """Take the case."""
        self.reviewer = by.user

    @step(
        Status.IN_REVIEW,
        who=reviews,
        label=_("Overta saken"),
        done=_("Saken er overtatt"),
        needs=[must.is_somebody_elses, must.is_disinterested],
        primary=False,
    )
    def take_over(self, by):
        """Go on where another reviewer left off."""
        self.reviewer = by.user

    @step(
        Status.IN_REVIEW,
        to=Status.QUALIFIED,
        who=policy.settles,
        label=_("Godkjenn kvalifisering"),
        done=_("Kvalifisert"),
        needs=[
            must.is_another_person,
            must.is_disinterested,
            must.meets_every_requirement,
            must.has_evidence,
            must.is_assessed,
            must.nothing_must_change,
            must.has_no_suspension,
        ],
    )
    def qualify(self, by):
        """Let the supplier in for as long as the figure says; the last one has had its day."""
        months = int(Figure.objects.value("qualification-months"))
        self.valid_from = db_today()
        self.valid_until = months_after(self.valid_from, months)
        self.certificate = f"FKJ-K-{self.valid_from.year}-{self.pk}"
        for last in Qualification.objects.filter(supplier=self.supplier, status__in=STANDING):
            last.replace(by=SYSTEM)

    @step(
        Status.IN_REVIEW,
        to=Status.NEEDS_CHANGES,
        who=reviews,
        label=_("Be om rettelser"),
        done=_("Bedt om rettelser"),
        needs=[must.has_marked_answers],
        asks={"note": MarkedNote(_("Noe mer å si til leverandøren?"))},
        primary=False,
    )
    def request_changes(self, by, note=""):
        """Send it back with the answers that must be put right."""

    @step(
        Status.IN_REVIEW,
        to=Status.REJECTED,
        who=policy.settles,
        label=_("Avvis"),
        done=_("Avvist"),
        needs=[must.is_another_person, must.is_disinterested],
        asks={"note": reason()},
        confirm=_("Leverandøren kan søke på nytt, men denne søknaden er avsluttet."),
        primary=False,
    )
    def reject(self, by, note):
        """Say no, with a reason."""

    @step(
        Status.QUALIFIED,
        to=Status.SUSPENDED,
        who=administers,
        label=_("Suspender"),
        done=_("Suspendert"),
        asks={"note": reason()},
        confirm=_("Leverandørens løsninger forsvinner fra butikken med det samme."),
        primary=False,
        sensitive=True,
    )
    def suspend(self, by, note):
        """Take the supplier out of the store for a time."""

    @step(
        Status.SUSPENDED,
        to=Status.QUALIFIED,
        who=administers,
        label=_("Opphev suspensjon"),
        done=_("Suspensjonen er opphevet"),
        needs=[must.has_days_left],
    )
    def reinstate(self, by):
        """Let the supplier back in."""

    @step(
        [Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.QUALIFIED],
        to=Status.WITHDRAWN,
        who=policy.binds_supplier,
        label=_("Trekk tilbake"),
        done=_("Trukket"),
        confirm=_("Kvalifiseringen kan ikke hentes tilbake; dere må søke på nytt."),
        primary=False,
    )
    def withdraw(self, by):
        """The supplier steps out."""

    @step(Status.QUALIFIED, to=Status.REPLACED, who=machine, label=_("Erstattet av en ny"))
    def replace(self, by):
        """A newer qualification has been granted."""

    @step(
        [Status.QUALIFIED, Status.SUSPENDED],
        to=Status.EXPIRED,
        who=machine,
        label=_("Utløp"),
        done=_("Utløpt"),
        needs=[must.is_past_its_end],
    )
    def expire(self, by):
        """The last valid day has passed."""


@guard(
    _("Leverandøren må være kvalifisert."),
    link=lambda thing, actor: reverse("participation:qualifications"),
)
def actor_is_qualified(thing, actor) -> bool:
    """Tell whether the supplier acted for holds a valid qualification."""
    return Qualification.objects.valid().filter(supplier=actor.organisation).exists()
