"""A site where nothing has happened yet, not even the facts: every page says so and none breaks."""

import pytest

from marketplace.models import Figure, Organisation, ServiceArea
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/vilkar/",
    "/kvalifisering/",
    "/innovasjonsarena/",
    "/innovasjonsarena/samarbeid/",
    "/innovasjonsarena/sammenlign/",
    "/felleskjop/",
    "/felleskjop/rammeavtaler/",
    "/verifikasjon/",
    "/butikken/",
    "/butikken/sammenlign/",
    "/butikken/i-bruk/",
    "/butikken/apne-data/",
    "/butikken/losninger.csv",
    "/butikken/losninger.xlsx",
    "/butikken/nytt.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/data/katalog.ttl",
    "/erfaringsarena/",
    "/virksomheter/",
    "/hjelp/",
    "/api/v1/",
    "/api/v1/hendelser/",
    "/postkasse/",
]
MINE = [
    "/",
    "/min-side/",
    "/butikken/",
    "/butikken/kontrakter/",
    "/butikken/lagrede-sok/",
    "/butikken/lagrede-sok/nytt/",
    "/innovasjonsarena/behov/nytt/",
    "/varsler/",
    "/varsler/folger/",
    "/varsler/innstillinger/",
]
MINE += ["/virksomheter/finn/", "/virksomheter/finn/?q=Oslo", "/bytt-virksomhet/"]


@pytest.fixture
def nothing(known_facts):
    """No facts and no organisations."""
    Figure.objects.all().delete()
    for depth in (2, 1, 0):
        deepest = [area.pk for area in ServiceArea.objects.all() if area.depth == depth]
        ServiceArea.objects.filter(pk__in=deepest).delete()
    Organisation.objects.all().delete()


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_gets_a_page(address, nothing, client):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", MINE)
def test_the_first_municipality_gets_a_page(address, nothing, sign_in):
    first = Organisation.objects.create(kind="municipality", municipality_number="9998", name="Ny")
    someone = cast.actor("someone", first, "editor", "buyer")

    assert sign_in(someone).get(address).status_code == 200


def test_a_person_without_an_organisation_gets_their_page(nothing, sign_in):
    nobody = cast.actor("nobody", Organisation(name="ingen"))

    assert sign_in(nobody).get("/min-side/").status_code == 200
