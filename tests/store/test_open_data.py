"""Open data: the shelf for anybody to take, safe to open, and described for machines."""

import csv
from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace import data_catalogue
from marketplace.spreadsheet import csv_lines
from store.models import Listing
from store.models.finding.sheet import COLUMNS
from tests.store import shop

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def table(response) -> list[dict]:
    return list(csv.DictReader(StringIO(b"".join(response).decode())))


def rename(listing: Listing, name: str) -> None:
    listing.application.name = name
    listing.application.save()


def test_the_shelf_as_csv_tells_what_the_page_tells(listing, editor, client, settings):
    shop.adopt(listing, editor).take_into_use(by=editor)

    [row] = table(client.get("/butikken/losninger.csv"))

    assert tuple(row) == COLUMNS
    assert row["name"] == "KognitivTest"
    assert row["verification_level"] == "verified"
    assert row["municipalities_in_use"] == "1"
    assert row["url"] == settings.SITE_URL.rstrip("/") + listing.get_absolute_url()


def test_what_is_off_the_shelf_is_not_in_the_files(listing, supplier, client):
    listing.unpublish(by=supplier)

    assert table(client.get("/butikken/losninger.csv")) == []
    assert "entry" not in client.get("/butikken/nytt.atom").content.decode()
    assert listing.slug not in client.get("/sitemap.xml").content.decode()


def test_the_files_keep_the_filter_of_the_page(listing, client):
    assert len(table(client.get("/butikken/losninger.csv?q=kognitivtest"))) == 1
    assert table(client.get("/butikken/losninger.csv?q=finnesikke")) == []


@pytest.mark.parametrize("name", ["=1+1", "+47 62", "-1", "@sum", "\t=1", "=HYPERLINK(1)"])
def test_no_text_becomes_a_formula(name, listing, client):
    rename(listing, name)

    [row] = table(client.get("/butikken/losninger.csv"))
    book = openpyxl.load_workbook(BytesIO(client.get("/butikken/losninger.xlsx").content))

    assert row["name"].startswith("'")
    cell = book.active.cell(2, COLUMNS.index("name") + 1)
    assert (cell.data_type, cell.value) == ("s", name)


def test_csv_is_sent_while_it_is_read():
    read = []

    def rows():
        for number in range(3):
            read.append(number)
            yield (number, "a,b")

    first = next(csv_lines(rows()))

    assert (first, read) == ('0,"a,b"\r\n', [0])


def test_the_file_takes_no_more_queries_when_it_grows(listing, client):
    def asked() -> int:
        client.get("/butikken/")
        with CaptureQueriesContext(connection) as queries:
            table(client.get("/butikken/losninger.csv"))
        return len(queries)

    shop.clone_many(listing, 2)
    few = asked()
    shop.clone_many(listing, 8, start=2)

    assert asked() == few


def test_others_pages_may_read_the_files(listing, client):
    for address in ("losninger.csv", "losninger.xlsx", "nytt.atom"):
        assert client.get(f"/butikken/{address}")["Access-Control-Allow-Origin"] == "*"


def test_the_feed_tells_of_the_newest_in_each_area(listing, client):
    path = listing.application.areas.get().path.split("/")[0]

    feed = ElementTree.fromstring(client.get(f"/butikken/nytt.atom?area={path}").content)
    elsewhere = ElementTree.fromstring(client.get("/butikken/nytt.atom?area=fengsel").content)

    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "KognitivTest"
    assert entry.find(f"{ATOM}link").get("href").endswith(listing.get_absolute_url())
    assert elsewhere.findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("area", ["finnes-ikke", "%00", "a" * 3000])
def test_the_feed_of_an_area_that_does_not_exist_is_not_found(area, client):
    assert client.get(f"/butikken/nytt.atom?area={area}").status_code == 404


def test_the_sitemap_names_what_a_visitor_can_open(listing, client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    paths = [loc.text.removeprefix("http://testserver") for loc in tree.iter() if loc.text]
    paths = [path for path in paths if path.startswith("/")]

    assert listing.get_absolute_url() in paths
    assert {client.get(path).status_code for path in paths} == {200}


def test_robots_are_told_where_the_sitemap_is_and_what_is_no_ones_business(client):
    text = client.get("/robots.txt").content.decode()

    assert "/sitemap.xml" in text
    assert "Disallow: /konto/" in text


def test_the_catalogue_of_data_names_files_that_exist(listing, client):
    text = client.get("/data/katalog.ttl").content.decode()

    places = [place for one in data_catalogue.DATASETS for place in one.files.values()]
    assert {client.get(place).status_code for place in places} == {200}
    assert all(f"{place}>" in text for place in places)
    assert text.count("a dcat:Dataset") == len(data_catalogue.DATASETS)
    assert text.count("NLOD_2_0") == text.count("a dcat:Distribution") == len(places)
    assert '"Løysingar i Butikken"@nn' in text or '"Løsninger i Butikken"@nb' in text


def test_the_page_explains_the_data_and_every_link_leads_somewhere(listing, client):
    text = client.get("/butikken/apne-data/").content.decode()

    assert "NLOD" in text
    for address in ("losninger.csv", "losninger.xlsx", "nytt.atom"):
        assert f"/butikken/{address}" in text
