"""The pages and the API of qualification."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.demo.answers import QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.forms import current_data
from participation.forms import QualificationForm
from participation.models import Qualification
from tests import cast
from tests.participation.going import BACK, FINE, JUSTIFIED, assess, send_in

pytestmark = pytest.mark.django_db


def as_posted(supplier, instance=None, **answers) -> dict:
    """What a browser would post."""
    told = {"actor": supplier} | ({"instance": instance} if instance else {})
    data = {k: v for k, v in current_data(QualificationForm(**told)).items() if v is not None}
    for key, answer in answers.items():
        parts = answer.items() if isinstance(answer, dict) else [("", answer)]
        said = {True: "yes", False: "no"}
        data |= {f"{key}_{part}" if part else key: said.get(value, value) for part, value in parts}
    return data


def page_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- the supplier


def test_a_part_is_saved_and_one_goes_on_to_the_next(sign_in, supplier):
    client = sign_in(supplier)
    posted = as_posted(supplier, **{"contact-point": "Avtaler"}) | {"videre": "organisation"}

    answer = client.post("/kvalifisering/ny/", posted)

    draft = Qualification.objects.get()
    assert answer.url == f"/kvalifisering/{draft.pk}/rediger/#del-convictions"
    assert draft.answers == {"contact-point": "Avtaler"}


def test_the_last_part_leads_to_what_is_missing(sign_in, supplier):
    client = sign_in(supplier)

    answer = client.post("/kvalifisering/ny/", as_posted(supplier), follow=True)

    page = answer.content.decode()
    assert "0 av 3 svar på plass" in page and "Mangler:" in page


def test_bad_input_keeps_what_was_typed(sign_in, supplier):
    posted = as_posted(supplier) | {"contact-point": "Avtaler", "turnover": "mye"}

    answer = sign_in(supplier).post("/kvalifisering/ny/", posted)

    assert answer.status_code == 422
    assert b'value="Avtaler"' in answer.content and b'value="mye"' in answer.content


def test_what_must_be_put_right_stands_beside_the_answer(sign_in, supplier, in_review, reviewer):
    assess(in_review, reviewer, **BACK)
    in_review.request_changes(by=reviewer)
    client = sign_in(supplier)

    form = page_of(client, in_review.edit_url)
    page = page_of(client, in_review.get_absolute_url())

    beside = form.split('id="svar-insurance"')[1].split('id="svar-')[0]
    assert "Beviset er gått ut." in beside
    assert f"{in_review.edit_url}#svar-insurance" in page


def test_reused_answers_are_marked(sign_in, qualified_supplier):
    page = page_of(sign_in(qualified_supplier), "/kvalifisering/ny/")

    fresh = page.split('id="svar-tax-pay"')[1].split('id="svar-')[0]
    reused = page.split('id="svar-normen"')[1].split('id="svar-')[0]
    assert "Hentet fra forrige søknad" in reused
    assert "Hentet fra forrige søknad" not in fresh


# --- FKJ


def test_the_queue_tells_what_the_machine_says_and_who_has_it(
    sign_in, supplier, reviewer, other_supplier, administrator
):
    first = send_in(supplier, **JUSTIFIED)
    send_in(other_supplier)
    first.start_review(by=reviewer)

    page = page_of(sign_in(administrator), "/kvalifisering/ko/")

    row = page.split("Fjordhelse Test AS")[1].split("Nordlys Test AS")[0]
    told = " ".join(row.split())
    assert "Reviewer" in row
    assert "36 Oppfylt" in told or "35 Oppfylt" in told
    assert "2 Vurderes av en person" in told


def test_the_queue_asks_as_many_questions_for_ten_as_for_one(sign_in, reviewer):
    client = sign_in(reviewer)
    numbers = ("310000051", "310000078", "310000094", "310000108")

    def asked(number):
        send_in(cast.actor(f"s{number}", cast.company("supplier", f"S{number}", number), "admin"))
        with CaptureQueriesContext(connection) as queries:
            page_of(client, "/kvalifisering/ko/")
        return len(queries)

    page_of(client, "/kvalifisering/ko/")
    assert len({asked(number) for number in numbers}) == 1


def test_a_review_is_saved_and_one_stays_at_the_part(sign_in, in_review, reviewer):
    client = sign_in(reviewer)
    address = f"/kvalifisering/{in_review.pk}/vurdering/"
    page_of(client, address)

    answer = client.post(address, {"about": 1, "videre": "finances"} | BACK)

    assert answer.url == f"{address}#del-finances"
    assert in_review.assessments.get().comment == "Beviset er gått ut."


def test_a_review_without_its_reasons_is_refused_in_words(sign_in, in_review, reviewer):
    address = f"/kvalifisering/{in_review.pk}/vurdering/"

    answer = sign_in(reviewer).post(address, {"about": 1, "fraud_verdict": "needs_change"})

    assert answer.status_code == 422
    assert "Skriv hva som må rettes." in answer.content.decode()


def test_a_comment_never_holds_a_national_identity_number(sign_in, in_review, reviewer):
    told = {"about": 1, "fraud_verdict": "ok", "fraud_comment": "Gjelder 01010750160."}
    address = f"/kvalifisering/{in_review.pk}/vurdering/"

    assert sign_in(reviewer).post(address, told).status_code == 422


# --- everybody


def test_the_list_is_searched_by_name_and_number_and_sorted(client, qualified_supplier):
    for told in ("fjord", "310 000 051", "TEST as"):
        assert "Fjordhelse" in page_of(client, f"/kvalifisering/?q={told}&sort=valid_until")
    for told in ("nordlys", "310000052", "%25"):
        assert "Fjordhelse" not in page_of(client, f"/kvalifisering/?q={told}")
    assert "Fjordhelse" in page_of(client, "/kvalifisering/?sort=backwards&page=99")


def test_a_visitor_sees_the_certificate_and_no_answers(client, qualified_supplier):
    qualification = Qualification.objects.get()

    page = page_of(client, qualification.get_absolute_url())

    assert qualification.certificate in page
    assert QUALIFICATION["delivery-experience"] not in page


def test_the_api_lists_who_is_qualified_and_hides_the_answers(client, qualified_supplier):
    rows = client.get("/api/v1/kvalifisering/?valid=true").json()["results"]

    assert [(row["orgnr"], row["answers"], row["verdicts"]) for row in rows] == [
        ("310000051", {}, {})
    ]


def test_the_table_holds_who_is_qualified_and_no_formula(client, qualified_supplier):
    qualified_supplier.organisation.name = "=HYPERLINK(1)"
    qualified_supplier.organisation.save()

    answer = client.get("/api/v1/kvalifisering/csv/")

    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert answer["Content-Type"].startswith("text/csv")
    assert row["supplier"] == "'=HYPERLINK(1)"
    assert row["certificate"] == Qualification.objects.get().certificate


# --- the API of the parties


def sent(client, method: str, address: str, body: dict):
    return getattr(client, method)(address, json.dumps(body), "application/json")


def test_an_application_goes_through_the_api_with_the_last_ones_answers(
    sign_in, qualified_supplier
):
    client = sign_in(qualified_supplier)

    answer = sent(client, "post", "/api/v1/kvalifisering/", {"contact-point": "Ny"})

    assert answer.status_code == 201
    assert answer.json()["answers"]["contact-point"] == "Ny"
    assert answer.json()["answers"]["normen"] == {"answer": True, "why": ""}


def test_the_reviewer_assesses_through_the_api(sign_in, in_review, reviewer, supplier):
    client, address = sign_in(reviewer), f"/api/v1/kvalifisering/{in_review.pk}/vurdering/"

    wrong = sent(client, "patch", address, {"fraud_verdict": "needs_change"})
    right = sent(client, "patch", address, FINE | BACK)
    back = sent(client, "post", f"/api/v1/kvalifisering/{in_review.pk}/steps/request_changes/", {})

    assert (wrong.status_code, right.status_code, back.status_code) == (422, 200, 200)
    assert {one["question"] for one in right.json()} == {"delivery-experience", "insurance"}
    must_change = sign_in(supplier).get(f"/api/v1/kvalifisering/{in_review.pk}/").json()
    assert [one["question"] for one in must_change["must_change"]] == ["insurance"]


def test_an_answer_is_changed_through_the_api(sign_in, supplier):
    draft = fill(QualificationForm, supplier, QUALIFICATION)

    answer = sent(sign_in(supplier), "patch", f"/api/v1/kvalifisering/{draft.pk}/", JUSTIFIED)

    assert answer.json()["verdicts"]["quality-system"] == "person_decides"
