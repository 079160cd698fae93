"""Enhetsregisteret: what it says, and what the portal does when it says nothing."""

import json
import time
from datetime import timedelta

import pytest

from marketplace import brreg
from marketplace.brreg import client, looking
from marketplace.demo.register import BANKRUPT, WINDING_UP, entry
from marketplace.models import Event, Organisation, Pulse, RegisterEntry
from marketplace.models.event import ClockTimestamp
from tests import cast
from tests.brreg.playing import GOOD, found, playing

pytestmark = pytest.mark.django_db
HUGE = json.dumps(found()).encode() + b" " * 300_000
NONSENSE = [
    b"",
    b"<html>Vedlikehold</html>",
    b"[]",
    b"null",
    b"[" * 100_000,
    b"\xff\xfe",
    {},
    {"organisasjonsnummer": GOOD},
    {"organisasjonsnummer": "974760673", "navn": "EN ANNEN"},
    {"organisasjonsnummer": GOOD, "navn": {"nb": "X"}},
]


@pytest.fixture
def register(settings):
    """The register on loopback."""
    with playing() as server:
        settings.BRREG_URL = server.url
        yield server


@pytest.fixture
def hasty(monkeypatch):
    """Give up after half a second instead of five."""
    monkeypatch.setattr(client, "SECONDS", 0.5)


def let_time_pass(orgnr: str, hours: float) -> None:
    """Make the kept answer older."""
    then = ClockTimestamp() - timedelta(hours=hours)
    RegisterEntry.objects.filter(pk=orgnr).update(fetched_at=then)


def forget_the_silence() -> None:
    """Let a minute pass since the register was silent."""
    Pulse.objects.filter(name=looking.SILENCE).update(at=ClockTimestamp() - timedelta(seconds=61))


def test_a_company_is_found_with_what_the_portal_needs(register):
    told = brreg.look_up(GOOD)

    assert told.entry.is_found and not told.is_old and not told.entry.trouble
    assert (told.entry.name, told.entry.form) == ("FJELLVANN HELSE DEMO AS", "AS")
    assert told.entry.address == "Demoveien 1, 2380 BRUMUNDDAL"
    assert told.entry.municipality_number == "3411"


def test_the_register_is_asked_for_its_second_version_and_nothing_packed(register):
    brreg.look_up(GOOD)

    [(path, headers)] = register.asked
    assert path.endswith(f"/enheter/{GOOD}")
    assert headers["Accept"].startswith("application/vnd.brreg.enhetsregisteret.enhet.v2+json")
    assert headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("body", [b"", {}, b"<html>", {"feil": "ukjent"}])
@pytest.mark.parametrize(("status", "answer"), [(404, "unknown"), (410, "removed")])
def test_the_status_alone_says_unknown_and_removed(register, status, answer, body):
    register.scene = (status, body)

    assert brreg.look_up(GOOD).entry.answer == answer


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (entry(BANKRUPT), "konkurs"),
        (entry(WINDING_UP), "avvikling"),
        (found(underTvangsavviklingEllerTvangsopplosning=True), "avvikling"),
        (found(slettedato="2026-01-31"), "slettet"),
    ],
)
def test_what_stands_in_the_way_is_said_in_words(register, told, word):
    register.scene = (200, told)

    assert word in brreg.look_up(told["organisasjonsnummer"]).entry.trouble


def test_an_answer_is_not_asked_for_again_for_a_day(register):
    brreg.look_up(GOOD)
    let_time_pass(GOOD, 23)
    brreg.look_up(GOOD)
    assert len(register.asked) == 1

    let_time_pass(GOOD, 25)
    brreg.look_up(GOOD)

    assert len(register.asked) == 2


def test_a_number_that_was_unknown_is_asked_for_again_after_an_hour(register):
    register.scene = (404, {})
    brreg.look_up(GOOD)
    let_time_pass(GOOD, 1.1)
    register.scene = (200, found())

    assert brreg.look_up(GOOD).entry.is_found


@pytest.mark.parametrize("scene", ["silent", "dripping_head", "dripping_body"])
def test_a_slow_register_is_given_up_in_time(register, hasty, scene):
    register.scene, began = scene, time.monotonic()

    assert brreg.look_up(GOOD).entry is None
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("body", NONSENSE)
def test_nonsense_is_no_answer_and_is_not_kept(register, body):
    register.scene = (200, body)

    assert brreg.look_up(GOOD).entry is None
    assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize("scene", [(500, b""), (503, {}), (302, b""), (406, {}), (429, {})])
def test_other_answers_are_no_answer(register, scene):
    register.scene = scene

    assert brreg.look_up(GOOD).entry is None


@pytest.mark.parametrize("scene", ["hanging_up", "packed", (200, HUGE)])
def test_a_broken_packed_or_huge_answer_is_no_answer(register, scene):
    register.scene = scene

    assert brreg.look_up(GOOD).entry is None


def test_strange_details_become_empty_and_the_rest_is_used(register):
    odd = {"forretningsadresse": "Demoveien", "organisasjonsform": [], "hjemmeside": 7}
    register.scene = (200, found(**odd, navn="FJELL\x00VANN \ud83d AS", konkurs="ja"))

    told = brreg.look_up(GOOD).entry

    assert (told.name, told.address, told.form, told.website) == ("FJELLVANN ? AS", "", "", "")
    assert not told.bankrupt


def test_an_old_answer_is_used_when_the_register_is_silent(register):
    brreg.look_up(GOOD)
    let_time_pass(GOOD, 24 * 30)
    register.scene = (500, b"")

    told = brreg.look_up(GOOD)

    assert told.entry.is_found and told.is_old


def test_a_silent_register_is_left_alone_for_a_minute(register):
    register.scene = (500, b"")
    brreg.look_up(GOOD)
    register.scene = (200, found())

    assert brreg.look_up(GOOD).entry is None
    assert len(register.asked) == 1

    forget_the_silence()
    assert brreg.look_up(GOOD).entry.is_found


def test_nobody_can_make_the_portal_ask_more_than_sixty_times_a_minute(register):
    rows = [RegisterEntry(orgnr=str(number), answer="unknown") for number in range(60)]
    RegisterEntry.objects.bulk_create(rows)

    assert brreg.look_up(GOOD).entry is None
    assert not register.asked


def test_a_register_that_is_nowhere_is_unavailable(settings):
    settings.BRREG_URL = "http://127.0.0.1:1"

    assert brreg.look_up(GOOD).entry is None


# --- the daily re-check --------------------------------------------------------------------------


@pytest.fixture
def company(db) -> Organisation:
    """A supplier that the register knows; nobody else has a number."""
    Organisation.objects.update(orgnr=None)
    return cast.company("supplier", "Fjellvann", GOOD)


def flags(organisation) -> list[Event]:
    """What FKJ was told."""
    return list(Event.objects.about(organisation).filter(step="register_flagged"))


def test_a_bankruptcy_is_flagged_once_and_reaches_fkjs_administrators(
    company, administrator, register
):
    Organisation.objects.exclude(pk=company.pk).update(orgnr=None)
    brreg.recheck()
    let_time_pass(GOOD, 25)
    register.scene = (200, found(konkurs=True))

    brreg.recheck()
    let_time_pass(GOOD, 25)
    brreg.recheck()

    [event] = flags(company)
    assert event.data["register"] == ["bankrupt"] and "konkurs" in event.note
    assert event.data["mentions"] == [administrator.user.pk]
    assert event.actor is None


def test_a_removed_company_is_flagged(register, company):
    register.scene = (410, {})

    brreg.recheck()

    assert flags(company)[0].data["register"] == ["removed"]


def test_a_number_that_the_register_never_knew_is_not_news(register, company):
    register.scene = (404, {})

    brreg.recheck()

    assert flags(company) == []


def test_a_re_check_is_bounded_and_does_not_ask_twice(register, company):
    for number, orgnr in enumerate(("310000213", "310000248", "310000256")):
        cast.company("supplier", f"Firma {number}", orgnr)
    register.scene = (404, {})

    assert [brreg.recheck(limit=3), brreg.recheck(limit=3), brreg.recheck(limit=3)] == [3, 1, 0]
    assert len({path for path, _headers in register.asked}) == len(register.asked) == 4


def test_the_recheck_stops_when_the_register_is_silent(register, company):
    cast.company("supplier", "Et annet", "310000213")
    register.scene = (500, b"")

    assert brreg.recheck() == 0
    assert len(register.asked) == 1
