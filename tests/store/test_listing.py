"""Listings: what it takes to stand on the shelf, and what takes them down."""

import pytest
from django.core.exceptions import PermissionDenied

from marketplace.lifecycle import StepRefused
from participation.models import Qualification
from store.models import Adoption, Listing
from store.models.basis import BasisKind
from tests import cast
from tests.store import shop
from verification.models import Attestation

pytestmark = pytest.mark.django_db


def on_shelf(listing) -> bool:
    return Listing.objects.on_shelf().filter(pk=listing.pk).exists()


def test_a_verified_application_of_a_qualified_supplier_stands_on_the_shelf(listing):
    assert listing.status == Listing.Status.PUBLISHED
    assert on_shelf(listing)


def test_the_shelf_empties_when_the_attestation_is_withdrawn(listing, reviewer):
    Attestation.objects.get().withdraw(by=reviewer, note="Feil i grunnlaget.")

    assert not on_shelf(listing)
    assert Listing.objects.get().status == Listing.Status.PUBLISHED


def test_the_shelf_empties_while_the_attestation_is_suspended(listing, reviewer):
    attestation = Attestation.objects.get()

    attestation.suspend(by=reviewer, note="Undersøkes.")
    empty = not on_shelf(listing)
    attestation.reinstate(by=reviewer, note="Rettet.")

    assert empty
    assert on_shelf(listing)


def test_the_shelf_empties_when_the_qualification_is_suspended(listing, administrator):
    qualification = Qualification.objects.get()

    qualification.suspend(by=administrator, note="Konkurs.")
    empty = not on_shelf(listing)
    qualification.reinstate(by=administrator)

    assert empty
    assert on_shelf(listing)


def test_the_shelf_empties_until_new_terms_are_accepted(listing, supplier):
    terms = shop.new_terms("supplier")
    empty = not on_shelf(listing)

    shop.accept(terms, supplier)

    assert empty
    assert on_shelf(listing)


def test_terms_for_municipalities_do_not_touch_the_shelf(listing):
    shop.new_terms("municipal")

    assert on_shelf(listing)


def test_what_is_off_the_shelf_is_seen_by_its_supplier_and_fkj_only(
    listing, supplier, other_supplier, editor, reviewer
):
    listing.unpublish(by=supplier)

    def seen_by(actor):
        return listing in Listing.objects.visible_to(actor.user)

    assert seen_by(supplier)
    assert seen_by(reviewer)
    assert not seen_by(other_supplier)
    assert not seen_by(editor)


def test_an_application_without_attestation_cannot_be_listed(declared_version, qualified_supplier):
    with pytest.raises(ValueError, match="gyldig verifikasjon"):
        shop.put_on_shelf(declared_version, qualified_supplier)


def test_nobody_lists_the_application_of_another(attested_version, other_supplier):
    with pytest.raises(ValueError, match="egne løsninger"):
        shop.put_on_shelf(attested_version, other_supplier)


def test_a_listing_that_is_flagged_is_still_for_sale(listing, reviewer):
    listing.flag_remediation(by=reviewer, note="Teksten er uklar.")

    assert on_shelf(listing)


def test_fkj_suspends_and_lifts(listing, administrator, supplier):
    listing.suspend(by=administrator, note="Undersøkes.")
    empty = not on_shelf(listing)

    with pytest.raises(PermissionDenied):
        listing.lift(by=supplier)
    listing.lift(by=administrator)

    assert empty
    assert on_shelf(listing)


def test_a_new_verified_version_is_pinned_when_the_supplier_says_so(
    listing, application, supplier, reviewer
):
    newer = cast.declare(application, supplier, "2.0")
    with pytest.raises(StepRefused, match="nyere"):
        listing.refresh_version(by=supplier)
    cast.attest(newer, supplier, reviewer)

    listing.refresh_version(by=supplier)

    assert listing.version == newer


def test_the_basis_is_the_readers_own(
    listing, agreement, municipality, third_municipality, supplier_org
):
    in_framework = listing.basis_for(municipality)
    outside = listing.basis_for(third_municipality)

    assert (in_framework.kind, in_framework.agreement) == (BasisKind.FRAMEWORK, agreement)
    assert outside.kind == BasisKind.BELOW_THRESHOLD


def test_what_costs_more_than_the_threshold_needs_a_competition(attested_version, supplier, editor):
    dear = shop.put_on_shelf(attested_version, supplier, price="1000000")

    assert dear.basis_for(editor.organisation).kind == BasisKind.OWN_COMPETITION


def test_only_the_municipality_itself_says_what_it_uses(listing, editor, other_editor, supplier):
    adoption = shop.adopt(listing, editor)

    with pytest.raises(PermissionDenied):
        adoption.take_into_use(by=supplier)
    with pytest.raises(PermissionDenied):
        adoption.take_into_use(by=other_editor)
    adoption.take_into_use(by=editor)

    assert adoption.status == Adoption.Status.IN_USE


def test_a_supplier_cannot_adopt(listing, supplier, sign_in):
    response = sign_in(supplier).get(f"/butikken/i-bruk/ny/{listing.pk}/")

    assert response.status_code == 403


def test_a_municipality_adopts_once(listing, editor):
    shop.adopt(listing, editor)

    with pytest.raises(ValueError, match="allerede"):
        shop.adopt(listing, editor)


@pytest.mark.parametrize("who", ["visitor", "editor", "supplier", "reviewer", "officer"])
def test_the_pages_open_for_every_reader(who, request, client, sign_in, listing, editor):
    adoption = shop.adopt(listing, editor)
    reader = client if who == "visitor" else sign_in(request.getfixturevalue(who))
    addresses = [
        "/butikken/",
        listing.get_absolute_url(),
        f"/butikken/sammenlign/?id={listing.pk}",
        "/butikken/i-bruk/",
        adoption.get_absolute_url(),
        "/api/v1/oppforing/",
        "/api/v1/ibruktaking/",
    ]

    statuses = [reader.get(address).status_code for address in addresses]

    assert statuses == [200] * len(addresses)


def test_the_listing_page_tells_what_a_buyer_needs(listing, agreement, editor, sign_in):
    page = sign_in(editor).get(listing.get_absolute_url()).content.decode()

    attestation = Attestation.objects.get()
    assert attestation.get_absolute_url() in page
    assert agreement.get_absolute_url() in page
    assert f"/butikken/kontrakter/ny/{listing.pk}/" in page
    assert "Felles, standardisert kognitiv kartlegging" in page
