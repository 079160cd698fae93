"""What stands on the shelf, and the read model that searches and filters it."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from marketplace.models import Organisation
from marketplace.search import document
from participation.models import Acceptance, Audience, Qualification, Terms
from verification.models import Attestation


class ListingQuerySet(models.QuerySet):
    """Named ways to reach listings."""

    def on_shelf(self) -> "ListingQuerySet":
        """Those that may be bought now: asked anew each time, never copied."""
        return self.filter(standing_on_shelf())

    def visible_to(self, user) -> "ListingQuerySet":
        """Everybody sees the shelf; the supplier its own; FKJ all."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        return self.filter(standing_on_shelf() | Q(application__supplier__in=mine))

    def with_standing(self) -> "ListingQuerySet":
        """Add whether each stands on the shelf now."""
        stands = models.ExpressionWrapper(standing_on_shelf(), models.BooleanField())
        return self.annotate(stands_on_shelf=stands)

    def with_use(self) -> "ListingQuerySet":
        """Add how many municipalities have each in use."""
        uses = self.model.adoptions.rel.related_model.objects.filter(listing=OuterRef("pk"))
        counted = uses.in_use().order_by().values("listing").annotate(n=Count("pk")).values("n")
        return self.annotate(municipalities=Coalesce(Subquery(counted), 0))

    def for_cards(self) -> "ListingQuerySet":
        """With what a card shows, and without the long search document."""
        rows = self.select_related("application__supplier", "version").defer("search")
        valid = Attestation.objects.valid().order_by("-issued_at")
        attested = Prefetch("version__attestations", valid, to_attr="valid_attestations")
        return rows.prefetch_related("application__areas", attested)

    def reindex(self) -> None:
        """Build search and facets anew from the truth; can always be run again."""
        rows = self.select_related("version", "application__supplier")
        for listing in rows.prefetch_related("application__areas"):
            indexed = {"search": search_document(listing), "facets": facet_values(listing)}
            self.model.objects.filter(pk=listing.pk).update(**indexed)


def standing_on_shelf() -> Q:
    """Published, verified, by a qualified supplier that has accepted the terms of today."""
    # Whoever has taken the supplier over must be qualified and have accepted the terms itself.
    heir, own = OuterRef("application__supplier__heir"), OuterRef("application__supplier")
    supplier = Coalesce(heir, own)
    attested = Attestation.objects.valid().filter(version=OuterRef("version"))
    qualified = Qualification.objects.valid().filter(supplier=supplier)
    binding = Terms.objects.current().filter(audience=Audience.SUPPLIER)
    standing = Acceptance.objects.standing().filter(terms__audience=Audience.SUPPLIER)
    accepted = standing.filter(organisation=supplier)
    return (
        Q(status__in=["published", "under_remediation"])
        & Q(Exists(attested))
        & Q(Exists(qualified))
        & (~Q(Exists(binding)) | Q(Exists(accepted)))
    )


def search_document(listing):
    """Weigh the name over the summary over the declaration."""
    application, version = listing.application, listing.version
    return document(
        A=application.name,
        B=f"{application.summary} {application.supplier.name}",
        C=version.newest_schema.search_text(version.newest_answers),
    )


def facet_values(listing) -> dict[str, list[str]]:
    """What the filters find the listing by: its answers, and its areas with all above them."""
    version = listing.version
    areas = {path for area in listing.application.areas.all() for path in upwards(area.path)}
    return version.newest_schema.facets(version.newest_answers) | {"area": sorted(areas)}


def upwards(path: str) -> list[str]:
    """`a/b/c` is also `a/b` and `a`."""
    parts = path.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]
