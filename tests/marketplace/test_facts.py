"""The facts: loaded as often as you like, and never over what somebody has decided."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from marketplace import facts
from marketplace.models import Figure, Organisation, ServiceArea
from marketplace.orgnr import is_orgnr

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_facts")]
MODELS = (Organisation, ServiceArea, Figure)


def everything() -> list[list[dict]]:
    """All rows of all facts."""
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def test_every_municipality_is_here_with_what_the_portal_needs_to_know():
    municipalities = Organisation.objects.municipalities()

    assert municipalities.count() == 357
    assert municipalities.values("county_number").distinct().count() == 15
    assert 5_000_000 < sum(municipalities.values_list("population", flat=True)) < 6_500_000


def test_an_organisation_number_that_is_known_is_well_formed():
    known = Organisation.objects.municipalities().exclude(orgnr=None)

    assert known.exists()
    assert all(is_orgnr(number) for number in known.values_list("orgnr", flat=True))


def test_no_two_municipalities_can_be_mistaken_for_each_other():
    names = [one.full_name for one in Organisation.objects.municipalities()]

    assert len(set(names)) == 357


def test_counties_are_organisations_except_oslo_which_is_a_municipality():
    counties = Organisation.objects.filter(kind=Organisation.Kind.COUNTY)

    assert counties.count() == 14
    assert not counties.filter(county_number="03").exists()


def test_municipalities_stand_in_norwegian_order():
    names = [one.name for one in Organisation.objects.municipalities().in_order()]

    assert names.index("Aremark") < names.index("Voss") < names.index("Ørsta")
    assert names.index("Ørsta") < names.index("Ås") < names.index("Åsnes")


def test_loading_again_changes_nothing():
    before = everything()

    facts.load()

    assert everything() == before


def test_loading_puts_right_what_is_a_fact():
    Organisation.objects.filter(municipality_number="3411").update(name="Ringsager", population=1)
    ServiceArea.objects.filter(parent=None).update(name_nn="Noko anna")

    facts.load()

    ringsaker = Organisation.objects.get(municipality_number="3411")
    assert (ringsaker.name, ringsaker.population > 30_000) == ("Ringsaker", True)
    assert not ServiceArea.objects.filter(name_nn="Noko anna").exists()


def test_loading_leaves_alone_a_figure_that_an_administrator_has_changed():
    Figure.objects.filter(key="need-endorsements").update(amount=5)

    facts.load()

    assert Figure.objects.value("need-endorsements") == Decimal(5)


def test_loading_leaves_alone_what_is_not_a_fact(supplier_org, editor):
    facts.load()

    supplier_org.refresh_from_db()
    assert supplier_org.name == "Fjordhelse Test AS"
    assert editor.user.memberships.count() == 2


def test_the_newest_valid_figure_counts_and_not_one_to_come():
    old = Figure.objects.get(key="need-endorsements")
    Figure.objects.create(key=old.key, amount=3, valid_from="2026-02-01", source="Vedtak")
    Figure.objects.create(key=old.key, amount=9, valid_from="2999-01-01", source="Senere vedtak")
    Figure.objects.create(
        key=old.key, amount=8, valid_from="2026-03-01", valid_to="2026-03-02", source="Forbi"
    )

    assert Figure.objects.value(old.key) == Decimal(3)


def test_a_figure_that_is_missing_is_a_fault_that_says_what_to_do():
    with pytest.raises(LookupError, match="load_facts"):
        Figure.objects.value("no-such-figure")


def test_every_figure_says_where_it_comes_from():
    assert not Figure.objects.filter(source="").exists()


def test_every_area_has_a_name_in_every_language_and_stands_under_its_parent():
    for area in ServiceArea.objects.select_related("parent"):
        assert area.name and area.name_nn and area.name_en
        assert area.path == (f"{area.parent.path}/{area.slug}" if area.parent else area.slug)


def test_an_area_holds_what_is_below_it_and_nothing_else():
    area = ServiceArea.objects.get(path="tjenestetildeling")
    inside = ServiceArea.objects.within(area)

    assert area in inside
    assert all(one.path.split("/")[0] == "tjenestetildeling" for one in inside)
    assert [one.depth for one in inside.last().ancestors()] == [0, 1, 2][: inside.last().depth + 1]


def test_the_command_says_how_many_there_are(capsys):
    call_command("load_facts")

    assert "357 municipalities" in capsys.readouterr().out
