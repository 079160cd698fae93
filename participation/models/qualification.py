"""Supplier qualification."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today, months_after
from marketplace.declaring import Declaring
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Figure, Organisation, Role
from marketplace.policy import administers, machine, reviews
from participation import policy

from .terms import accepted_terms


@guard(_("Alle spørsmålene må være besvart."), link=lambda q, actor: q.edit_url)
def is_complete(qualification, actor) -> bool:
    """Tell whether no required answer is missing."""
    return not qualification.schema.missing(qualification.answers)


@guard(_("Ingen svar kan være «ikke oppfylt»."))
def meets_every_requirement(qualification, actor) -> bool:
    """Tell whether the machine's verdict has no clear no."""
    return "not_met" not in qualification.schema.verdicts(qualification.answers).values()


@guard(_("Den som godkjenner, må være en annen enn den som vurderte."))
def is_another_person(qualification, actor) -> bool:
    """Two persons: the reviewer does not approve alone."""
    return actor.user is not None and actor.user.pk != qualification.reviewer_id


class QualificationQuerySet(models.QuerySet):
    """Named ways to reach qualifications."""

    def valid(self) -> "QualificationQuerySet":
        """Those that let the supplier take part today."""
        return self.filter(status=Qualification.Status.QUALIFIED, valid_until__gte=TruncDate(Now()))

    def visible_to(self, user) -> "QualificationQuerySet":
        """Everybody sees who is qualified; the supplier and FKJ see the rest."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        return self.filter(Q(status=Qualification.Status.QUALIFIED) | Q(supplier__in=mine))

    def waiting_for(self, actor) -> "QualificationQuerySet":
        """Those where the actor has the next move."""
        status = Qualification.Status
        if actor.is_fkj:
            waits = [status.SUBMITTED] if actor.holds(Role.REVIEWER) else []
            waits += [status.IN_REVIEW] if actor.holds(Role.ADMIN) else []
            return self.filter(status__in=waits)
        return self.filter(
            supplier=actor.organisation, status__in=[status.DRAFT, status.NEEDS_CHANGES]
        )


class Qualification(Declaring, Lifecycle):
    """Kvalifisering: a supplier's self-declaration and FKJ's answer to it."""

    noun = "kvalifisering"
    named_with = ("supplier",)
    belongs_to = ("supplier",)
    attaches = policy.documents_qualification
    schema_name = "qualification"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        SUBMITTED = "submitted", _("Sendt inn")
        IN_REVIEW = "in_review", _("Til vurdering")
        NEEDS_CHANGES = "needs_changes", _("Må rettes")
        QUALIFIED = "qualified", _("Kvalifisert")
        REJECTED = "rejected", _("Avvist")
        EXPIRED = "expired", _("Utløpt")
        SUSPENDED = "suspended", _("Suspendert")
        WITHDRAWN = "withdrawn", _("Trukket")

    OPEN = (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW, Status.NEEDS_CHANGES)

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
    valid_until = models.DateField(_("gyldig til"), null=True, editable=False)
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
            )
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

    @step(
        [Status.DRAFT, Status.NEEDS_CHANGES],
        to=Status.SUBMITTED,
        who=policy.binds_supplier,
        label=_("Send inn"),
        needs=[accepted_terms, is_complete],
    )
    def submit(self, by):
        """Hand the answers over to FKJ."""

    @step(Status.SUBMITTED, to=Status.IN_REVIEW, who=reviews, label=_("Start vurdering"))
    def start_review(self, by):
        """Take the case."""
        self.reviewer = by.user

    @step(
        Status.IN_REVIEW,
        to=Status.QUALIFIED,
        who=policy.settles,
        label=_("Godkjenn kvalifisering"),
        needs=[is_another_person, meets_every_requirement],
    )
    def qualify(self, by):
        """Let the supplier in for as long as the figure says."""
        months = int(Figure.objects.value("qualification-months"))
        self.valid_until = months_after(db_today(), months)

    @step(
        Status.IN_REVIEW,
        to=Status.NEEDS_CHANGES,
        who=reviews,
        label=_("Be om rettelser"),
        asks={"note": reason(_("Hva må rettes?"))},
        primary=False,
    )
    def request_changes(self, by, note):
        """Send it back with what must be put right."""

    @step(
        Status.IN_REVIEW,
        to=Status.REJECTED,
        who=policy.settles,
        label=_("Avvis"),
        needs=[is_another_person],
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
        asks={"note": reason()},
        confirm=_("Leverandørens løsninger forsvinner fra butikken med det samme."),
        primary=False,
        sensitive=True,
    )
    def suspend(self, by, note):
        """Take the supplier out of the store for a time."""

    @step(Status.SUSPENDED, to=Status.QUALIFIED, who=administers, label=_("Opphev suspensjon"))
    def reinstate(self, by):
        """Let the supplier back in."""

    @step(
        [Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.QUALIFIED],
        to=Status.WITHDRAWN,
        who=policy.binds_supplier,
        label=_("Trekk tilbake"),
        confirm=_("Kvalifiseringen kan ikke hentes tilbake; dere må søke på nytt."),
        primary=False,
    )
    def withdraw(self, by):
        """The supplier steps out."""

    @step(Status.QUALIFIED, to=Status.EXPIRED, who=machine, label=_("Utløp"))
    def expire(self, by):
        """The last valid day has passed."""


@guard(
    _("Leverandøren må være kvalifisert."),
    link=lambda thing, actor: reverse("participation:qualifications"),
)
def actor_is_qualified(thing, actor) -> bool:
    """Tell whether the supplier acted for holds a valid qualification."""
    return Qualification.objects.valid().filter(supplier=actor.organisation).exists()
