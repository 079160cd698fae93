"""Pages of documents: upload, fetch, replace, take back, erase."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketplace.documents.forms import DocumentForm
from marketplace.models import Document
from participation.models import Qualification
from tests import scene
from tests.documents.corpus import packing
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
WORDS = {"title": "", "visibility": "public", "licence": ""}


def client_of(actor) -> Client:
    """A browser where the person has logged in."""
    client = Client()
    enter(client, actor.user)
    return client


def file(name: str = "referat.txt", content: bytes = "Hei på deg.".encode()):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def upload(client, thing, sent=None, query="", **words):
    """Send the form."""
    data = WORDS | words | ({"file": sent} if sent else {})
    return client.post(f"/dokumenter/{thing.noun}/{thing.pk}/ny/{query}", data)


def test_a_document_is_uploaded_and_stands_on_the_page(collaboration, editor):
    client = client_of(editor)

    answer = upload(client, collaboration, file("Møte 3.txt"))

    assert (answer.status_code, answer["Location"]) == (302, collaboration.get_absolute_url())
    document = Document.objects.get()
    assert (document.title, document.media_type, document.size) == ("Møte 3", "text/plain", 12)
    assert document.owner == editor.organisation and document.uploaded_by == editor.user
    page = client.get(collaboration.get_absolute_url()).content.decode()
    assert f"/dokumenter/{document.pk}/fil/" in page and "Dokument lagt til" in page


def test_the_name_in_the_storage_is_our_own(collaboration, editor):
    upload(client_of(editor), collaboration, file("../../etc/passwd.txt"))

    document = Document.objects.get()
    assert document.file_name == "passwd.txt"
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", document.content.name)


def test_a_refused_file_leaves_what_was_typed_and_says_what_to_do(collaboration, editor):
    answer = upload(client_of(editor), collaboration, file("a.exe", b"MZ"), title="Min tittel")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Min tittel" in page and "Denne filtypen kan ikke lastes opp" in page
    assert not Document.objects.exists()


@pytest.mark.parametrize("sent", [None, file("tom.txt", b"")])
def test_no_file_and_an_empty_file_are_told(collaboration, editor, sent):
    answer = upload(client_of(editor), collaboration, sent)

    assert answer.status_code == 422 and not Document.objects.exists()


def test_a_file_that_grows_too_large_is_thrown_away_and_told(collaboration, editor):
    answer = upload(
        client_of(editor), collaboration, file("stor.pdf", b"%PDF-" + b"x" * 25_000_001)
    )

    assert answer.status_code == 422
    assert "Filen er for stor. Den kan være på høyst 25 MB." in answer.content.decode()


@pytest.mark.parametrize("where", ["title", "name", "text"])
def test_a_national_identity_number_is_refused_wherever_it_stands(collaboration, editor, where):
    number = "17912099997"
    said = {
        "title": (file(), {"title": f"Gjelder {number}"}),
        "name": (file(f"journal {number}.txt"), {}),
        "text": (
            file("brev.docx", packing.office("docx", {"word/document.xml": body(number)})),
            {},
        ),
    }[where]

    answer = upload(client_of(editor), collaboration, said[0], **said[1])

    assert answer.status_code == 422 and "ødselsnummer" in answer.content.decode()
    assert not Document.objects.exists()


def body(number: str) -> str:
    """A paragraph where a spelling checker has split the number."""
    return packing.word(packing.paragraph("Gjelder ", number[:4], number[4:], "."))


def test_our_script_gets_a_short_answer_for_each_file(collaboration, editor):
    client, address = client_of(editor), f"/dokumenter/samarbeid/{collaboration.pk}/ny/"

    good = client.post(address, WORDS | {"file": file()}, headers={"accept": "application/json"})
    bad = client.post(
        address, WORDS | {"file": file("a.exe")}, headers={"accept": "application/json"}
    )

    assert (good.status_code, good.json()) == (201, {"title": "referat"})
    assert bad.status_code == 422 and bad.json()["errors"]["file"]


def test_a_document_is_served_as_something_to_keep(collaboration, editor):
    document = scene.document(collaboration, editor)

    answer = client_of(editor).get(f"/dokumenter/{document.pk}/fil/")

    assert b"".join(answer.streaming_content) == "Vi møttes i går.".encode()
    assert answer["Content-Disposition"] == 'attachment; filename="referat.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "text/plain"


def test_a_name_with_norwegian_letters_comes_through(collaboration, editor):
    upload(client_of(editor), collaboration, file("Møtereferat på Ås.txt"))

    answer = client_of(editor).get(f"/dokumenter/{Document.objects.get().pk}/fil/")

    named = "attachment; filename*=utf-8''M%C3%B8tereferat%20p%C3%A5%20%C3%85s.txt"
    assert answer["Content-Disposition"] == named


def test_a_picture_forgets_where_it_was_taken(collaboration, editor):
    raw = packing.located("JPEG")

    upload(client_of(editor), collaboration, file("bilde.jpg", raw))

    with Document.objects.get().content.open() as content:
        kept = content.read()
    assert b"Kameramerke" in raw and b"Kameramerke" not in kept
    assert len(kept) > 1000


def test_a_new_version_takes_the_place_of_the_old(collaboration, editor, other_editor):
    first = scene.document(collaboration, editor)
    client = client_of(editor)

    page = client.get(f"/dokumenter/{first.pk}/ny-versjon/")
    words = {"title": "Møtereferat", "visibility": "concerned", "licence": ""}
    client.post(f"/dokumenter/{first.pk}/ny-versjon/", words | {"file": file()})

    second = Document.objects.get(replaces=first)
    assert page.status_code == 200 and second.number == 2
    assert collaboration.timeline().first().step == "document_replaced"
    seen = client_of(other_editor).get(collaboration.get_absolute_url()).content.decode()
    assert "Versjon 2" in seen and "1 eldre versjon" in seen
    assert client.get(f"/dokumenter/{first.pk}/fil/").status_code == 200


def test_two_who_replace_the_same_get_one_yes_and_one_no(collaboration, editor):
    first = scene.document(collaboration, editor)
    address, client = f"/dokumenter/{first.pk}/ny-versjon/", client_of(editor)

    answers = [client.post(address, WORDS | {"file": file()}).status_code for _twice in range(2)]

    assert answers == [302, 403]
    assert Document.objects.filter(replaces=first).count() == 1


def test_a_withdrawn_document_cannot_be_fetched_and_says_why(collaboration, editor, other_editor):
    document = scene.document(collaboration, editor, visibility="public")
    client = client_of(editor)

    asked = client.get(f"/dokumenter/{document.pk}/trekk/")
    empty = client.post(f"/dokumenter/{document.pk}/trekk/", {"reason": ""})
    client.post(f"/dokumenter/{document.pk}/trekk/", {"reason": "Feil referat."})

    assert (asked.status_code, empty.status_code) == (200, 422)
    assert client.get(f"/dokumenter/{document.pk}/fil/").status_code == 404
    page = client_of(other_editor).get(collaboration.get_absolute_url()).content.decode()
    assert "Grunn: Feil referat." in page
    assert client.post(f"/dokumenter/{document.pk}/trekk/", {"reason": "Igjen"}).status_code == 403


def test_fkj_erases_a_content_for_good(
    collaboration, editor, administrator, django_capture_on_commit_callbacks
):
    document = scene.document(collaboration, editor)
    storage, name = document.content.storage, document.content.name

    with django_capture_on_commit_callbacks(execute=True):
        client_of(administrator).post(
            f"/dokumenter/{document.pk}/slett-innhold/", {"reason": "Persondata i teksten."}
        )

    assert not storage.exists(name)
    assert client_of(editor).get(f"/dokumenter/{document.pk}/fil/").status_code == 404


def test_nothing_hangs_on_a_noun_without_a_rule(collaboration, editor, third_approver):
    party = scene.join_request(collaboration, third_approver)

    assert client_of(editor).get(f"/dokumenter/deltakelse/{party.pk}/ny/").status_code == 403
    assert client_of(editor).get("/dokumenter/finnes-ikke/1/ny/").status_code == 404


def test_a_sent_qualification_takes_no_more_documents(qualified_supplier):
    supplier = qualified_supplier
    qualification = supplier.organisation.qualifications.get()

    answer = upload(client_of(supplier), qualification, file())

    assert answer.status_code == 403


def test_a_form_opened_before_a_step_is_refused(qualified_supplier, other_supplier):
    draft = scene.qualification(other_supplier)
    told = {"file": file()}
    instance = Document(subject=draft)
    form = DocumentForm(WORDS, told, instance=instance, actor=other_supplier)
    Qualification.objects.filter(pk=draft.pk).update(status="submitted")

    with pytest.raises(PermissionDenied):
        form.is_valid() and form.save()


def test_a_document_can_hang_on_a_part_of_a_thing(collaboration, editor):
    client = client_of(editor)

    upload(client, collaboration, file(), query="?emne=risiko")
    odd = upload(client, collaboration, file(), query="?emne=" + "x" * 61)

    assert Document.objects.get().topic == "risiko" and odd.status_code == 404


def test_many_documents_have_a_page_of_their_own(collaboration, editor):
    for number in range(25):
        scene.document(collaboration, editor, title=f"Notat {number}")
    client = client_of(editor)

    panel = client.get(collaboration.get_absolute_url()).content.decode()
    second = client.get(f"/dokumenter/samarbeid/{collaboration.pk}/?page=2").content.decode()

    assert panel.count("/fil/") == 10 and "Vis alle dokumentene" in panel
    assert second.count("/fil/") == 5


def test_the_api_lists_takes_and_refuses(collaboration, editor, other_supplier):
    client = client_of(editor)
    about = {"noun": "samarbeid", "subject": collaboration.pk}

    made = client.post("/api/v1/dokument/", about | WORDS | {"file": file()})
    bad = client.post("/api/v1/dokument/", about | WORDS | {"file": file("a.exe")})
    listed = client.get("/api/v1/dokument/", about).json()["results"]
    lost = client.get("/api/v1/dokument/", {"noun": "samarbeid", "subject": "x"})

    assert made.status_code == 201 and made.json()["file"].endswith("/fil/")
    assert bad.status_code == 422 and bad["Content-Type"] == "application/problem+json"
    assert [row["id"] for row in listed] == [made.json()["id"]] and lost.status_code == 404
    assert listed[0]["sha256"] == Document.objects.get().sha256
    assert client_of(other_supplier).post("/api/v1/dokument/", about).status_code == 403
    assert json.loads(bad.content)["errors"]["file"]
