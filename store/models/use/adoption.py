"""Adoptions: which municipalities use what."""

from django import forms
from django.core.validators import RegexValidator
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

from ..contracts.contract import Contract
from ..listing import Listing
from .confirming import STALE_AFTER, Confirmed

# A function, not a person: adoptions are open to everybody, and people change jobs.
looks_like_a_person = RegexValidator(
    r"@|(\d[\s.-]?){8}",
    _("Skriv en funksjon, for eksempel «systemansvarlig», uten e-post og telefonnummer."),
    inverse_match=True,
)


def since_when() -> forms.DateField:
    """Ask for a day; empty means today."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=_("Fra dato (tomt betyr i dag)"), required=False, widget=widget)


class AdoptionQuerySet(Confirmed):
    """Named ways to reach adoptions."""

    def visible_to(self, user) -> "AdoptionQuerySet":
        """Everybody may see who uses what."""
        return self

    def in_use(self) -> "AdoptionQuerySet":
        """Those that are in use now."""
        return self.filter(status=Adoption.Status.IN_USE)

    def counted(self) -> "AdoptionQuerySet":
        """Those that are in use, and known to be so still."""
        return self.in_use().confirmed()

    def furthest(self) -> "AdoptionQuerySet":
        """For each municipality, the one that has come furthest: what a map can show."""
        going = self.filter(status__in=Adoption.ACTIVE).confirmed().with_freshness()
        steps = [models.When(status=status, then=n) for n, status in enumerate(Adoption.ACTIVE)]
        come = models.Case(*steps, output_field=models.IntegerField())
        rows = going.annotate(come=come).order_by("organisation", "-come")
        return rows.distinct("organisation").select_related("organisation")

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

    ACTIVE = (Status.CONSIDERING, Status.PILOT, Status.IN_USE)

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
    contact_role = models.CharField(
        _("kontaktfunksjon"), max_length=120, blank=True, validators=[looks_like_a_person]
    )
    modules = models.CharField(_("moduler i bruk"), max_length=500, blank=True)
    users = models.PositiveIntegerField(_("antall brukere"), null=True, blank=True)
    confirmed_on = models.DateField(_("sist bekreftet"), editable=False)
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
    def stale_on(self):
        """From when it is no longer counted, unless the municipality stands by it."""
        return months_after(self.confirmed_on, STALE_AFTER)

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
        self.confirmed_on = db_today()
        self.since = since or self.confirmed_on

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
        self.confirmed_on, self.version = db_today(), self.listing.version
        self.since = since or self.confirmed_on

    @step(
        ACTIVE,
        who=policy.tells,
        label=_("Ja, det stemmer fortsatt"),
        done=_("Bekreftet av kommunen"),
        needs=[accepted_terms],
        primary=False,
    )
    def confirm(self, by):
        """The municipality stands by what it has said, for another year."""
        self.confirmed_on = db_today()

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
        self.since = self.confirmed_on = db_today()
