"""Finding in spite of oneself: typing errors, beginnings of words, marked words, and a table."""

import pytest

from marketplace.models import Organisation
from store import tasks
from store.models import Listing, Word
from store.models.finding.marked import as_html
from store.models.finding.typing_errors import distance
from verification.models import Application

pytestmark = pytest.mark.django_db
SHELF, SUGGEST = "/butikken/", "/butikken/forslag/"


def rename(listing, **words) -> None:
    Application.objects.filter(pk=listing.application_id).update(**words)
    Listing.objects.all().reindex()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kognitv kartleging", "kognitiv kartlegging"),
        ("kratlegging", "kartlegging"),
        ("Kognitivtset", "kognitivtest"),
        ("kartleggging", "kartlegging"),
    ],
)
def test_a_slip_of_the_finger_is_understood(typed, meant, listing, client):
    response = client.get(SHELF, {"q": typed})

    assert response.context["meant"].text == meant
    assert response.context["meant"].number == 1
    assert f"«{meant}»" in response.content.decode()


def test_what_is_found_needs_no_better_word(listing, client):
    assert client.get(SHELF, {"q": "kartlegging"}).context["meant"] is None


@pytest.mark.parametrize("typed", ["xqzwvkj", "", "-", '"', "a b c", "\x00\x00\x00\x00", "%_'\\"])
def test_what_nobody_can_have_meant_suggests_nothing(typed, listing, client):
    response = client.get(SHELF, {"q": typed})

    assert response.status_code == 200
    assert response.context["meant"] is None


def test_what_is_not_for_sale_is_not_meant_either(listing, administrator, client):
    listing.suspend(by=administrator, note="Undersøkes.")

    assert client.get(SHELF, {"q": "kognitv"}).context["meant"] is None


def test_the_filters_that_are_set_stay_when_the_word_is_put_right(listing, client):
    page = client.get(SHELF, {"q": "kratlegging", "platforms": "tablet", "page": "3"})

    assert "?platforms=tablet&amp;q=kartlegging" in page.content.decode()


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("ord", "ord", 0),
        ("", "abc", 3),
        ("ab", "ba", 1),
        ("legevatk", "legevakt", 1),
        ("a", "b", 1),
    ],
)
def test_slips_are_counted(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips


def test_counting_the_words_anew_keeps_them(listing):
    before = set(Word.objects.values_list("text", flat=True))

    Word.objects.recount()

    assert {"kognitivtest", "kartlegging"} <= set(Word.objects.values_list("text", flat=True))
    assert set(Word.objects.values_list("text", flat=True)) <= before


def test_english_and_nynorsk_words_find_it_too(listing, client):
    for typed in ("nurse", "sykepleier", "sjukepleiar"):
        hits = client.get(SHELF, {"q": typed}).context["hits"]

        assert [str(one) for one, _basis in hits] == ["KognitivTest"], typed


def test_the_words_are_marked_in_the_name_and_the_summary(listing, client):
    rename(listing, name="Kartlegging nå", summary="Alle kartlegginger på én gang.")

    page = client.get(SHELF, {"q": "kartlegging"}).content.decode()

    assert "<mark>Kartlegging</mark> nå" in page
    assert "Alle <mark>kartlegginger</mark> på én gang." in page
    assert "I deklarasjonen:" not in page


def test_a_hit_in_the_declaration_tells_where_it_stands(listing, client):
    rename(listing, name="Noe", summary="Noe annet.")

    page = client.get(SHELF, {"q": "sykepleier"}).content.decode()

    assert "I deklarasjonen:" in page
    assert "<mark>Sykepleier</mark>" in page


def test_what_others_wrote_is_never_markup(listing, client):
    rename(listing, name="<script>kartlegging</script>", summary="kartlegging <b>og</b> \ue000mer")

    page = client.get(SHELF, {"q": "kartlegging"}).content.decode()

    assert "<script>kart" not in page
    assert "<script><mark>" not in page
    assert "<b>og</b>" not in page
    assert as_html('"<a>"') == "&quot;&lt;a&gt;&quot;"


def test_the_beginning_of_a_name_is_enough(listing, client):
    page = client.get(SUGGEST, {"q": "kogn"}).content.decode()

    assert f'data-url="{listing.get_absolute_url()}"' in page
    assert "Kognitiv kartlegging" in page
    assert page.count('role="option"') == 2


def test_a_supplier_is_suggested_by_its_name(listing, client):
    page = client.get(SUGGEST, {"q": "fjordh"}).content.decode()

    assert "Fjordhelse Test AS" in page
    assert "/butikken/?q=%22Fjordhelse+Test+AS%22" in page
    assert len(client.get(SHELF, {"q": '"Fjordhelse Test AS"'}).context["hits"]) == 1


def test_what_is_not_for_sale_is_not_suggested(listing, administrator, client):
    listing.suspend(by=administrator, note="Undersøkes.")

    assert "option" not in client.get(SUGGEST, {"q": "kogn"}).content.decode()
    assert "option" not in client.get(SUGGEST, {"q": "fjordh"}).content.decode()


@pytest.mark.parametrize(
    "typed", ["", "k", " ", "&|!", "\x00k", "'; --", "æ" * 10_000, "(((", "a b c"]
)
def test_suggestions_survive_whatever_is_typed(typed, listing, client):
    assert client.get(SUGGEST, {"q": typed}).status_code == 200


def test_the_shelf_is_shown_as_a_table_when_asked_for(listing, client):
    page = client.get(SHELF, {"vis": "tabell", "platforms": "tablet"}).content.decode()

    assert "Løsninger i butikken</caption>" in page
    assert '<input type="hidden" name="vis" value="tabell"' in page
    assert "Fjern filter «tabell»" not in page
    assert client.get(SHELF, {"vis": "tull"}).status_code == 200


def test_a_very_long_search_gives_a_page(listing, client):
    response = client.get(SHELF, {"q": "kartlegging " * 1000})

    assert response.status_code == 200
    assert len(response.content) < 400_000


def test_a_supplier_with_another_name_is_found_by_it_when_the_job_has_run(listing, client):
    Organisation.objects.filter(name__startswith="Fjordhelse").update(name="Havblikk AS")

    tasks.index_shelf()

    assert len(client.get(SHELF, {"q": "Havblikk"}).context["hits"]) == 1
