"""What stands on a shortlist: one listing at a pinned version, with a note and a verdict."""

from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import lock
from marketplace.models import Event, Organisation

from ..listing import Listing
from .shortlist import LONGEST, Shortlist

CLOSED = _("Listen er ikke under arbeid. Åpne den igjen først.")


class ShortlistEntryQuerySet(models.QuerySet):
    """Named ways to reach entries."""

    def visible_to(self, user) -> "ShortlistEntryQuerySet":
        """Those of the lists that the person sees."""
        return self.filter(shortlist__owner__in=Organisation.objects.of(user))

    def unjudged(self) -> "ShortlistEntryQuerySet":
        """Those that nobody has said yes or no to."""
        return self.filter(verdict=ShortlistEntry.Verdict.OPEN)

    def with_stand(self) -> "ShortlistEntryQuerySet":
        """Add whether each still stands on the shelf."""
        return self.annotate(
            stands=Exists(Listing.objects.on_shelf().filter(pk=OuterRef("listing")))
        )

    def changed(self) -> "ShortlistEntryQuerySet":
        """Those still in play that left the shelf, or that the shelf has another version of."""
        gone_or_other = Q(stands=False) | ~Q(version=F("listing__version"))
        still_in = self.exclude(verdict=ShortlistEntry.Verdict.LEFT_OUT)
        return still_in.with_stand().filter(gone_or_other)

    def for_page(self) -> "ShortlistEntryQuerySet":
        """With what a page shows: those in play first, in the order they came."""
        rows = self.with_stand().select_related(
            "listing__application__supplier", "listing__version", "version", "shortlist"
        )
        return rows.defer("listing__facets").order_by(
            models.Case(models.When(verdict="left_out", then=1), default=0), "pk"
        )


class ShortlistEntry(models.Model):
    """Kortlistelinje: one product on a shortlist."""

    class Verdict(models.TextChoices):
        """Vurdering: whether it is still in."""

        OPEN = "open", _("Ikke vurdert")
        RELEVANT = "relevant", _("Aktuell")
        LEFT_OUT = "left_out", _("Ikke aktuell")

    shortlist = models.ForeignKey(
        Shortlist, on_delete=models.CASCADE, related_name="entries", verbose_name=_("kortliste")
    )
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, related_name="+", verbose_name=_("oppføring")
    )
    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("versjon"),
    )
    note = models.TextField(_("notat"), blank=True, validators=[MaxLengthValidator(LONGEST)])
    verdict = models.CharField(_("vurdering"), max_length=20, choices=Verdict, default=Verdict.OPEN)
    reason = models.TextField(
        _("begrunnelse"), blank=True, validators=[MaxLengthValidator(LONGEST)]
    )

    objects = ShortlistEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("kortlistelinje")
        verbose_name_plural = _("kortlistelinjer")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "listing"], name="shortlisted_once"),
            models.CheckConstraint(
                name="left_out_has_reason", condition=~Q(verdict="left_out") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)

    def get_absolute_url(self) -> str:
        return f"{self.shortlist.get_absolute_url()}#linje-{self.pk}"

    @property
    def has_newer(self) -> bool:
        """Tell whether the shelf has another version now."""
        return self.listing.version_id != self.version_id

    @property
    def summary(self) -> str:
        """What the trail says of it: the product and the verdict, and why when it is out."""
        said = f"{self.listing}: {self.get_verdict_display()}"
        return f"{said}. {self.reason}" if self.reason else said

    @classmethod
    def add(cls, shortlist: Shortlist, version, listing: Listing, by) -> bool:
        """Put it on the list; False when it stands there already."""
        with transaction.atomic():
            refuse_unless_open(shortlist)
            told = {"defaults": {"version": version}}
            entry, is_new = cls.objects.get_or_create(shortlist=shortlist, listing=listing, **told)
            if is_new:
                entry.tell("entry_added", by, f"{listing} {version.number}")
        return is_new

    def renew(self, by) -> None:
        """Consider the version that is for sale now."""
        with transaction.atomic():
            refuse_unless_open(self.shortlist)
            self.version = self.listing.version
            self.save(update_fields=["version"])
            self.tell("entry_renewed", by, f"{self.listing} {self.version.number}")

    def remove(self, by) -> None:
        """Take it off, as when it was put there by mistake."""
        with transaction.atomic():
            refuse_unless_open(self.shortlist)
            self.tell("entry_removed", by, str(self.listing))
            self.delete()

    def tell(self, happening: str, by, note: str) -> None:
        """Write on the list's own trail."""
        data = {"listing": self.listing_id}
        Event.objects.write(self.shortlist, happening, by, note=note, data=data)


def refuse_unless_open(shortlist: Shortlist) -> None:
    """Lock the list, and refuse when it has been concluded or put away."""
    lock(shortlist)
    if not shortlist.is_open:
        raise PermissionDenied(CLOSED)
