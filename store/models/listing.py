"""Listings: what stands on the shelf."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from participation.models import accepted_terms
from participation.models.qualification import actor_is_qualified
from store import policy
from verification.models import Attestation

from .basis import Basis, Grounds
from .finding.shelf import ListingQuerySet
from .prices.price import Priced
from .prices.tag import About, PriceTag


@guard(_("Løsningen må ha en versjon med gyldig verifikasjon."))
def has_valid_attestation(listing, actor) -> bool:
    """Some version of the application is verified today."""
    return listing.application.verified_version is not None


@guard(_("Pris må være oppgitt, eller merket «på forespørsel»."), link=lambda x, actor: x.edit_url)
def states_its_price(listing, actor) -> bool:
    """A buyer can see what it costs."""
    return listing.has_price


@guard(_("Det finnes ingen nyere verifisert versjon."))
def has_newer_version(listing, actor) -> bool:
    """There is something to go on to."""
    newest = listing.application.verified_version
    return newest is not None and newest.pk != listing.version_id


def reindex(listing: "Listing") -> None:
    """Build the read model of one listing anew."""
    Listing.objects.filter(pk=listing.pk).reindex()


class Listing(Priced, Lifecycle):
    """Oppføring: a verified application in the store. Being listed is not being procured."""

    noun = "oppforing"
    named_with = ("application",)
    belongs_to = ("application__supplier",)
    attaches = policy.documents_listing
    talks = policy.talks_about_listing
    heard_through = ("application", "application__areas")
    decisive = ("published", "suspended")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PUBLISHED = "published", _("Publisert")
        UNDER_REMEDIATION = "under_remediation", _("Under utbedring")
        SUSPENDED = "suspended", _("Suspendert")
        UNPUBLISHED = "unpublished", _("Avpublisert")
        RETIRED = "retired", _("Utgått")

    SHOWN = (Status.PUBLISHED, Status.UNDER_REMEDIATION)

    application = models.OneToOneField(
        "verification.Application",
        on_delete=models.PROTECT,
        related_name="listing",
        verbose_name=_("løsning"),
    )
    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="listings",
        verbose_name=_("versjon"),
    )
    slug = models.SlugField(_("adresse"), max_length=120, unique=True, editable=False)
    published_at = models.DateTimeField(_("publisert"), null=True, editable=False)
    prices = models.JSONField(_("priser som gjelder"), default=list, editable=False)
    facets = models.JSONField(_("filterverdier"), default=dict, editable=False)
    status = status_field(Status, Status.DRAFT)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppføring")
        verbose_name_plural = _("oppføringer")
        ordering = ["-pk"]
        indexes = [
            GinIndex(fields=["facets"], name="listing_facets", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return self.application.name

    def get_absolute_url(self) -> str:
        return reverse("store:listing", args=[self.slug])

    @property
    def edit_url(self) -> str:
        """Where the price is stated."""
        return reverse("store:listing_edit", args=[self.pk])

    @property
    def supplier(self):
        """Whose it is."""
        return self.application.supplier

    @property
    def attestation(self) -> Attestation | None:
        """The newest valid attestation of the pinned version."""
        return self.version.attestations.valid().order_by("-issued_at").first()

    @property
    def tag(self) -> PriceTag | None:
        """The price that stands first, from the plans that apply."""
        return next(iter(self.price_tags(About.SOLUTION)), None) or super().tag

    def price_tags(self, *about: str) -> list[PriceTag]:
        """The prices that apply of the solution, its add-ons or its services, with no query."""
        return [PriceTag.from_json(told) for told in self.prices if told["about"] in about]

    def take_headline(self, tag: PriceTag | None) -> None:
        """Say the price that stands first in the columns that lists are sorted by."""
        self.price = tag and min(price for _start, price in tag.scale)
        if tag:
            models_of = {counted: model for model, counted in self.COUNTED.items()}
            self.price_model, self.period = models_of[tag.counted_by], tag.period

    def basis_for(self, organisation) -> Basis:
        """On what ground the organisation may buy it."""
        return Grounds(organisation).basis_for(self)

    @step(
        [Status.DRAFT, Status.UNPUBLISHED],
        to=Status.PUBLISHED,
        who=policy.offers,
        label=_("Publiser i butikken"),
        done=_("Publisert i butikken"),
        needs=[accepted_terms, actor_is_qualified, has_valid_attestation, states_its_price],
        then=reindex,
    )
    def publish(self, by):
        """Put the newest verified version on the shelf."""
        self.version = self.application.verified_version
        self.published_at = db_now()

    @step(
        [Status.PUBLISHED, Status.UNDER_REMEDIATION],
        who=policy.offers,
        label=_("Vis nyeste verifiserte versjon"),
        done=_("Viser nyeste verifiserte versjon"),
        needs=[accepted_terms, has_newer_version],
        then=reindex,
        primary=False,
    )
    def refresh_version(self, by):
        """Pin the newest verified version; contracts keep the one they were made on."""
        self.version = self.application.verified_version

    @step(
        Status.PUBLISHED,
        to=Status.UNDER_REMEDIATION,
        who=policy.reviews,
        label=_("Merk som under utbedring"),
        done=_("Merket som under utbedring"),
        asks={"note": reason(_("Hva må utbedres?"))},
        primary=False,
    )
    def flag_remediation(self, by, note):
        """Still for sale, but flagged."""

    @step(
        Status.UNDER_REMEDIATION,
        to=Status.PUBLISHED,
        who=policy.reviews,
        label=_("Merk som utbedret"),
        done=_("Utbedret"),
        asks={"note": reason(_("Hva er utbedret?"))},
    )
    def remedied(self, by, note):
        """Take the flag away."""

    @step(
        [Status.PUBLISHED, Status.UNDER_REMEDIATION],
        to=Status.SUSPENDED,
        who=policy.polices,
        label=_("Suspender"),
        done=_("Suspendert"),
        asks={"note": reason()},
        confirm=_("Løsningen forsvinner fra butikken med det samme."),
        primary=False,
        sensitive=True,
    )
    def suspend(self, by, note):
        """Take it off the shelf for a time."""

    @step(
        Status.SUSPENDED,
        to=Status.PUBLISHED,
        who=policy.polices,
        label=_("Opphev suspensjon"),
        done=_("Suspensjonen er opphevet"),
    )
    def lift(self, by):
        """Put it back."""

    @step(
        [Status.PUBLISHED, Status.UNDER_REMEDIATION],
        to=Status.UNPUBLISHED,
        who=policy.offers,
        label=_("Ta ut av butikken"),
        done=_("Tatt ut av butikken"),
        primary=False,
    )
    def unpublish(self, by):
        """The supplier takes it off the shelf, and may put it back."""

    @step(
        [Status.DRAFT, Status.PUBLISHED, Status.UNDER_REMEDIATION, Status.UNPUBLISHED],
        to=Status.RETIRED,
        who=policy.offers,
        label=_("Avslutt oppføringen"),
        done=_("Oppføringen er avsluttet"),
        asks={"note": reason()},
        confirm=_("Løsningen selges ikke mer. Kontrakter som er inngått, gjelder fortsatt."),
        primary=False,
    )
    def retire(self, by, note):
        """No longer sold."""
