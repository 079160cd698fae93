"""What stands on the shelf, and the read model that searches and filters it."""

from django.db import connection, models, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from marketplace.models import Organisation
from participation.models import Acceptance, Audience, Qualification, Terms
from verification.models import Attestation

from .document import SearchDocument
from .indexed import Indexed
from .marked import marking
from .word import Word

BATCH = 500
FACETS = """
UPDATE store_listing SET facets = new.facets::jsonb
FROM unnest(%s::bigint[], %s::text[]) AS new(listing, facets)
WHERE id = new.listing
"""


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
        counted = uses.counted().order_by().values("listing").annotate(n=Count("pk")).values("n")
        return self.annotate(municipalities=Coalesce(Subquery(counted), 0))

    def for_cards(self) -> "ListingQuerySet":
        """With what a card shows."""
        rows = self.select_related("application__supplier", "version").defer("facets")
        valid = Attestation.objects.valid().order_by("-issued_at")
        return rows.prefetch_related(
            Prefetch("version__attestations", valid, to_attr="valid_attestations")
        )

    def on_page(self, listings: list[int], text: str = "") -> list:
        """These, in this order, as cards; the words of the text are marked."""
        # A declaration is long, and no card shows it.
        rows = self.filter(pk__in=listings).with_use().for_cards()
        rows = rows.defer("facets", "version__answers")
        rows = rows.annotate(**marking(text)) if text else rows
        place = {pk: n for n, pk in enumerate(listings)}
        return sorted(rows, key=lambda listing: place[listing.pk])

    def with_areas(self) -> "ListingQuerySet":
        """With the service areas of each."""
        return self.prefetch_related("application__areas")

    def outdated(self) -> "ListingQuerySet":
        """Those that are found by what was true before (a trigger tells), or not at all."""
        stale = Q(document__is_current=False) | Q(document__isnull=True)
        return self.filter(stale).exclude(status="draft")

    def reindex(self) -> None:
        """Build documents, facets and words anew from the truth; can always be run again."""
        wanted = list(self.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(wanted), BATCH):
            self.model.objects.filter(pk__in=wanted[start : start + BATCH])._reindex_some()

    @transaction.atomic
    def _reindex_some(self) -> None:
        # Locked before the truth is read: whoever changes an application meanwhile waits, and
        # then marks the document as outdated once more.
        SearchDocument.objects.hold(list(self.values_list("pk", flat=True)))
        rows = self.with_areas().order_by("pk")
        lines = [Indexed(one) for one in rows.select_related("version", "application__supplier")]
        if not lines:
            return
        with connection.cursor() as cursor:
            facets = zip(*(line.facets for line in lines), strict=True)
            cursor.execute(FACETS, [list(column) for column in facets])
        SearchDocument.objects.write([line.text for line in lines])
        Word.objects.learn(word for line in lines for word in line.words)


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
