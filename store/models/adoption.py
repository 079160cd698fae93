"""Adoptions: which municipalities use what."""

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.clock import db_today, months_after
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Organisation
from participation.models import accepted_terms
from store import policy

from .contract import Contract
from .listing import Listing


def since_when() -> forms.DateField:
    """Ask for a day; empty means today."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=_("Fra dato (tomt betyr i dag)"), required=False, widget=widget)


class AdoptionQuerySet(models.QuerySet):
    """Named ways to reach adoptions."""

    def visible_to(self, user) -> "AdoptionQuerySet":
        """Everybody may see who uses what."""
        return self

    def in_use(self) -> "AdoptionQuerySet":
        """Those that are in use now."""
        return self.filter(status=Adoption.Status.IN_USE)

    def with_experience(self) -> "AdoptionQuerySet":
        """Those that have got far enough for somebody to tell how it went."""
        return self.filter(status__in=[Adoption.Status.IN_USE, Adoption.Status.ENDED])

    def waiting_for(self, actor) -> "AdoptionQuerySet":
        """What the actor's municipality uses and has not told about yet."""
        if not policy.may_tell(actor):
            return self.none()
        # `reports` is the reverse name that experience gives: asked for, never imported.
        return self.in_use().filter(organisation__in=actor.reach, reports__isnull=True)


class Adoption(Lifecycle):
    """Ibruktaking: a municipality says that it considers, tries or uses a listed application."""

    noun = "ibruktaking"
    named_with = ("organisation", "listing__application")
    belongs_to = ("organisation",)
    heard_through = ("listing",)

    class Status(models.TextChoices):
        CONSIDERING = "considering", pgettext_lazy("ibruktaking", "Vurderer")
        PILOT = "pilot", _("Prøver ut")
        IN_USE = "in_use", _("I bruk")
        ENDED = "ended", _("Sluttet å bruke")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="adoptions", verbose_name=_("kommune")
    )
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, related_name="adoptions", verbose_name=_("oppføring")
    )
    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="adoptions",
        editable=False,
        verbose_name=_("versjon"),
    )
    contract = models.ForeignKey(
        Contract,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adoptions",
        verbose_name=_("kontrakt"),
    )
    since = models.DateField(_("siden"), null=True, blank=True)
    status = status_field(Status, Status.CONSIDERING)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ibruktaking")
        verbose_name_plural = _("ibruktakinger")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "listing"], name="adopt_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.listing}"

    def get_absolute_url(self) -> str:
        return reverse("store:adoption", args=[self.pk])

    @property
    def due_on(self):
        """Others want to hear how it went when it has been in use for three months."""
        return months_after(self.since, 3) if self.since else None

    @property
    def application(self):
        """What is used."""
        return self.listing.application

    @step(
        Status.CONSIDERING,
        to=Status.PILOT,
        who=policy.tells,
        label=_("Vi prøver den ut"),
        done=_("Prøves ut"),
        needs=[accepted_terms],
        asks={"since": since_when()},
    )
    def start_pilot(self, by, since=None):
        """Try it on a small scale."""
        self.since = since or db_today()

    @step(
        [Status.CONSIDERING, Status.PILOT],
        to=Status.IN_USE,
        who=policy.tells,
        label=_("Vi har tatt den i bruk"),
        done=_("Tatt i bruk"),
        needs=[accepted_terms],
        asks={"since": since_when()},
    )
    def take_into_use(self, by, since=None):
        """People work with the version that is in the store now."""
        self.since, self.version = since or db_today(), self.listing.version

    @step(
        [Status.CONSIDERING, Status.PILOT, Status.IN_USE],
        to=Status.ENDED,
        who=policy.tells,
        label=_("Vi har sluttet"),
        done=_("Sluttet å bruke"),
        asks={"since": since_when(), "note": reason(required=False)},
        primary=False,
    )
    def end(self, by, since=None, note=""):
        """No longer used or considered."""
        self.since = since or db_today()

    @step(
        Status.ENDED,
        to=Status.CONSIDERING,
        who=policy.tells,
        label=_("Vi vurderer den på nytt"),
        done=_("Vurderes på nytt"),
        needs=[accepted_terms],
    )
    def resume(self, by):
        """Take it up again."""
        self.since = db_today()
