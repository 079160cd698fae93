"""A document: who sees it, what stands, and what it leaves on the trail."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from marketplace.models import Document, Noun, Organisation

pytestmark = pytest.mark.django_db


def hang(thing, actor, visibility="public", **more) -> Document:
    """A checked document on the thing."""
    told = {
        "title": "Vedlegg",
        "file_name": "vedlegg.txt",
        "media_type": "text/plain",
        "size": 3,
        "sha256": "0" * 64,
        "scan": "clean",
        "content": ContentFile(b"abc", name="vedlegg.txt"),
    }
    by = {"owner": actor.organisation, "uploaded_by": actor.user}
    return Document.objects.create(subject=thing, visibility=visibility, **told | by | more)


def seen(user) -> set:
    return set(Document.objects.visible_to(user))


def test_a_public_document_is_seen_by_those_who_see_what_it_hangs_on(
    collaboration, draft_need, editor, supplier, other_editor
):
    on_draft = hang(draft_need, editor)
    on_work = hang(collaboration, editor)

    assert seen(supplier.user) >= {on_work}
    assert seen(editor.user) == {on_draft, on_work}


def test_a_document_for_the_concerned_is_seen_by_the_parties_and_fkj_only(
    collaboration, editor, other_editor, supplier, third_approver, facilitator
):
    document = hang(collaboration, editor, "concerned")

    assert document in seen(other_editor.user) & seen(facilitator.user) & seen(editor.user)
    assert document not in seen(third_approver.user) | seen(supplier.user)


def test_an_own_document_is_seen_by_the_uploader_and_fkj_only(
    collaboration, editor, other_editor, facilitator
):
    document = hang(collaboration, editor, "own")

    assert document in seen(editor.user) & seen(facilitator.user)
    assert document not in seen(other_editor.user)


@pytest.mark.parametrize("state", ["quarantined", "refused"])
def test_what_is_not_found_clean_is_known_to_the_owner_and_fkj_only(
    collaboration, editor, other_editor, facilitator, state
):
    document = hang(collaboration, editor, scan=state)

    assert document in seen(editor.user) & seen(facilitator.user)
    assert document not in seen(other_editor.user)


def test_concerning_is_concerned_asked_the_other_way(collaboration, municipality):
    ours = Organisation.objects.filter(pk=municipality.pk)

    for model in Noun.known.values():
        things = model.objects.all()[:50]
        asked = {row.pk for row in things if municipality in row.concerned()}
        named = model.concerning(ours).filter(pk__in=[row.pk for row in things])
        assert {row.pk for row in named} == asked, model


@pytest.mark.parametrize(
    "change",
    [{"sha256": "1" * 64}, {"file_name": "et.annet"}, {"size": 4}, {"number": 9}, {"content": "x"}],
)
def test_what_identifies_a_document_cannot_be_changed(draft_need, editor, change):
    document = hang(draft_need, editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_a_document_cannot_be_deleted(draft_need, editor):
    document = hang(draft_need, editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        document.delete()


def test_a_document_is_replaced_once(draft_need, editor):
    first = hang(draft_need, editor)
    second = hang(draft_need, editor, replaces=first, number=2)

    assert list(Document.objects.about(draft_need).current()) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        hang(draft_need, editor, replaces=first, number=2)


def test_a_refused_version_leaves_the_old_one_in_its_place(draft_need, editor):
    first = hang(draft_need, editor)
    hang(draft_need, editor, replaces=first, number=2, scan="refused")
    second = hang(draft_need, editor, replaces=first, number=2)

    assert list(Document.objects.about(draft_need).current()) == [second]


def test_a_withdrawn_document_stays_with_its_reason(draft_need, editor):
    document = hang(draft_need, editor)

    document.withdraw(by=editor, reason="Feil vedlegg.")

    assert document.withdrawn_at and document.withdrawn_reason == "Feil vedlegg."
    assert not document.is_downloadable
    event = draft_need.timeline().first()
    assert (event.step, event.data["document"]) == ("document_withdrawn", document.pk)
    assert event.note == "Vedlegg\nFeil vedlegg."


def test_the_trail_does_not_name_what_not_all_may_see(draft_need, editor):
    hang(draft_need, editor, "own").withdraw(by=editor, reason="Hemmelig navn.")

    event = draft_need.timeline().first()
    assert event.note == "" and "title" not in event.data


def test_fkj_erases_the_content_and_the_row_stays(
    draft_need, editor, administrator, django_capture_on_commit_callbacks
):
    document = hang(draft_need, editor)
    storage, name = document.content.storage, document.content.name

    with django_capture_on_commit_callbacks(execute=True):
        document.erase(by=administrator, reason="Persondata.")

    assert not storage.exists(name)
    assert document.erased_at and Document.objects.get(pk=document.pk).sha256 == "0" * 64
