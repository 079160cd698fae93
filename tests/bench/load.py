"""`python -m tests.bench.load 781`: fill an empty database with so many applications for sale.

Real rows in every table that decides what stands on the shelf, and the same `reindex` as always.
A few are suspended, withdrawn or of a supplier without terms, so that the shelf has holes in it.
"""

import datetime
import sys
import uuid

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from marketplace import facts  # noqa: E402
from marketplace.clock import db_now, db_today  # noqa: E402
from marketplace.models import Organisation, ServiceArea, User  # noqa: E402
from marketplace.orgnr import is_orgnr  # noqa: E402
from participation.models import Acceptance, Qualification, Terms  # noqa: E402
from store.models import Adoption, Listing, Word  # noqa: E402
from tests.bench.wordstock import Wordstock  # noqa: E402
from verification.models import Application, Attestation, Run, Version  # noqa: E402

SUPPLIERS, BATCH = 400, 2000
YEAR = datetime.timedelta(days=365)


def load(number: int) -> None:
    """Fill the database."""
    facts.load()
    stock, today = Wordstock(number), db_today()
    sellers = suppliers(today)
    areas = list(ServiceArea.objects.all())
    for start in range(0, number, BATCH):
        with transaction.atomic():
            some(stock, sellers, areas, range(start, min(start + BATCH, number)), today)
        print(f"{min(start + BATCH, number)} of {number}", flush=True)
    adopt(today)
    Listing.objects.all().reindex()
    Word.objects.recount()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def suppliers(today: datetime.date) -> list[Organisation]:
    """Qualified suppliers; one in fifty has not accepted the terms."""
    numbers = (str(number) for number in range(810_000_000, 820_000_000) if is_orgnr(str(number)))
    made = Organisation.objects.bulk_create(
        Organisation(kind="supplier", name=f"Leverandør {n} AS", orgnr=next(numbers))
        for n in range(SUPPLIERS)
    )
    valid = {"status": "qualified", "valid_from": today, "valid_until": today + YEAR}
    Qualification.objects.bulk_create(Qualification(supplier=one, **valid) for one in made)
    told = {f"{name}{language}": "Vilkår" for name in ("title", "text") for language in LANGUAGES}
    terms = Terms.objects.create(
        audience="supplier", number=1, valid_from=today - YEAR, status="published", **told
    )
    signer = User.objects.create(email="signer@bench.example", password="!unusable")
    agreed = {"terms": terms, "accepted_by": signer, "at": db_now()}
    signed = [one for n, one in enumerate(made) if n % 50 != 49]
    Acceptance.objects.bulk_create(Acceptance(organisation=one, **agreed) for one in signed)
    return made


LANGUAGES = ("", "_nn", "_en")


def some(stock: Wordstock, sellers: list, areas: list, numbers: range, today) -> None:
    """Applications with a declared version, an attestation and a listing."""
    applications = Application.objects.bulk_create(
        Application(
            supplier=sellers[stock.share(len(sellers))],
            name=stock.name(n + 1),
            slug=f"app-{n + 1}",
            summary=stock.text(15)[:290],
            language="nb",
        )
        for n in numbers
    )
    through = Application.areas.through
    through.objects.bulk_create(
        through(application=one, servicearea=areas[place])
        for one in applications
        for place in {stock.share(len(areas)) for _ in range(stock.chance.choice((1, 1, 2, 3)))}
    )
    declared = {"number": "1.0", "status": "declared", "schema_version": stock.schema.version}
    versions = Version.objects.bulk_create(
        Version(application=one, answers=stock.answers(), sha256="0" * 64, **declared)
        for one in applications
    )
    sell(stock, versions, today)


def sell(stock: Wordstock, versions: list[Version], today) -> None:
    """Attest the versions and list them; some are not for sale after all."""
    runs = Run.objects.bulk_create(
        Run(version=one, inputs={}, catalog_hash="0" * 64, status="completed") for one in versions
    )
    odd = stock.chance.random
    Attestation.objects.bulk_create(
        Attestation(
            version=run.version,
            run=run,
            public_id=uuid.uuid4(),
            valid_until=today + YEAR,
            status="withdrawn" if odd() < 0.02 else "valid",
        )
        for run in runs
    )
    Listing.objects.bulk_create(
        Listing(
            application=version.application,
            version=version,
            slug=version.application.slug,
            published_at=db_now() if n % 500 == 0 else first - datetime.timedelta(minutes=n),
            price=stock.chance.randrange(10, 900) * 1000,
            status="suspended" if odd() < 0.03 else "published",
        )
        for first in [db_now()]
        for n, version in enumerate(versions)
    )


def adopt(today: datetime.date) -> None:
    """Municipalities use what they use: the first listings often, most of them never."""
    stock, users = Wordstock(1), list(Organisation.objects.municipalities())
    listings = list(Listing.objects.order_by("pk"))
    pairs = {(one.pk, stock.share(len(listings))) for one in users for _ in range(8)}
    told = {"status": "in_use", "since": today, "confirmed_on": today}
    Adoption.objects.bulk_create(
        Adoption(
            organisation_id=user, listing=listings[n], version_id=listings[n].version_id, **told
        )
        for user, n in sorted(pairs)
    )


if __name__ == "__main__":
    load(int(sys.argv[1]))
