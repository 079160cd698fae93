"""SIK and FHIR: every outcome, against real servers on loopback."""

import json

import pytest

from marketplace.demo.supplier import GOOD_HEADERS, GOOD_STATEMENT
from verification.checks import (
    Level,
    Outcome,
    Subject,
    run_check,
)

ODD_HOST, LOGIN_HOST = "prove.example", "innlogging.example"
GOOD_PAGE = (200, {"Content-Type": "text/html", **GOOD_HEADERS}, b"<h1>Demo</h1>")
FHIR = {"Content-Type": "application/fhir+json"}


def moved(location):
    return 301, {"Location": location}, b""


def page(**headers):
    return 200, {"Content-Type": "text/html", **headers}, b"<h1>Demo</h1>"


def statement(**changes):
    return 200, FHIR, json.dumps({**GOOD_STATEMENT, **changes}).encode()


# --- SIK-03 --------------------------------------------------------------------------------------


def test_a_site_with_redirect_and_hsts_passes(site):
    result = run_check("SIK-03", site("kognitivkart"))

    assert result.outcome == Outcome.PASSED
    assert [exchange.status for exchange in result.exchanges] == [200, 301]


def test_a_site_without_redirect_and_hsts_fails_on_both(site):
    result = run_check("SIK-03", site("svak"))

    assert result.outcome == Outcome.FAILED
    assert len(result.findings) == 2
    assert all(finding.fix for finding in result.findings)


@pytest.mark.parametrize(
    ("hsts", "outcome"),
    [
        ("max-age=15768000", Outcome.PASSED),
        ('max-age="31536000"; includeSubDomains', Outcome.PASSED),
        ("max-age=86400", Outcome.WARNING),
        ("max-age=0", Outcome.FAILED),
        ("max-age=0, max-age=31536000", Outcome.FAILED),
        ("tull", Outcome.FAILED),
    ],
)
def test_hsts_must_last_half_a_year(hsts, outcome, rehearse):
    secure = [page(**{"Strict-Transport-Security": hsts})]

    result = run_check("SIK-03", rehearse(secure, [moved(f"https://{ODD_HOST}/")]))

    assert result.outcome == outcome


@pytest.mark.parametrize(
    ("plain", "outcome"),
    [
        (moved("https://annen.example/"), Outcome.WARNING),
        (moved("http://prove.example/inn"), Outcome.FAILED),
        (moved("/inn"), Outcome.FAILED),
        (moved("https://[::"), Outcome.FAILED),
        ((404, {}, b""), Outcome.FAILED),
    ],
)
def test_the_redirect_must_lead_straight_to_https_on_the_same_host(plain, outcome, rehearse):
    assert run_check("SIK-03", rehearse([GOOD_PAGE], [plain])).outcome == outcome


def test_a_site_that_does_not_speak_http_at_all_needs_no_redirect(rehearse, settings):
    subject = rehearse([GOOD_PAGE])
    settings.FETCH_CONNECT_TO[(ODD_HOST, 80)] = ("127.0.0.1", 1)

    result = run_check("SIK-03", subject)

    assert result.outcome == Outcome.PASSED
    assert result.findings[0].level == Level.NOTE


# --- SIK-04 --------------------------------------------------------------------------------------


def test_good_headers_pass(site):
    assert run_check("SIK-04", site("kognitivkart")).outcome == Outcome.PASSED


def test_weak_headers_fail_with_a_fix_for_each(site):
    result = run_check("SIK-04", site("svak"))

    assert result.outcome == Outcome.FAILED
    assert all(finding.fix for finding in result.findings)


CSP = "Content-Security-Policy"


@pytest.mark.parametrize(
    ("changes", "score", "outcome"),
    [
        ({}, 100, Outcome.PASSED),
        ({"Referrer-Policy": "unsafe-url"}, 90, Outcome.PASSED),
        ({"Referrer-Policy": "no-referrer, ukjent"}, 100, Outcome.PASSED),
        ({"X-Content-Type-Options": "ja"}, 90, Outcome.PASSED),
        ({CSP: "script-src 'self' 'unsafe-inline'"}, 60, Outcome.WARNING),
        ({CSP: "script-src 'unsafe-inline' 'nonce-abc'"}, 100, Outcome.PASSED),
        ({CSP: "script-src https: 'nonce-abc'"}, 60, Outcome.WARNING),
        ({CSP: "script-src https: 'nonce-abc' 'strict-dynamic'"}, 100, Outcome.PASSED),
        ({CSP: "img-src 'self'"}, 60, Outcome.WARNING),
        ({CSP: "default-src 'self'", "X-Frame-Options": "ALLOWALL"}, 60, Outcome.WARNING),
        ({CSP: "default-src *; frame-ancestors *", "X-Frame-Options": ""}, 20, Outcome.FAILED),
        ({CSP: "default-src *, script-src 'none'"}, 100, Outcome.PASSED),
        ({CSP: "", "X-Frame-Options": ""}, 10, Outcome.FAILED),
    ],
)
def test_each_header_weighs_what_it_should(changes, score, outcome, rehearse):
    result = run_check("SIK-04", rehearse([page(**{**GOOD_HEADERS, **changes})]))

    assert (result.reason.params["score"], result.outcome) == (score, outcome)


def test_a_page_at_another_service_needs_a_person(rehearse):
    subject = rehearse([moved(f"https://{LOGIN_HOST}/"), GOOD_PAGE])

    result = run_check("SIK-04", subject)

    assert result.outcome == Outcome.NEEDS_REVIEW
    assert result.reason.params["host"] == LOGIN_HOST


# --- FHIR-01 -------------------------------------------------------------------------------------


def test_a_good_capability_statement_passes(site):
    assert run_check("FHIR-01", site("kognitivkart")).outcome == Outcome.PASSED


def test_a_bad_capability_statement_fails_on_every_fault_at_once(site):
    result = run_check("FHIR-01", site("svak"))

    places = {finding.where for finding in result.findings}
    assert result.outcome == Outcome.FAILED
    assert {"status", "kind", "date", "fhirVersion", "format", "rest[0].mode"} <= places
    assert "rest[0].resource[0].interaction[0].code" in places


def test_a_slow_capability_statement_is_a_warning(site):
    assert run_check("FHIR-01", site("treg")).outcome == Outcome.WARNING


def test_the_wrong_content_type_is_a_warning(rehearse):
    status, _headers, body = statement()

    result = run_check("FHIR-01", rehearse([(status, {"Content-Type": "text/plain"}, body)]))

    assert result.outcome == Outcome.WARNING


@pytest.mark.parametrize(
    "answer",
    [
        (401, FHIR, b"{}"),
        (200, FHIR, b"<html>"),
        (200, FHIR, b"[" * 100_000),
        (200, FHIR, b"null"),
        (200, FHIR, b'{"resourceType": "Patient"}'),
        statement(fhirVersion="5.0.0"),
        statement(rest="server"),
        statement(rest=[None]),
        statement(date="i går"),
        statement(format=[]),
        statement(status=["active"]),
        statement(implementation=None),
    ],
)
def test_a_broken_answer_fails_and_is_never_our_error(answer, rehearse):
    result = run_check("FHIR-01", rehearse([answer]))

    assert result.outcome == Outcome.FAILED
    assert all(finding.fix for finding in result.findings)


def test_a_product_that_declares_other_standards_only_needs_no_fhir_server():
    subject = Subject(answers={"standards": ["openehr"]})

    assert run_check("FHIR-01", subject).outcome == Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("standard", ["hl7_fhir_r4", "no_basis"])
def test_a_product_that_declares_fhir_without_an_address_is_skipped(standard):
    subject = Subject(answers={"standards": [standard]})

    assert run_check("FHIR-01", subject).outcome == Outcome.SKIPPED
