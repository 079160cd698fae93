"""Attestations: what municipalities believe."""

import uuid

from django.db import models
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today, months_after
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Event, Figure
from verification import policy


def counts_now() -> models.Q:
    """Valid or under observation, and not past the last day."""
    status = Attestation.Status
    standing = [status.VALID, status.UNDER_OBSERVATION]
    return models.Q(status__in=standing, valid_until__gte=TruncDate(Now()))


class AttestationQuerySet(models.QuerySet):
    """Named ways to reach attestations."""

    def valid(self) -> "AttestationQuerySet":
        """Those that count now: valid or under observation, and not past their last day."""
        return self.filter(counts_now())

    def with_validity(self) -> "AttestationQuerySet":
        """Add whether each counts now, so that one query can tell of all of them."""
        now = models.ExpressionWrapper(counts_now(), models.BooleanField())
        return self.annotate(counts=now)

    def ever_public(self) -> "AttestationQuerySet":
        """Every attestation that was issued: its state is told, also when it is bad."""
        return self.all()

    def visible_to(self, user) -> "AttestationQuerySet":
        """Everybody may see an attestation and its state."""
        return self

    def issue(self, run, by) -> "Attestation":
        """Issue for as long as the figure says, and write the Event."""
        months = int(Figure.objects.value("attestation-months"))
        valid_until = months_after(db_today(), months)
        attestation = self.create(version=run.version, run=run, valid_until=valid_until)
        Event.objects.write(attestation, Event.CREATED, by, moved=("", attestation.status))
        return attestation


class Attestation(Lifecycle):
    """Attest: FKJ stands behind that a version met the checks; shown with level and date."""

    noun = "attest"
    named_with = ("version__application",)
    belongs_to = ("version__application__supplier",)
    heard_through = ("version__application",)
    decisive = ("valid", "under_observation", "suspended", "withdrawn", "expired")

    class Status(models.TextChoices):
        VALID = "valid", _("Gyldig")
        UNDER_OBSERVATION = "under_observation", _("Under observasjon")
        SUSPENDED = "suspended", _("Suspendert")
        EXPIRED = "expired", _("Utløpt")
        WITHDRAWN = "withdrawn", _("Trukket")

    class Level(models.TextChoices):
        """Nivå: how far the verification went."""

        VERIFIED = "verified", _("Verifisert")
        TRIED = "tried", _("Prøvd i sandkassen")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="attestations",
        verbose_name=_("versjon"),
    )
    run = models.OneToOneField(
        "verification.Run",
        on_delete=models.PROTECT,
        related_name="attestation",
        verbose_name=_("kjøring"),
    )
    level = models.CharField(_("nivå"), max_length=20, choices=Level, default=Level.VERIFIED)
    issued_at = models.DateTimeField(_("utstedt"), auto_now_add=True)
    valid_until = models.DateField(_("gyldig til"))
    status = status_field(Status, Status.VALID)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attest")
        verbose_name_plural = _("attester")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("verification:attestation", args=[self.public_id])

    @step(
        Status.VALID,
        to=Status.UNDER_OBSERVATION,
        who=policy.supervises,
        label=_("Sett under observasjon"),
        done=_("Satt under observasjon"),
        asks={"note": reason()},
        primary=False,
    )
    def observe(self, by, note):
        """Something must be put right soon."""

    @step(
        [Status.VALID, Status.UNDER_OBSERVATION],
        to=Status.SUSPENDED,
        who=policy.supervises,
        label=_("Suspender attesten"),
        done=_("Attesten er suspendert"),
        asks={"note": reason()},
        confirm=_("Løsningen forsvinner fra butikken med det samme."),
        primary=False,
        sensitive=True,
    )
    def suspend(self, by, note):
        """It does not count for now."""

    @step(
        [Status.UNDER_OBSERVATION, Status.SUSPENDED],
        to=Status.VALID,
        who=policy.supervises,
        label=_("Gjør gyldig igjen"),
        done=_("Gjort gyldig igjen"),
        asks={"note": reason(_("Hva er rettet?"))},
    )
    def reinstate(self, by, note):
        """What was wrong is put right."""

    @step(
        [Status.VALID, Status.UNDER_OBSERVATION, Status.SUSPENDED],
        to=Status.WITHDRAWN,
        who=policy.supervises,
        label=_("Trekk attesten"),
        done=_("Attesten er trukket"),
        asks={"note": reason()},
        confirm=_("Attesten kan ikke gjøres gyldig igjen; versjonen må verifiseres på nytt."),
        primary=False,
    )
    def withdraw(self, by, note):
        """It never counts again."""

    @step(
        [Status.VALID, Status.UNDER_OBSERVATION, Status.SUSPENDED],
        to=Status.EXPIRED,
        who=policy.machine,
        label=_("Utløp"),
        done=_("Utløpt"),
    )
    def expire(self, by):
        """The last valid day has passed."""
