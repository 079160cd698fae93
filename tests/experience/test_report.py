"""Experience reports: who may tell, what is shown, and what an experience can become."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from experience.forms import ReplyForm, ReportForm
from experience.models import ExperienceReport, Reply
from experience.models.scores import spreads
from innovation.models import Need
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Organisation
from store.models import Adoption
from tests.store import shop

pytestmark = pytest.mark.django_db
WORDS = {"title": "Kartlegging på nettbrett", "usability": "4", "what_worked": "Alt på ett sted."}


@pytest.fixture
def listing(attested_version, supplier):
    """KognitivTest on the shelf."""
    return shop.put_on_shelf(attested_version, supplier)


@pytest.fixture
def adoption(listing, editor) -> Adoption:
    """Ringsaker uses it."""
    adoption = shop.adopt(listing, editor)
    adoption.take_into_use(by=editor)
    return adoption


def tell(adoption, who, **words) -> ExperienceReport:
    return fill(ReportForm, who, WORDS | words, ExperienceReport(adoption=adoption))


@pytest.fixture
def report(adoption, editor) -> ExperienceReport:
    """Ringsaker has told."""
    report = tell(adoption, editor)
    report.publish(by=editor)
    return report


def test_a_municipality_that_uses_it_tells_and_everybody_reads(report, other_supplier):
    assert report.status == ExperienceReport.Status.PUBLISHED
    assert report in ExperienceReport.objects.visible_to(other_supplier.user)


def test_a_draft_is_seen_by_the_municipality_only(adoption, editor, other_editor, supplier):
    draft = tell(adoption, editor)

    def seen_by(actor):
        return draft in ExperienceReport.objects.visible_to(actor.user)

    assert [seen_by(one) for one in (editor, other_editor, supplier)] == [True, False, False]


def test_a_supplier_never_reviews(adoption, supplier, sign_in):
    page = sign_in(supplier).get(f"/erfaringsarena/ny/{adoption.pk}/")
    api = sign_in(supplier).post(
        "/api/v1/erfaring/", WORDS | {"adoption": adoption.pk}, content_type="application/json"
    )

    assert (page.status_code, api.status_code) == (403, 403)


def test_a_supplier_cannot_publish_or_withdraw_a_report(report, supplier):
    with pytest.raises(PermissionDenied):
        report.withdraw(by=supplier, note="Vi liker den ikke.")

    assert ExperienceReport.objects.get().status == ExperienceReport.Status.PUBLISHED


def test_nobody_tells_about_the_use_of_another_municipality(adoption, other_editor):
    with pytest.raises(ValueError, match="selv bruker"):
        tell(adoption, other_editor)


def test_what_is_only_considered_cannot_be_told_about_yet(listing, editor):
    report = tell(shop.adopt(listing, editor), editor)

    with pytest.raises(StepRefused, match="i bruk"):
        report.publish(by=editor)


def test_an_empty_report_is_not_published(adoption, editor):
    report = tell(adoption, editor, usability="", what_worked="")

    with pytest.raises(StepRefused, match="minst én"):
        report.publish(by=editor)


def test_a_municipality_tells_once_about_each_version(report, adoption, editor):
    with pytest.raises(ValueError, match="allerede"):
        tell(adoption, editor)


@pytest.mark.parametrize("score", [0, 6])
def test_the_database_keeps_scores_between_one_and_five(report, score):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExperienceReport.objects.update(support=score)


def published_by(listing, version, editor, number: int, score: int) -> None:
    """So many municipalities give the score."""
    for municipality in Organisation.objects.municipalities().order_by("-pk")[:number]:
        actor = replace(editor, organisation=municipality)
        adoption = shop.adopt(listing, actor)
        adoption.take_into_use(by=actor)
        tell(adoption, actor, usability=str(score)).publish(by=actor)


def test_no_mean_is_shown_below_five_municipalities(listing, attested_version, editor):
    published_by(listing, attested_version, editor, number=4, score=3)

    usability = spreads(ExperienceReport.objects.published())[0]

    assert (usability.n, usability.lowest, usability.highest) == (4, 3, 3)
    assert usability.mean is None


def test_a_mean_is_shown_from_five_municipalities_on(listing, attested_version, editor, client):
    published_by(listing, attested_version, editor, number=5, score=3)

    usability, functionality = spreads(ExperienceReport.objects.published())[:2]
    page = client.get(listing.get_absolute_url()).content.decode()

    assert (usability.n, usability.mean) == (5, 3)
    assert (functionality.n, functionality.mean) == (0, None)
    assert "Erfaringer fra 5 kommuner" in page


def test_the_supplier_answers_once_and_is_named(report, supplier, client):
    fill(ReplyForm, supplier, {"text": "Takk, vi retter det."}, Reply(report=report))

    with pytest.raises(ValueError, match="allerede svart"):
        fill(ReplyForm, supplier, {"text": "Og en ting til."}, Reply(report=report))
    page = client.get(report.get_absolute_url()).content.decode()
    assert "Svar fra leverandøren" in page
    assert "Takk, vi retter det." in page


def test_another_supplier_cannot_answer(report, other_supplier):
    with pytest.raises(ValueError, match="egne løsninger"):
        fill(ReplyForm, other_supplier, {"text": "Vår er bedre."}, Reply(report=report))


def test_an_experience_becomes_a_draft_of_a_need(report, editor, area):
    words = {"title": "Deling med fastlegen", "problem": "Fastlegen ser ikke resultatet i dag."}

    report.start_need(by=editor, area=area, **words)

    need = Need.objects.get()
    assert (need.owner, need.status, report.started_need) == (editor.organisation, "draft", need)
    assert Event.objects.about(need).get().step == Event.CREATED
    with pytest.raises(StepRefused, match="allerede"):
        report.start_need(by=editor, area=area, **words)


def test_a_use_that_nobody_has_told_about_waits(adoption, editor, member):
    waiting = Adoption.objects.waiting_for(editor)
    before = list(waiting)
    tell(adoption, editor)

    assert before == [adoption]
    assert not waiting.all().exists()
    assert not Adoption.objects.waiting_for(member).exists()
    assert ExperienceReport.objects.waiting_for(editor).count() == 1


@pytest.mark.parametrize("who", ["visitor", "editor", "supplier", "reviewer"])
def test_the_pages_open_for_every_reader(who, request, client, sign_in, report, area):
    reader = client if who == "visitor" else sign_in(request.getfixturevalue(who))
    addresses = [
        "/erfaringsarena/",
        f"/erfaringsarena/?q=kartlegging&area={area.path}&listing={report.listing.pk}",
        "/erfaringsarena/?area=finnes-ikke&listing=æ&page=x",
        report.get_absolute_url(),
        report.adoption.get_absolute_url(),
        "/api/v1/erfaring/",
    ]

    statuses = [reader.get(address).status_code for address in addresses]

    assert statuses == [200] * len(addresses)


def test_the_search_finds_words_and_areas(report, client, area):
    found = client.get("/erfaringsarena/", {"q": "nettbrettet", "area": area.path})
    lost = client.get("/erfaringsarena/", {"q": "ambulanse"})

    assert list(found.context["page_obj"]) == [report]
    assert not list(lost.context["page_obj"])


def test_the_editor_writes_publishes_and_makes_a_need_on_the_pages(adoption, editor, sign_in, area):
    browser = sign_in(editor)
    written = browser.post(f"/erfaringsarena/ny/{adoption.pk}/", WORDS)
    report = ExperienceReport.objects.get()
    told = browser.post(f"/steg/erfaring/{report.pk}/publish/")
    words = {"title": "Nytt behov", "problem": "Noe mangler hos oss i dag.", "area": area.pk}
    need = browser.post(f"/steg/erfaring/{report.pk}/start_need/", words)

    assert [one.status_code for one in (written, told, need)] == [302, 302, 302]
    assert "Nytt behov" in browser.get(report.get_absolute_url()).content.decode()
