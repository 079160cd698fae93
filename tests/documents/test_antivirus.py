"""Quarantine: nothing leaves before it is found clean; silence is never a yes."""

import pytest
from django.test import Client

from marketplace import tasks
from marketplace.clock import db_now
from marketplace.documents import antivirus, scanning
from marketplace.models import Document, Letter
from tests import scene
from tests.documents.clamd import EICAR, answering
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings):
    """A clamd, and a portal that waits for it."""
    with answering() as clamd:
        settings.CLAMD, settings.DOCUMENT_SCAN_REQUIRED = clamd.place, True
        yield clamd


@pytest.fixture
def document(clamd, collaboration, editor) -> Document:
    """A document that waits for its scan."""
    return scene.document(collaboration, editor, visibility="public")


def fetched(document, actor) -> int:
    """What the editor meets when fetching it."""
    client = Client()
    enter(client, actor.user)
    return client.get(f"/dokumenter/{document.pk}/fil/").status_code


def infect(document) -> None:
    """Let the stored content be something that clamd knows."""
    with open(document.content.path, "wb") as stored:
        stored.write(EICAR)


def make_due(document) -> None:
    """Let the pause be over."""
    Document.objects.filter(pk=document.pk).update(lease_until=scanning.clock(-1))


def test_nothing_is_fetched_before_it_is_found_clean(document, editor, clamd):
    before = fetched(document, editor)

    tasks.scan_document(document.pk)

    assert (before, fetched(document, editor)) == (404, 200)
    document.refresh_from_db()
    assert document.scanned_at and clamd.seen == ["Vi møttes i går.".encode()]


@pytest.mark.parametrize("mood", ["silence", "error", "half", "odd", "hang up"])
def test_without_a_whole_answer_it_stays_in_quarantine_and_is_tried_again(
    document, editor, clamd, mood, monkeypatch
):
    clamd.mood = mood
    with monkeypatch.context() as impatient:
        if mood == "silence":
            impatient.setattr(antivirus, "SECONDS", 0.5)
        tasks.scan_document(document.pk)
    met = fetched(document, editor)

    clamd.mood = "look"
    tasks.scan_document(document.pk)
    paused = fetched(document, editor)
    make_due(document)
    tasks.scan_document(document.pk)

    assert (met, paused, fetched(document, editor)) == (404, 404, 200)


def test_a_scanner_that_is_not_there_is_no_yes(document, editor, settings):
    settings.CLAMD = "127.0.0.1:1"

    tasks.scan_document(document.pk)

    assert fetched(document, editor) == 404


def test_the_pause_grows_with_each_silence(document, clamd):
    clamd.mood = "error"
    pauses = []
    for _attempt in range(3):
        make_due(document)
        tasks.scan_document(document.pk)
        row = Document.objects.get()
        pauses.append(round((row.lease_until - db_now()).total_seconds() / 15))

    assert pauses == [1, 2, 4]


def test_what_is_found_is_refused_deleted_and_told(
    document, collaboration, editor, django_capture_on_commit_callbacks
):
    infect(document)
    storage, name = document.content.storage, document.content.name

    with django_capture_on_commit_callbacks(execute=True):
        tasks.scan_document(document.pk)

    document.refresh_from_db()
    assert (document.scan, document.finding) == ("refused", "Win.Test.EICAR_HDB-1")
    assert not storage.exists(name) and fetched(document, editor) == 404
    assert collaboration.timeline().first().step == "document_refused"
    letter = Letter.objects.get()
    assert letter.user == editor.user and "stanset" in letter.subject
    assert "referat.txt" in letter.text


def test_the_reason_stands_on_the_page_for_the_owner_only(
    document, collaboration, editor, other_editor
):
    infect(document)
    tasks.scan_document(document.pk)
    pages = []
    for actor in (editor, other_editor):
        client = Client()
        enter(client, actor.user)
        pages.append(client.get(collaboration.get_absolute_url()).content.decode())

    assert "Win.Test.EICAR_HDB-1" in pages[0] and "Win.Test.EICAR_HDB-1" not in pages[1]


def test_a_second_message_does_nothing(document, clamd):
    tasks.scan_document(document.pk)
    tasks.scan_document(document.pk)

    assert len(clamd.seen) == 1


def test_a_worker_that_comes_back_too_late_writes_nothing(document):
    late = scanning.claim(document.pk)
    make_due(document)
    scanning.claim(document.pk)

    scanning._settle(late, "")

    document.refresh_from_db()
    assert document.scan == "quarantined" and document.scanned_at is None


def test_two_workers_never_hold_the_same(document):
    assert scanning.claim(document.pk) and scanning.claim(document.pk) is None


def test_the_sweeper_wakes_what_was_forgotten(document, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.scan_document, "delay", sent.append)

    tasks.sweep_documents()
    scanning.claim(document.pk)
    tasks.sweep_documents()

    assert sent == [document.pk]


def test_clamd_may_answer_on_a_socket_file(tmp_path, settings):
    with answering(str(tmp_path / "clamd.sock")) as clamd:
        settings.CLAMD = clamd.place

        assert antivirus.find([b"hei"]) == ""
        assert antivirus.find([b"x" * 100, EICAR]) == "Win.Test.EICAR_HDB-1"


def test_a_portal_without_a_scanner_serves_at_once(collaboration, editor):
    document = scene.document(collaboration, editor)

    assert fetched(document, editor) == 200 and document.scanned_at is None


def test_a_scanner_that_is_not_required_still_stops_what_it_finds(
    clamd, settings, collaboration, editor
):
    settings.DOCUMENT_SCAN_REQUIRED = False
    document = scene.document(collaboration, editor)
    before = fetched(document, editor)
    infect(document)

    tasks.scan_document(document.pk)

    assert (before, fetched(document, editor)) == (200, 404)
