"""What happened: audit trail, timeline and outbox at once."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ClockTimestamp(Now):
    """The moment of writing; `Now()` is the start of the transaction."""

    template = "CLOCK_TIMESTAMP()"

    def as_postgresql(self, compiler, connection, **extra):
        """Skip Django's own rewrite to STATEMENT_TIMESTAMP()."""
        return self.as_sql(compiler, connection, **extra)


class TransactionNumber(models.Func):
    """The number of the transaction that writes: 64 bits, so it never starts again."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class EventQuerySet(models.QuerySet):
    """Named ways to reach events."""

    def about(self, thing: models.Model) -> "EventQuerySet":
        """Events of one noun, newest first."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(subject_type=kind, subject_id=thing.pk)

    def newest(self) -> "EventQuerySet":
        """Newest first, with what a timeline shows."""
        return self.select_related("actor", "organisation", "subject_type").order_by("-pk")

    def write(self, thing: models.Model, step: str, by, *, moved=("", ""), note="", data=None):
        """Write what happened; called by the machinery, never by hand."""
        return self.create(
            subject=thing,
            step=step,
            actor=by.user,
            organisation=by.organisation,
            from_status=moved[0],
            to_status=moved[1],
            note=note,
            data=data or {},
        )


class Event(models.Model):
    """Hendelse: who did what to which noun, for whom, and when. Append-only in the database."""

    CREATED, EDITED = "created", "edited"
    # What is written without being a step, in the reader's words.
    told: ClassVar[dict] = {
        CREATED: _("Opprettet"),
        EDITED: _("Redigert"),
        "commented": _("Nytt innlegg i samtalen"),
        "document_added": _("Dokument lagt til"),
        "document_replaced": _("Ny versjon av et dokument"),
        "document_refused": _("Dokument stanset av virussjekken"),
        "document_withdrawn": _("Dokument trukket"),
        "role_granted": _("Rolle gitt"),
        "sign_in_connected": _("Innlogging koblet til"),
        "sign_in_removed": _("Innlogging fjernet"),
        "role_ended": _("Rolle avsluttet"),
        "asked_to_accept": _("Bedt om at vilkårene blir godtatt"),
        "register_flagged": _("Melding fra Enhetsregisteret"),
        "document_erased": _("Innholdet i et dokument er slettet"),
    }

    actor = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="events",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "marketplace.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="events",
        verbose_name=_("på vegne av"),
    )
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, verbose_name=_("gjelder")
    )
    subject_id = models.PositiveBigIntegerField(_("nummer"))
    subject = GenericForeignKey("subject_type", "subject_id")
    step = models.CharField(_("steg"), max_length=60)
    from_status = models.CharField(_("fra"), max_length=40, blank=True)
    to_status = models.CharField(_("til"), max_length=40, blank=True)
    note = models.TextField(_("merknad"), blank=True)
    data = models.JSONField(_("data"), default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)
    xid = models.BigIntegerField(
        _("transaksjon"), db_default=TransactionNumber(), editable=False, db_index=True
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.label} ({self.at:%d.%m.%Y %H:%M})"

    @property
    def label(self) -> str:
        """What was done, in the reader's language."""
        model = self.subject_type.model_class()
        told = self.told | getattr(model, "happenings", {})
        step = getattr(model, "steps", dict)().get(self.step)
        return str(step.done if step else told.get(self.step, self.step))

    @property
    def moved_to(self) -> str:
        """Label of the status the noun came to, or empty."""
        statuses = getattr(self.subject_type.model_class(), "Status", None)
        known = statuses and self.to_status in statuses.values
        return str(statuses(self.to_status).label) if known else ""
