"""Pictures of an application: drawn anew, with words, in order, and shown to those who may see."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from marketplace.management.commands import clean_documents
from marketplace.models import Event
from tests.documents.corpus import bad, good
from verification.models import Picture
from verification.models.picture import MOST

pytestmark = pytest.mark.django_db
WORDS = {"alt": "Startsiden med dagens kartlegginger.", "caption": "Startsiden"}


def drawn(form="PNG", size=(400, 300), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (11, 85, 115)).save(out, form, **more)
    return out.getvalue()


def located() -> bytes:
    """A photo that tells who took it and where."""
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = "Kari Nordmann", 6
    return drawn("JPEG", (400, 300), exif=exif)


def upload(client, application, name="skjerm.png", content=None, **words):
    """Send the form."""
    file = SimpleUploadedFile(name, drawn() if content is None else content)
    address = reverse("verification:picture_new", args=[application.pk])
    return client.post(address, WORDS | words | {"file": file})


def order(application) -> list[str]:
    """What stands where."""
    return list(application.pictures.order_by("place").values_list("alt", flat=True))


@pytest.fixture
def picture(sign_in, supplier, application) -> Picture:
    upload(sign_in(supplier), application)
    return application.pictures.get()


def test_a_picture_is_kept_as_webp_and_stands_on_the_page(sign_in, supplier, application):
    client = sign_in(supplier)

    answer = upload(client, application)

    picture = application.pictures.get()
    page = client.get(application.get_absolute_url()).content.decode()
    assert answer.status_code == 302
    assert (picture.width, picture.height, picture.place) == (400, 300, 1)
    assert f'src="{picture.get_absolute_url()}"' in page
    assert f'alt="{WORDS["alt"]}"' in page
    assert Event.objects.about(application).filter(step="picture_added").exists()


def test_nothing_but_what_one_sees_is_left(sign_in, supplier, application):
    upload(sign_in(supplier), application, "bilde.jpg", located())

    kept = application.pictures.get()
    content = kept.content.read()
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "WEBP"
        assert not image.getexif()
        # Turned the right way up.
        assert image.size == (300, 400) == (kept.width, kept.height)
    assert b"Kari" not in content


def test_a_large_photo_is_made_as_small_as_a_page_needs(sign_in, supplier, application):
    upload(sign_in(supplier), application, "bilde.jpg", drawn("JPEG", (4000, 3000)))

    picture = application.pictures.get()
    assert (picture.width, picture.height) == (1600, 1200)


def test_a_picture_with_holes_keeps_them(sign_in, supplier, application):
    out = io.BytesIO()
    Image.new("RGBA", (200, 100), (0, 0, 0, 0)).save(out, "PNG")

    upload(sign_in(supplier), application, content=out.getvalue())

    with Image.open(application.pictures.get().content) as image:
        assert image.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("skjerm.png", b"<svg onload=alert(1)>", "innholdet er noe annet"),
        ("skjerm.png", b"GIF89a" + b"0" * 100, "innholdet er noe annet"),
        ("skjerm.png", drawn("JPEG"), "innholdet er noe annet"),
        ("skjerm.png", drawn()[:200], "skadet"),
        ("skjerm.svg", b"<svg></svg>", "Last opp et bilde"),
        ("skjerm.pdf", b"%PDF-1.7", "Last opp et bilde"),
        ("skjerm.png", b"", "tom"),
        ("skjerm.png", drawn(size=(20, 20)), "for lite"),
        ("skjerm.png", drawn(size=(4000, 4000)), "for mange punkter"),
        ("skjerm.png", drawn() + b"PK\x05\x06" + b"\0" * 18, "to ting"),
        ("skjerm.png", b"\x89PNG\r\n\x1a\n" + b"0" * 5_000_001, "høyst 5 MB"),
        ("13097248022.png", drawn(), "fødselsnummer"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    name, content, said, sign_in, supplier, application
):
    answer = upload(sign_in(supplier), application, name, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert WORDS["alt"] in answer.content.decode()
    assert not application.pictures.exists()


def test_a_bomb_is_refused(sign_in, supplier, application):
    assert upload(sign_in(supplier), application, content=bad.huge_png()).status_code == 422


def test_a_real_photo_is_taken(sign_in, supplier, application):
    answer = upload(sign_in(supplier), application, "foto.jpg", good.photo())

    assert answer.status_code in (302, 422)
    assert answer.status_code == 302 or "5 MB" in answer.content.decode()


def test_a_picture_without_words_is_refused(sign_in, supplier, application):
    assert upload(sign_in(supplier), application, alt="").status_code == 422


def test_there_is_room_for_eight(sign_in, supplier, application):
    client = sign_in(supplier)
    for number in range(MOST):
        assert upload(client, application, alt=f"Bilde {number}").status_code == 302

    answer = upload(client, application, alt="Ett for mye")

    assert answer.status_code == 422
    assert "plass til 8" in answer.content.decode()


def test_the_database_takes_no_ninth(picture):
    with pytest.raises(DatabaseError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(place=MOST + 1)


def test_pictures_change_places(sign_in, supplier, application):
    client = sign_in(supplier)
    for alt in ("A", "B", "C"):
        upload(client, application, alt=alt)
    last = application.pictures.get(alt="C")
    address = reverse("verification:picture_move", args=[last.pk])

    client.post(address, {"direction": "-1"})
    assert order(application) == ["A", "C", "B"]
    client.post(address, {"direction": "-1"})
    client.post(address, {"direction": "-1"})
    assert order(application) == ["C", "A", "B"]
    client.post(address, {"direction": "sideways"})
    client.post(address, {"direction": "1"})
    assert order(application) == ["A", "C", "B"]


def test_a_picture_is_taken_away_after_a_question_and_its_file_too(
    sign_in, supplier, application, django_capture_on_commit_callbacks
):
    client = sign_in(supplier)
    for alt in ("A", "B"):
        upload(client, application, alt=alt)
    first = application.pictures.get(alt="A")
    address = reverse("verification:picture_remove", args=[first.pk])

    asked = client.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)

    assert "Det kan ikke angres" in asked.content.decode()
    assert order(application) == ["B"]
    assert application.pictures.get().place == 1
    assert not storages["documents"].exists(first.content.name)
    assert Event.objects.about(application).filter(step="picture_removed").exists()


def test_the_words_are_changed(sign_in, supplier, picture):
    address = reverse("verification:picture_edit", args=[picture.pk])

    sign_in(supplier).post(address, {"alt": "Nye ord.", "caption": ""})

    picture.refresh_from_db()
    assert (picture.alt, picture.caption) == ("Nye ord.", "")


def test_a_picture_is_seen_by_those_who_see_the_application(
    client, sign_in, supplier, other_supplier, picture
):
    address = picture.get_absolute_url()
    client.logout()

    assert client.get(address).status_code == 404
    assert sign_in(other_supplier).get(address).status_code == 404
    seen = sign_in(supplier).get(address)
    assert seen.status_code == 200
    assert seen["Cache-Control"].startswith("private, max-age=31536000")


def test_a_picture_of_a_verified_application_is_for_everybody_and_kept_for_long(
    client, sign_in, supplier, attested_version
):
    upload(sign_in(supplier), attested_version.application)
    client.logout()
    picture = attested_version.application.pictures.get()

    seen = client.get(picture.get_absolute_url())

    assert seen["Content-Type"] == "image/webp"
    assert seen["Content-Disposition"] == "inline"
    assert seen["Cache-Control"] == "public, max-age=31536000, immutable"
    assert seen["X-Content-Type-Options"] == "nosniff"
    assert seen["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert seen.getvalue().startswith(b"RIFF")


def test_a_picture_has_one_address(sign_in, supplier, picture):
    address = reverse("verification:picture", args=[picture.pk, "0" * 16])

    assert sign_in(supplier).get(address).status_code == 404


def test_a_stored_picture_is_no_left_over(picture, capsys, monkeypatch):
    monkeypatch.setattr(clean_documents, "YOUNGEST", timedelta(0))

    call_command("clean_documents", "--delete")

    assert "missing" not in capsys.readouterr().err
    assert storages["documents"].exists(picture.content.name)


def test_pictures_take_one_query_however_many(sign_in, supplier, application):
    client = sign_in(supplier)
    upload(client, application, alt="A")
    address = reverse("verification:pictures", args=[application.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for alt in ("B", "C"):
        upload(client, application, alt=alt)
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many)
