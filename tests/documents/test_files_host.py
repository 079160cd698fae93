"""A host name for documents alone: signed, short-lived, no cookies, nothing else."""

import os
from pathlib import Path

import pytest
from django.core import signing
from django.core.management import call_command
from django.test import Client

from marketplace.documents import serving
from tests import scene
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
HOST = "filer.markedsplassen.example"


@pytest.fixture
def document(settings, collaboration, editor):
    """A document on a portal with a files host."""
    settings.FILES_HOST, settings.ALLOWED_HOSTS = HOST, ["testserver", HOST]
    return scene.document(collaboration, editor)


def ask(path: str, **more):
    """Ask the files host, as a stranger."""
    return Client().get(path, headers={"host": HOST}, **more)


def way_to(document, actor) -> str:
    """The address that the portal sends its reader on to, without the host."""
    client = Client()
    enter(client, actor.user)
    answer = client.get(f"/dokumenter/{document.pk}/fil/")
    assert answer.status_code == 302
    return answer["Location"].removeprefix(f"http://{HOST}")


def test_the_portal_sends_its_reader_on_and_the_files_host_answers(document, editor):
    answer = ask(way_to(document, editor))

    assert b"".join(answer.streaming_content) == "Vi møttes i går.".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not answer.cookies


def test_the_portal_itself_serves_no_file(document, editor):
    path = way_to(document, editor)

    assert Client().get(path).status_code == 404


def test_a_stranger_is_not_sent_on(document, other_supplier):
    client = Client()
    enter(client, other_supplier.user)

    assert client.get(f"/dokumenter/{document.pk}/fil/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/konto/login/", "/admin/", "/static/site.js", "/api/v1/", "/dokumenter/1/fil/"]
)
def test_the_files_host_has_nothing_else(document, path):
    answer = ask(path)

    assert answer.status_code == 404 and not answer.cookies


def test_the_files_host_takes_nothing(document):
    assert Client().post("/konto/login/", headers={"host": HOST}).status_code == 405


def test_an_address_lives_a_minute(document, editor, monkeypatch):
    monkeypatch.setattr(serving, "LIFE", -serving.LIFE)

    assert ask(way_to(document, editor)).status_code == 404


def test_a_forged_address_leads_nowhere(document, editor):
    path = way_to(document, editor)
    other = signing.dumps({"document": document.pk, "until": 9e12}, salt="another")

    assert ask(path[:-4] + "xxx/").status_code == 404
    assert ask(f"/dokumenter/hent/{other}/").status_code == 404


def test_a_withdrawn_document_cannot_be_fetched_by_an_address_that_lives(document, editor):
    path = way_to(document, editor)

    document.withdraw(by=editor, reason="Feil.")

    assert ask(path).status_code == 404


def test_left_over_files_are_found_and_deleted(document, capsys):
    kept = Path(document.content.path)
    orphan = kept.parent.parent / "ab" / ("f" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    call_command("clean_documents", "--delete")
    stands_while_young = orphan.exists()
    os.utime(orphan, (0, 0))

    call_command("clean_documents")
    call_command("clean_documents", "--delete")

    assert stands_while_young and not orphan.exists() and kept.exists()
    name = f"ab/{'f' * 32}"
    assert capsys.readouterr().out.split() == ["orphan:", name, "deleted:", name]


def test_a_document_whose_file_is_gone_is_told(document, capsys):
    document.content.storage.delete(document.content.name)

    call_command("clean_documents")

    assert document.content.name in capsys.readouterr().err
