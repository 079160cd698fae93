"""The page of a listing: everything a buyer needs, for few questions to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.models import Comment, Organisation
from store.models import Adoption
from store.models.showing import Showing
from store.models.use.map import draw
from tests import cast, scene
from tests.store import shop
from tests.store.test_adoption import told_months_ago
from verification.models import Attestation

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6


def page(client, listing) -> str:
    return client.get(listing.get_absolute_url()).content.decode()


def queries(client, listing) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(listing.get_absolute_url()).status_code == 200
    return len(asked)


def grow(listing, editor, number: int) -> None:
    """More of everything that hangs on a listing."""
    free = Organisation.objects.municipalities().exclude(
        pk__in=Adoption.objects.values("organisation")
    )
    for municipality in free.order_by("pk")[:number]:
        Adoption.objects.create(
            organisation=municipality,
            listing=listing,
            version=listing.version,
            status="in_use",
            confirmed_on="2026-11-01",
        )
    for _number in range(number):
        scene.comment(listing, editor)
    shop.clone_many(listing, number, start=Adoption.objects.count())


def test_a_visitors_page_takes_few_queries_however_much_there_is(listing, editor, client):
    grow(listing, editor, 1)
    page(client, listing)
    grow(listing, editor, 1)
    first = queries(client, listing)
    few = queries(client, listing)

    grow(listing, editor, 9)

    assert queries(client, listing) == first
    assert queries(client, listing) == few
    assert few <= MOST_QUERIES


def test_a_members_page_takes_no_more_queries_when_it_grows(listing, editor, other_editor, sign_in):
    client = sign_in(editor)
    grow(listing, other_editor, 2)
    queries(client, listing)
    few = queries(client, listing)

    grow(listing, other_editor, 9)

    assert queries(client, listing) == few


def test_what_is_remembered_for_visitors_is_nobodys_own(listing, editor, client, sign_in):
    visitor = page(client, listing)

    member = page(sign_in(editor), listing)

    assert "csrfmiddlewaretoken" not in visitor.split("fkj-listing")[1].split("fkj-footer")[0]
    assert "Kjøpsgrunnlag for" not in visitor
    assert f"Kjøpsgrunnlag for {editor.organisation}" in member


def test_visitors_see_a_change_at_once(listing, editor, client):
    before = page(client, listing)

    adoption = shop.adopt(listing, editor)

    assert "Ingen kommuner har meldt fra ennå." in before
    assert adoption.get_absolute_url() in page(client, listing)


def test_visitors_see_at_once_that_the_attestation_is_gone(listing, reviewer, client):
    page(client, listing)

    Attestation.objects.get().withdraw(by=reviewer, note="Feil.")

    assert client.get(listing.get_absolute_url()).status_code == 404


def test_what_is_hidden_is_gone_for_visitors_at_once(listing, editor, facilitator, client):
    comment = scene.comment(listing, editor)
    text = comment.text
    assert text in page(client, listing)

    comment.hide(by=facilitator, cause="other", note="Navn på en ansatt.")

    assert Comment.objects.get().status == "hidden"
    assert text not in page(client, listing)


def test_the_page_works_without_redis(listing, client, settings):
    away = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
    settings.CACHES = {"default": away}

    assert str(listing) in page(client, listing)


def test_the_basis_is_told_in_plain_words(listing, agreement, editor, third_approver, sign_in):
    inside = page(sign_in(editor), listing)
    outside = page(sign_in(third_approver), listing)

    assert "part i rammeavtalen" in inside
    assert "under terskelverdien" in outside


def test_the_verification_is_told_with_date_validity_and_evidence(listing, client):
    attestation = Attestation.objects.get()

    text = page(client, listing)

    assert attestation.get_absolute_url() in text
    assert "Gyldig til og med" in text


def test_municipalities_lie_on_the_map_by_status_and_size(listing, editor, other_editor):
    shop.adopt(listing, editor).take_into_use(by=editor)
    shop.adopt(listing, other_editor).start_pilot(by=other_editor)

    drawn = draw(listing.adoptions.with_freshness().select_related("organisation"))

    assert [(mark.status, mark.title.split(":")[0]) for mark in drawn.marks] == [
        ("pilot", "Bodø"),
        ("in_use", "Ringsaker"),
    ]
    assert drawn.numbers == [("in_use", "I bruk", 1), ("pilot", "Prøver ut", 1)]
    assert drawn.all.count("M") == Organisation.objects.municipalities().count()


def test_what_is_not_confirmed_is_told_but_not_drawn(listing, editor, client):
    adoption = shop.adopt(listing, editor)
    adoption.take_into_use(by=editor)
    told_months_ago(adoption, 16)

    text = page(client, listing)

    assert "ikke bekreftet siden" in text
    assert "0 kommuner har den i bruk" in text
    assert "fkj-map__in-use" not in text


def test_what_has_ended_is_not_drawn(listing, editor):
    shop.adopt(listing, editor).end(by=editor)

    assert draw(listing.adoptions.with_freshness().select_related("organisation")) is None


def test_the_history_tells_what_was_answered_otherwise(listing, application, supplier, reviewer):
    newer = cast.declare(application, supplier, "2.0", summary="Nå også på nynorsk.")
    cast.attest(newer, supplier, reviewer)

    newest, oldest = Showing(listing, supplier, supplier.user).editions

    assert [newest.version, oldest.version] == [newer, listing.version]
    assert [change.after for change in newest.changes] == ["Nå også på nynorsk."]
    assert oldest.changes == []


def test_others_in_the_same_area_are_near_at_hand(listing, area, qualified_supplier, reviewer):
    version = cast.declare(
        cast.application(qualified_supplier, area, "NaboTest"), qualified_supplier
    )
    cast.attest(version, qualified_supplier, reviewer)
    other = shop.put_on_shelf(version, qualified_supplier)

    assert Showing(listing, qualified_supplier, None).similar == [other]


def test_the_page_says_its_own_address_and_what_it_is(listing, client, settings):
    text = page(client, listing)

    address = settings.SITE_URL.rstrip("/") + listing.get_absolute_url()
    assert f'<link rel="canonical" href="{address}">' in text
    assert f'<meta property="og:title" content="{listing}">' in text


def test_a_browser_that_has_the_page_is_told_so(listing, editor, client, settings):
    settings.KEEP_PAGES = True
    address = listing.get_absolute_url()
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"if-none-match": tag})
    shop.adopt(listing, editor)
    changed = client.get(address, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_a_members_page_has_no_tag(listing, editor, sign_in, settings):
    settings.KEEP_PAGES = True

    response = sign_in(editor).get(listing.get_absolute_url())

    assert "ETag" not in response
    assert response["Cache-Control"] == "private, no-store"
