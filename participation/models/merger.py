"""Mergers: one organisation takes over for others."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_today
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Organisation, Role
from marketplace.policy import administers, machine

from . import succession


@guard(_("Dagen for sammenslåingen må være kommet."))
def has_come(merger, actor) -> bool:
    """The first day of the new organisation, by the database's calendar."""
    return merger.takes_effect_on <= db_today()


@guard(
    _(
        "Virksomhetene må være av samme type, og ingen av dem kan være overtatt fra før. Ved "
        "deling kan bare én overta rettighetene: avlys denne, og velg den."
    )
)
def is_possible(merger, actor) -> bool:
    """Nobody has come first since it was planned."""
    return not succession.obstacles(merger.successor, list(merger.predecessors.all()))


class MergerQuerySet(models.QuerySet):
    """Named ways to reach mergers."""

    def visible_to(self, user) -> "MergerQuerySet":
        """Everybody sees those that are decided; FKJ the plans too."""
        if Organisation.objects.of(user).include_fkj():
            return self
        return self.filter(status__in=[Merger.Status.CONFIRMED, Merger.Status.CARRIED_OUT])

    def waiting_for(self, actor) -> "MergerQuerySet":
        """Plans that FKJ's administrator has not confirmed."""
        waits = actor.is_fkj and actor.holds(Role.ADMIN)
        return self.filter(status=Merger.Status.PLANNED) if waits else self.none()

    def due(self) -> "MergerQuerySet":
        """Confirmed ones whose day has come."""
        return self.filter(status=Merger.Status.CONFIRMED, takes_effect_on__lte=db_today())


class Merger(Lifecycle):
    """Sammenslåing: one organisation takes over the rights of others from a certain day."""

    noun = "sammenslaing"
    named_with = ("successor",)
    belongs_to = ("successor", "predecessors")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        CONFIRMED = "confirmed", _("Bekreftet")
        CARRIED_OUT = "carried_out", _("Gjennomført")
        CANCELLED = "cancelled", _("Avlyst")

    successor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="mergers",
        verbose_name=_("virksomheten som overtar"),
    )
    predecessors = models.ManyToManyField(
        Organisation, related_name="merged_in", verbose_name=_("virksomhetene som opphører")
    )
    takes_effect_on = models.DateField(_("gjelder fra"))
    decision = models.CharField(_("vedtak eller kilde"), max_length=300)
    status = status_field(Status, Status.PLANNED)

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("sammenslåing")
        verbose_name_plural = _("sammenslåinger")
        ordering = ["-takes_effect_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.successor} {self.takes_effect_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("participation:merger", args=[self.pk])

    @property
    def due_on(self) -> date | None:
        """The day it takes effect, until it has."""
        waits = self.status in (self.Status.PLANNED, self.Status.CONFIRMED)
        return self.takes_effect_on if waits else None

    def carry_out_when_due(self) -> None:
        """A day that has come needs no clock."""
        if has_come(self, SYSTEM):
            self.carry_out(by=SYSTEM)

    @step(
        Status.PLANNED,
        to=Status.CONFIRMED,
        who=administers,
        label=_("Bekreft sammenslåingen"),
        done=_("Bekreftet"),
        needs=[is_possible],
        confirm=_(
            "Fra dagen som er satt, kan ingen handle for virksomhetene som opphører. Medlemmene "
            "følger med over, og alt de eide, hører til virksomheten som overtar. Dette kan ikke "
            "angres etter den dagen."
        ),
        then=carry_out_when_due,
    )
    def confirm(self, by):
        """Set the last day of those that end; the day itself does the rest."""
        succession.announce(self)

    @step(
        Status.CONFIRMED,
        to=Status.CARRIED_OUT,
        who=machine,
        label=_("Gjennomfør"),
        done=_("Gjennomført"),
        needs=[has_come],
    )
    def carry_out(self, by):
        """Move rights and people over."""
        succession.carry_out(self, by)

    @step(
        [Status.PLANNED, Status.CONFIRMED],
        to=Status.CANCELLED,
        who=administers,
        label=_("Avlys"),
        done=_("Avlyst"),
        asks={"note": reason()},
        primary=False,
    )
    def cancel(self, by, note):
        """It will not be; everybody goes on as before."""
        if self.status == self.Status.CONFIRMED:
            succession.call_off(self)
