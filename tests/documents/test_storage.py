"""Where documents lie: a folder nobody serves, or a private bucket."""

import httpx2
import pytest
from django.conf import settings as ours

from marketplace.documents import storage
from tests import scene
from tests.documents.s3 import bucket
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def s3(settings):
    """A portal that keeps its documents in a bucket."""
    with bucket() as server:
        given = {
            "DOCUMENTS_S3_BUCKET": "fkj",
            "DOCUMENTS_S3_ENDPOINT": server.address,
            "DOCUMENTS_S3_KEY": "nokkel",
            "DOCUMENTS_S3_SECRET": "hemmelig",
        }
        documents = storage.chosen(given, "unused")
        settings.STORAGES = settings.STORAGES | {"documents": documents}
        yield server


def test_a_document_is_kept_in_the_bucket_and_fetched_through_the_portal(
    s3, collaboration, editor, client
):
    document = scene.document(collaboration, editor)
    enter(client, editor.user)

    answer = client.get(f"/dokumenter/{document.pk}/fil/")

    assert b"".join(answer.streaming_content) == "Vi møttes i går.".encode()
    assert s3.kept == {f"/fkj/{document.content.name}": "Vi møttes i går.".encode()}


def test_nothing_in_the_bucket_is_open(s3, collaboration, editor):
    document = scene.document(collaboration, editor)

    assert httpx2.get(f"{s3.address}/fkj/{document.content.name}").status_code == 403
    assert not [headers for _verb, _path, headers in s3.asked if "x-amz-acl" in headers]


def test_an_erased_document_is_gone_from_the_bucket(
    s3, collaboration, editor, administrator, django_capture_on_commit_callbacks
):
    document = scene.document(collaboration, editor)

    with django_capture_on_commit_callbacks(execute=True):
        document.erase(by=administrator, reason="Persondata.")

    assert s3.kept == {}


def test_a_content_that_is_gone_is_404(s3, collaboration, editor, client):
    document = scene.document(collaboration, editor)
    s3.kept.clear()
    enter(client, editor.user)

    assert client.get(f"/dokumenter/{document.pk}/fil/").status_code == 404


def test_a_bucket_without_its_keys_is_refused():
    with pytest.raises(KeyError):
        storage.chosen({"DOCUMENTS_S3_BUCKET": "fkj"}, "unused")


def test_the_folder_is_not_among_what_is_served(collaboration, editor, client):
    document = scene.document(collaboration, editor)

    assert not document.content.path.startswith(str(ours.STATIC_ROOT))
    for place in ("/", "/media/", "/static/"):
        assert client.get(place + document.content.name).status_code == 404
