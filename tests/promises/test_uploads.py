"""R13: everything bad is refused with a reason, everything good is taken, quickly and small."""

import io
import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from marketplace.documents import inspection
from marketplace.documents.inspection import Refused, inspect
from marketplace.documents.reasons import REASONS, sentence
from marketplace.models import Document
from tests.documents.corpus import BAD, GOOD
from tests.signing_in import enter

SECONDS, PEAK_KB = 5, 100_000


def look(name: str, raw: bytes):
    """Look into it, within the time that is promised: work, since others may use the machine."""
    begun = worked()
    try:
        return inspect(name, len(raw), io.BytesIO(raw))
    finally:
        assert worked() - begun <= SECONDS


def worked() -> float:
    """Seconds of work that the little processes have done."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_corpus_is_as_large_as_promised():
    assert len(GOOD) >= 35 and len(BAD) >= 45 and len(GOOD) + len(BAD) >= 80


@pytest.mark.parametrize("name", GOOD)
def test_what_people_rightly_upload_is_taken(name):
    inspected = look(name, GOOD[name]())

    assert inspected.size > 0 and len(inspected.sha256) == 64
    assert inspected.peak <= PEAK_KB


@pytest.mark.parametrize("name", BAD)
def test_what_must_not_get_in_is_refused_with_its_reason(name):
    make, reason = BAD[name]

    with pytest.raises(Refused) as refusal:
        look(name, make())

    assert refusal.value.code == reason
    with translation.override("nb"):
        assert sentence(refusal.value.code, **refusal.value.told).endswith(".")


def test_every_reason_is_given_for_something():
    given = {reason for _make, reason in BAD.values()}

    # Tried elsewhere: people in files, pictures for pages, moving ones and what takes too much.
    elsewhere = {"patient", "patient_name", "moving", "heavy", "busy", "too_small", "not_picture"}
    assert set(REASONS) == given | elsewhere


def test_a_machine_that_is_too_busy_asks_one_to_try_again(monkeypatch):
    monkeypatch.setattr(inspection, "SECONDS", 0.01)

    with pytest.raises(Refused) as refusal:
        look("a.txt", b"hei")

    assert refusal.value.code == "busy"


def test_a_file_that_takes_too_much_work_is_stopped(monkeypatch):
    endless = "import examining.child as c; c.SECONDS = 1; c.limit()\nwhile True: pass"
    start = f"import sys; sys.path.insert(0, sys.argv[1]); {endless}"
    monkeypatch.setattr(inspection, "START", start)

    with pytest.raises(Refused) as refusal:
        look("a.txt", b"hei")

    assert refusal.value.code == "heavy"


def test_a_file_that_takes_too_much_memory_is_stopped(monkeypatch):
    small = "import examining.child as c; c.DATA = 30 << 20; c.main(sys.argv[2])"
    monkeypatch.setattr(
        inspection, "START", f"import sys; sys.path.insert(0, sys.argv[1]); {small}"
    )

    with pytest.raises(Refused) as refusal:
        look("a.json", b"[" + b"{}," * 600_000 + b"1]")

    assert refusal.value.code == "heavy"


def test_the_little_process_holds_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    monkeypatch.setattr(inspection, "START", "import os; print(os.environ, file=open(2, 'w'))")
    told = tmp_path / "told"
    seen = inspection.subprocess.run

    def listening(command, **options):
        with told.open("wb") as written:
            return seen(command, **options | {"stderr": written})

    monkeypatch.setattr(inspection.subprocess, "run", listening)
    with pytest.raises(ValueError, match="Expecting value"):
        look("a.txt", b"hei")

    assert "hemmelig" not in told.read_text() and "DATABASE_URL" not in told.read_text()


@pytest.mark.django_db
def test_nothing_bad_is_kept_and_all_that_is_good_is_served_as_an_attachment(
    client, collaboration, editor
):
    """The same through the page, for some of each kind."""
    enter(client, editor.user)
    address = f"/dokumenter/samarbeid/{collaboration.pk}/ny/"
    words = {"title": "", "visibility": "public", "licence": ""}
    # A browser's trick names lose their tricks before we see them.
    seen = [name for name, (_make, reason) in BAD.items() if reason != "name"]
    for name in seen[::9]:
        sent = SimpleUploadedFile(name, BAD[name][0]())
        assert client.post(address, words | {"file": sent}).status_code == 422
    assert not Document.objects.exists()

    for name in list(GOOD)[::7]:
        assert (
            client.post(
                address, words | {"file": SimpleUploadedFile(name, GOOD[name]())}
            ).status_code
            == 302
        )
    for document in Document.objects.all():
        answer = client.get(f"/dokumenter/{document.pk}/fil/")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
