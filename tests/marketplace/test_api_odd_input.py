"""Whatever is sent to the API, the answer says what is wrong with it; the site never breaks."""

import pytest

from tests.marketplace.calling import the_problem

pytestmark = pytest.mark.django_db
NEEDS = "/api/v1/behov/"
JUNK = [
    None, True, 5, -1, 1.5, 10**30, "", "\x00", "\ud800", "x" * 200_000,
    [], [1], ["x"], [[1]], [{}], {}, {"a": 1},
]  # fmt: skip
ODD_QUERIES = [
    "page=x", "page=0", "page=-1", f"page={10**20}", "page_size=x", "page_size=-1", "q=%00",
    "q=%27%22%3A%26%21%28", "q=%ED%A0%80", "area=x", "area=%00", "status=x", "status=%00",
    "goal=x", "format=xml", "ordering=x", "id=x", "cursor=x", "%00=1",
]  # fmt: skip


def url(need) -> str:
    """Where the need is."""
    return f"{NEEDS}{need.pk}/"


def test_what_is_not_json_or_not_an_object_is_400(call, editor, draft_need):
    api = call(editor)
    bodies = [b"{", b"\xff\xfe", b"[]", b'"tekst"', b"null", b"7", b'{"title": NaN}']

    for body in bodies:
        answer = api.client.post(NEEDS, body, content_type="application/json")
        the_problem(answer, 400)
        answer = api.client.patch(url(draft_need), body, content_type="application/json")
        the_problem(answer, 400)


def test_a_parent_that_does_not_exist_is_told_in_the_readers_language(call, editor):
    api = call(editor)

    told = the_problem(api.post("/api/v1/samarbeid/", {"need": 999_999, "title": "Ukjent"}), 404)

    assert told["detail"].startswith("Fant ikke det du spurte etter")


def test_no_body_at_all_is_an_empty_object(call, editor, draft_need):
    api = call(editor)

    taken = api.client.post(url(draft_need) + "steps/propose/", content_type="application/json")

    assert taken.status_code == 200
    the_problem(api.client.post(NEEDS, content_type="application/json"), 422)


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
def test_no_value_in_any_field_brings_the_site_down(call, editor, draft_need, junk):
    api = call(editor)
    fields = ["title", "effect", "area", "goals", "go_ahead_on", "capabilities", "offline"]

    answers = [api.patch(url(draft_need), {field: junk}).status_code for field in fields]
    answers.append(api.post("/api/v1/samarbeid/", {"need": junk}).status_code)

    assert set(answers) <= {200, 404, 422}


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_no_query_brings_the_site_down(client, published_need, query):
    for noun in client.get("/api/v1/").json().values():
        assert client.get(f"{noun}?{query}").status_code in (200, 400, 404)
