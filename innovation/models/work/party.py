"""Who takes part in a collaboration."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Event, Organisation
from marketplace.models.standing import holder
from participation.models import accepted_terms


class PartyQuerySet(models.QuerySet):
    """Named ways to reach parties."""

    def visible_to(self, user) -> "PartyQuerySet":
        """Everybody sees who takes part; requests only those concerned and FKJ."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        concerned = Q(organisation__in=mine) | Q(collaboration__lead__in=mine)
        return self.filter(Q(status=Party.Status.CONFIRMED) | concerned)

    def lead(self, collaboration, by) -> "Party":
        """The party that the lead is, made the first time."""
        known = {"collaboration": collaboration, "organisation": collaboration.lead}
        confirmed = Party.Status.CONFIRMED
        party, is_new = self.get_or_create(**known, defaults={"status": confirmed})
        if is_new:
            Event.objects.write(party, Event.CREATED, by, moved=("", confirmed))
        return party

    def confirmed(self) -> "PartyQuerySet":
        """Those that take part."""
        return self.filter(status=Party.Status.CONFIRMED)

    def municipal(self) -> "PartyQuerySet":
        """Municipalities and counties that take part."""
        return self.confirmed().filter(organisation__kind__in=["municipality", "county"])

    def number(self) -> int:
        """How many organisations they are today: those that have merged are one."""
        return self.aggregate(n=Count(holder("organisation"), distinct=True))["n"]

    def waiting_for(self, actor) -> "PartyQuerySet":
        """Requests that the actor can answer."""
        if not actor.holds(*policy.WRITERS):
            return self.none()
        return self.filter(collaboration__lead__in=actor.reach, status=Party.Status.REQUESTED)


class Party(Lifecycle):
    """Deltaker: an organisation that has asked to take part in a collaboration."""

    noun = "deltakelse"
    named_with = ("organisation", "collaboration")
    belongs_to = ("organisation", "collaboration__lead")
    heard_through = ("collaboration",)
    decisive = ("confirmed", "declined")

    class Status(models.TextChoices):
        REQUESTED = "requested", _("Forespurt")
        CONFIRMED = "confirmed", _("Deltar")
        DECLINED = "declined", _("Avslått")
        LEFT = "left", _("Gått ut")

    collaboration = models.ForeignKey(
        "innovation.Collaboration",
        on_delete=models.PROTECT,
        related_name="parties",
        verbose_name=_("samarbeid"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="parties", verbose_name=_("virksomhet")
    )
    message = models.TextField(_("hvorfor dere vil være med"), blank=True)
    status = status_field(Status, Status.REQUESTED)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deltaker")
        verbose_name_plural = _("deltakere")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "organisation"],
                condition=Q(status__in=["requested", "confirmed"]),
                name="take_part_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.collaboration}"

    def get_absolute_url(self) -> str:
        return self.collaboration.get_absolute_url()

    @step(
        Status.REQUESTED,
        to=Status.CONFIRMED,
        who=policy.lets_in,
        label=_("Godta"),
        done=_("Godtatt"),
        needs=[accepted_terms],
    )
    def accept(self, by):
        """Let them in."""

    @step(
        Status.REQUESTED,
        to=Status.DECLINED,
        who=policy.lets_in,
        label=_("Avslå"),
        done=_("Avslått"),
        asks={"note": reason()},
        primary=False,
    )
    def decline(self, by, note):
        """Say no, with a reason."""

    @step(
        [Status.REQUESTED, Status.CONFIRMED],
        to=Status.LEFT,
        who=policy.asks_to_join,
        label=_("Gå ut av samarbeidet"),
        done=_("Gått ut av samarbeidet"),
        confirm=_("Dere kan be om å bli med igjen senere."),
        primary=False,
    )
    def leave(self, by):
        """Step out; what was done stays."""
