"""What free-text search looks in: one document for each listing."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from marketplace.search import CONFIG, MOST_TEXT

FIND = "SELECT listings, ranked, weights FROM shelf_find(%s)"

WRITE = """
INSERT INTO store_searchdocument (listing_id, search, title, names, said, is_current)
SELECT new.listing,
    setweight(to_tsvector('{config}', new.name), 'A')
    || setweight(to_tsvector('{config}', new.summary || ' ' || new.supplier), 'B')
    || setweight(to_tsvector('{config}', new.said), 'C'),
    to_tsvector('{config}', new.name),
    setweight(to_tsvector('simple', new.name), 'A')
    || setweight(to_tsvector('simple', new.supplier), 'B'),
    new.said, true
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS new(listing, name, summary, supplier, said)
ON CONFLICT (listing_id) DO UPDATE
SET search = excluded.search, title = excluded.title, names = excluded.names,
    said = excluded.said, is_current = true
"""
WRITE = WRITE.format(config=CONFIG)


class SearchDocumentQuerySet(models.QuerySet):
    """Named ways to reach search documents."""

    def find(self, text: str) -> tuple[list[int], dict[int, float]]:
        """The listings that a text finds, on the shelf or not, and how well the best ones fit."""
        asked = text.replace("\x00", " ")[:MOST_TEXT]
        with connection.cursor() as cursor:
            cursor.execute(FIND, [asked])
            found, ranked, weights = cursor.fetchone()
        return found or [], dict(zip(ranked or [], weights or [], strict=True))

    def hold(self, listings: list[int]) -> None:
        """Lock the documents of these listings, always in the same order."""
        rows = self.filter(listing__in=listings).order_by("pk").select_for_update()
        list(rows.values_list("pk"))

    def write(self, lines: list[tuple[int, str, str, str, str]]) -> None:
        """Write anew for (listing, name, summary, supplier, declaration), many in one statement."""
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(column) for column in zip(*lines, strict=True)])


class SearchDocument(models.Model):
    """Søkedokument: a read model; name weighs over summary and supplier, over the declaration.

    Apart from the listing, so that nobody who reads a listing reads this too.
    """

    listing = models.OneToOneField(
        "store.Listing", on_delete=models.CASCADE, primary_key=True, related_name="document"
    )
    search = SearchVectorField(_("søkedokument"))
    title = SearchVectorField(_("navnet, til å sette først"), null=True)
    names = SearchVectorField(_("navn, ord for ord"))
    said = models.TextField(_("deklarasjonen i ord"))
    # A trigger says no when the application has changed; a job then builds it anew.
    is_current = models.BooleanField(_("stemmer med løsningen"), default=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["search"], name="document_search", fastupdate=False),
            GinIndex(fields=["title"], name="document_title", fastupdate=False),
            GinIndex(fields=["names"], name="document_names", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.listing_id)
