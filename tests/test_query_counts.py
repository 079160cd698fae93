"""Pages ask the database the same number of times, however much there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovation.forms import CollaborationForm
from innovation.models import Collaboration
from marketplace.demo.filling import fill
from tests import cast, scene

pytestmark = pytest.mark.django_db


def queries(client, url: str) -> int:
    """How many queries the page takes, once caches are warm."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.fixture
def grow(editor, approver, other_editor, third_approver, facilitator, officer, supplier, area):
    """Make one more of everything that stands in a list."""

    def more(number: int) -> None:
        need = cast.need(editor, area, f"Behov nummer {number}")
        cast.publish(need, editor, approver, [other_editor, third_approver], facilitator)
        words = {"title": f"Samarbeid {number}", "mandate": "Sammen."}
        work = fill(CollaborationForm, editor, words, Collaboration(need=need))
        scene.join_request(work, third_approver)
        application = cast.application(supplier, area, f"Løsning {number}")
        cast.declare(application, supplier)
        scene.published_procurement(officer, facilitator, approver, title=f"Felleskjøp {number}")
        cast.need(editor, area, f"Utkast nummer {number}")

    return more


PAGES = [
    ("editor", "/"),
    ("supplier", "/"),
    ("editor", "/min-side/"),
    ("editor", "/innovasjonsarena/"),
    ("editor", "/innovasjonsarena/samarbeid/"),
    ("supplier", "/verifikasjon/"),
    ("officer", "/felleskjop/"),
    ("editor", "/api/v1/behov/"),
    ("editor", "/api/v1/samarbeid/"),
    ("supplier", "/api/v1/versjon/"),
    ("officer", "/api/v1/felleskjop/"),
]


@pytest.mark.parametrize(("role", "url"), PAGES)
def test_a_list_takes_no_more_queries_when_it_grows(role, url, grow, sign_in, request):
    client = sign_in(request.getfixturevalue(role))
    grow(1)
    grow(2)
    few = queries(client, url)

    for number in range(3, 7):
        grow(number)

    assert queries(client, url) == few
