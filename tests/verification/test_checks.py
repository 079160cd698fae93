"""The catalogue of checks, how one is run, and how its result is kept."""

import json

import pytest

from marketplace.demo.supplier import GOOD_HEADERS, GOOD_STATEMENT
from verification.checks import (
    CHECKS,
    Finding,
    Level,
    Message,
    Outcome,
    Result,
    Severity,
    Subject,
    catalog_hash,
    run_check,
)

ODD_HOST = "prove.example"
GOOD_PAGE = (200, {"Content-Type": "text/html", **GOOD_HEADERS}, b"<h1>Demo</h1>")
FHIR = {"Content-Type": "application/fhir+json"}


def statement(**changes):
    return 200, FHIR, json.dumps({**GOOD_STATEMENT, **changes}).encode()


# --- the catalogue -------------------------------------------------------------------------------


def test_the_catalogue_holds_the_first_five_checks_in_order():
    strengths = {code: one.severity for code, one in CHECKS.items()}

    assert strengths == {
        "DEK-01": Severity.MUST,
        "DEK-02": Severity.MUST,
        "SIK-03": Severity.MUST,
        "SIK-04": Severity.SHOULD,
        "FHIR-01": Severity.MUST,
    }
    assert list(strengths) == list(CHECKS)


def test_the_catalogue_has_a_stable_fingerprint():
    assert catalog_hash() == catalog_hash()
    assert len(catalog_hash()) == 64


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_without_its_input_is_skipped(code):
    result = run_check(code, Subject())

    assert result.outcome == Outcome.SKIPPED
    assert result.findings[0].fix


@pytest.mark.parametrize("code", ["SIK-03", "SIK-04", "FHIR-01"])
def test_a_server_that_is_down_fails_with_both_tries_as_evidence(code, settings):
    settings.FETCH_CONNECT_TO = {(ODD_HOST, 443): ("127.0.0.1", 1)}
    subject = Subject(ui_url=f"https://{ODD_HOST}/", fhir_url=f"https://{ODD_HOST}/")

    result = run_check(code, subject)

    assert result.outcome == Outcome.FAILED
    assert [exchange.status for exchange in result.exchanges] == [0, 0]
    assert result.findings[0].fix


@pytest.mark.parametrize("code", ["SIK-04", "FHIR-01"])
def test_a_server_that_recovers_at_the_second_try_is_not_blamed(code, rehearse):
    good = GOOD_PAGE if code == "SIK-04" else statement()
    subject = rehearse(secure=[(503, {}, b""), good])

    assert run_check(code, subject).outcome == Outcome.PASSED


def test_a_server_that_keeps_breaking_fails(rehearse):
    result = run_check("SIK-04", rehearse(secure=[(500, {}, b""), (502, {}, b"")]))

    assert result.outcome == Outcome.FAILED
    assert [exchange.status for exchange in result.exchanges] == [500, 502]


@pytest.mark.parametrize("code", ["SIK-03", "SIK-04", "FHIR-01"])
def test_an_address_inside_is_refused_and_never_asked_again(code, settings):
    settings.FETCH_CONNECT_TO = {}

    result = run_check(code, Subject(ui_url="https://10.0.0.1/", fhir_url="https://10.0.0.1/"))

    assert result.outcome == Outcome.FAILED
    assert len(result.exchanges) == 1


def test_our_own_fault_is_an_error_and_not_the_suppliers():
    result = run_check("DEK-01", Subject(answers={"x": 1}, schema_version=9_999))

    assert result.outcome == Outcome.ERROR


# --- results -------------------------------------------------------------------------------------


def test_a_stored_finding_reads_the_same_when_it_comes_back():
    message = Message("%(n)s av 100", {"n": 1})
    finding = Finding(Level.FAILED, message, "status", Message("Rett det."))

    again = Finding.from_json(json.loads(json.dumps(finding.as_json())))

    assert again == finding
    assert again.message.render() == "1 av 100"


def test_what_a_supplier_writes_can_always_be_stored(rehearse):
    result = run_check("FHIR-01", rehearse([statement(status="\0\ud800" + "x" * 5_000)]))

    stored = json.dumps(result.as_json(), ensure_ascii=False)
    assert "\0" not in stored
    assert "\\u0000" not in stored
    assert len(stored.encode()) < 5_000


def test_a_flood_of_findings_is_cut_and_counted(rehearse):
    rest = [{"mode": "server", "resource": [{}] * 200}]

    stored = run_check("FHIR-01", rehearse([statement(rest=rest)])).as_json()

    assert len(stored["findings"]) == 50
    assert stored["more_findings"] == 150


def test_a_subject_comes_out_of_its_snapshot():
    snapshot = json.loads('{"number": "1", "ui_url": null, "earlier": [["0", "a"]], "new": 1}')

    subject = Subject.from_inputs(snapshot)

    assert subject == Subject(number="1", earlier=(("0", "a"),))


def test_a_result_without_findings_can_be_stored():
    stored = Result(Outcome.ERROR, Message("Feil.")).as_json()

    assert (stored["outcome"], stored["findings"], stored["exchanges"]) == ("error", [], [])
