"""The shelf as rows: what open data and spreadsheets tell of each listing."""

from collections.abc import Iterator

from marketplace import letters

AT_ONCE = 500
COLUMNS = (
    "id",
    "name",
    "supplier",
    "supplier_orgnr",
    "summary",
    "areas",
    "version",
    "status",
    "verification_level",
    "verified_on",
    "verified_until",
    "price_model",
    "price_nok_ex_vat",
    "price_period",
    "municipalities_in_use",
    "published_at",
    "url",
)


def sheet(listings) -> Iterator[tuple]:
    """The heading, and then each listing, read a few at a time."""
    yield COLUMNS
    rows = listings.with_use().for_cards().prefetch_related("application__areas")
    for listing in rows.iterator(chunk_size=AT_ONCE):
        yield row(listing)


def row(listing) -> tuple:
    """One listing in codes and numbers, the same in every language."""
    application, supplier = listing.application, listing.supplier
    return (
        listing.pk,
        application.name,
        supplier.name,
        supplier.orgnr or "",
        application.summary,
        " ".join(area.path for area in application.areas.all()),
        listing.version.number,
        listing.status,
        *verification(listing),
        listing.price_model,
        listing.price,
        listing.period,
        listing.municipalities,
        listing.published_at.isoformat() if listing.published_at else "",
        letters.address(listing.get_absolute_url()),
    )


def verification(listing) -> tuple[str, str, str]:
    """Level, day and last day of the attestation that counts."""
    for one in listing.version.valid_attestations[:1]:
        return one.level, one.issued_at.date().isoformat(), one.valid_until.isoformat()
    return "", "", ""
