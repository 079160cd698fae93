"""Fill the shop with the listings of our own database: the same names, texts and areas."""

import os
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

import psycopg  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

OURS = """
SELECT application.id, application.name, application.summary || ' ' || left(document.said, 400),
    array(SELECT split_part(area.path, '/', 1) FROM verification_application_areas hung
        JOIN marketplace_servicearea area ON area.id = hung.servicearea_id
        WHERE hung.application_id = application.id)
FROM store_listing listing
JOIN verification_application application ON application.id = listing.application_id
JOIN store_searchdocument document ON document.listing_id = listing.id
"""
BATCH = 2000


@transaction.atomic
def load() -> None:
    """Copy what the list shows."""
    kinds, partners = get_model("catalogue", "ProductClass"), get_model("partner", "Partner")
    kind = kinds.objects.create(name="Applikasjon", track_stock=False, requires_shipping=False)
    partner, categories = partners.objects.create(name="FKJ"), {}
    with psycopg.connect(os.environ["OURS_DATABASE_URL"]) as ours, ours.cursor("all") as cursor:
        cursor.execute(OURS)
        while rows := cursor.fetchmany(BATCH):
            some(rows, kind, partner, categories)


def some(rows: list[tuple], kind, partner, categories: dict) -> None:
    """A batch of products with a price and their categories."""
    Product, Category = get_model("catalogue", "Product"), get_model("catalogue", "Category")
    Link, Stock = get_model("catalogue", "ProductCategory"), get_model("partner", "StockRecord")
    for path in {path for *_rest, areas in rows for path in areas} - set(categories):
        categories[path] = Category.add_root(name=path)
    told = {"structure": "standalone", "product_class": kind, "is_public": True}
    Product.objects.bulk_create(
        Product(id=pk, upc=f"a{pk}", title=name, slug=f"app-{pk}", description=text, **told)
        for pk, name, text, _areas in rows
    )
    links = ((pk, path) for pk, _name, _text, areas in rows for path in set(areas))
    Link.objects.bulk_create(Link(product_id=pk, category=categories[path]) for pk, path in links)
    price = {"price_currency": "NOK", "price": Decimal(99), "num_in_stock": 5}
    Stock.objects.bulk_create(
        Stock(product_id=pk, partner=partner, partner_sku=f"a{pk}", **price) for pk, *_rest in rows
    )


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
