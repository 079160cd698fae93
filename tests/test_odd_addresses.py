"""Nonsense in the address gives a page, never a fault."""

import itertools

import pytest

from tests import cast, scene

pytestmark = pytest.mark.django_db

LISTS = [
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
    "/butikken/sammenlign/regneark/",
    "/butikken/i-bruk/",
    "/butikken/losninger.csv",
    "/butikken/losninger.xlsx",
    "/erfaringsarena/",
    "/api/v1/docs/",
]
NONSENSE = ["", "abc", "-1", "0", "99999999999999999999", "1.5", "æøå", "'; --", "%00", "a" * 3000]
NAMES = [
    "page",
    "q",
    "area",
    "status",
    "goal",
    "id",
    "sort",
    "kind",
    "platforms",
    "only",
    "listing",
]


@pytest.fixture
def something(attested_version, published_need, supplier, editor):
    """Something in every list, so that filters have something to trip over."""
    listing = scene.listing(attested_version, supplier)
    report = scene.report(scene.adoption(listing, editor), editor)
    report.publish(by=editor)


@pytest.mark.parametrize("address", LISTS)
def test_odd_parameters_give_a_page(address, something, client):
    asked = itertools.product(NAMES, NONSENSE)

    statuses = {client.get(f"{address}?{name}={value}").status_code for name, value in asked}

    assert statuses == {200}


def test_two_hundred_things_to_compare_are_cut_to_four(client, editor, area):
    needs = [cast.need(editor, area, f"Behov nummer {number}") for number in range(6)]
    for need in needs:
        need.propose(by=editor)
    query = "&".join(f"id={need.pk}" for need in needs * 40)

    page = client.get(f"/innovasjonsarena/sammenlign/?{query}").content.decode()

    assert page.count('fkj-compare__head"') == 4
    assert "Noe er utelatt" in page


@pytest.mark.parametrize(
    "address",
    [
        "/innovasjonsarena/behov/99999999999999999999/",
        "/butikken/finnes-ikke/",
        "/verifikasjon/attest/00000000-0000-4000-8000-000000000000/",
        "/steg/behov/1/finnes-ikke/",
        "/steg/finnes-ikke/1/publish/",
        "/innovasjonsarena/samarbeid/1/grunnlag/99999/",
    ],
)
def test_addresses_of_nothing_are_404(address, sign_in, editor):
    assert sign_in(editor).get(address).status_code == 404
