"""The certificate: what it says, what it is worth today, and when it runs out."""

import io
import threading
from datetime import timedelta

import pytest
from django.db import connection
from pypdf import PdfReader

from marketplace.actor import SYSTEM
from marketplace.clock import db_today
from marketplace.models import Letter, Membership, User
from participation import tasks
from participation.models import Qualification
from participation.models.certificate import Certificate
from tests import cast
from tests.participation.going import refused, send_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def qualified(qualified_supplier) -> Qualification:
    """A supplier's valid qualification."""
    return Qualification.objects.get()


def ends_in(qualification: Qualification, days: int) -> Qualification:
    """Move the last valid day."""
    end = db_today() + timedelta(days=days)
    Qualification.objects.filter(pk=qualification.pk).update(valid_until=end)
    qualification.refresh_from_db()
    return qualification


def text_of(answer) -> str:
    """What stands in the PDF, without the breaks of the lines."""
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def check(client, told: str) -> str:
    """What the check says."""
    answer = client.get("/kvalifisering/sjekk/", {"nummer": told})
    assert answer.status_code == 200
    return answer.content.decode()


# --- the certificate -----------------------------------------------------------------------------
def test_a_visitor_fetches_the_certificate_with_what_it_vouches_for(client, qualified):
    answer = client.get(f"/kvalifisering/{qualified.pk}/bevis.pdf")

    text = text_of(answer)
    assert answer["Content-Type"] == "application/pdf"
    for told in ("FjordhelseTestAS", "310000051", qualified.certificate, "Versjon2"):
        assert told in text
    assert qualified.declared.sha256 in text
    assert "/kvalifisering/sjekk/" in text


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_certificate_speaks_the_readers_language(client, qualified, language):
    answer = client.get(
        f"/kvalifisering/{qualified.pk}/bevis.pdf", headers={"Accept-Language": language}
    )

    assert {"nn": "Kvalifiseringsprov", "en": "Certificateofqualification"}[language] in text_of(
        answer
    )


def test_a_suspended_supplier_has_no_certificate_to_fetch(client, qualified, administrator):
    qualified.suspend(by=administrator, note="Konkurs.")

    assert client.get(f"/kvalifisering/{qualified.pk}/bevis.pdf").status_code == 404


def test_anybody_can_check_a_certificate_by_number_or_by_hash(client, qualified):
    sha = qualified.declared.sha256
    for told in (qualified.certificate.lower(), sha, Certificate(qualified).fingerprint):
        assert "Beviset gjelder i dag." in check(client, told)


@pytest.mark.parametrize("told", ["FKJ-K-2026-999", "\x00", "x" * 5000, "%' OR 1=1", "ø" * 64])
def test_what_is_no_certificate_is_not_found(client, qualified, told):
    page = check(client, told)

    assert "Beviset gjelder" not in page


def test_the_check_tells_when_a_certificate_no_longer_holds(client, qualified, administrator):
    qualified.suspend(by=administrator, note="Konkurs.")
    suspended = check(client, qualified.certificate)
    qualified.reinstate(by=administrator)
    ends_in(qualified, -1)

    expired = check(client, qualified.certificate)

    assert "Beviset gjelder ikke i dag." in suspended and "Suspendert" in suspended
    assert "Beviset gjelder ikke i dag." in expired and "Utløpt" in expired


def test_the_hash_of_a_round_that_was_sent_back_is_no_certificate(
    client, in_review, supplier, reviewer
):
    assert "Beviset gjelder" not in check(client, in_review.declared.sha256)


# --- the end of it -------------------------------------------------------------------------------
def test_it_expires_by_itself_after_the_last_valid_day(qualified):
    ends_in(qualified, 0)
    tasks.expire_qualifications()
    qualified.refresh_from_db()
    last_day = qualified.status

    ends_in(qualified, -1)
    tasks.expire_qualifications()
    tasks.expire_qualifications()

    qualified.refresh_from_db()
    assert (last_day, qualified.status) == ("qualified", "expired")
    assert qualified.timeline().filter(step="expire").count() == 1


def test_a_suspended_one_expires_too_and_cannot_be_reinstated(qualified, administrator):
    qualified.suspend(by=administrator, note="Konkurs.")
    ends_in(qualified, -1)
    assert "Gyldighetstiden er ute" in refused(qualified.reinstate, by=administrator)

    tasks.expire_qualifications()

    qualified.refresh_from_db()
    assert qualified.status == "expired"


def test_the_machine_cannot_expire_what_still_holds(qualified):
    assert "Siste gyldige dag" in refused(qualified.expire, by=SYSTEM)


def marks() -> list[str]:
    """Which letters have been written, by the days before the end."""
    return [
        key.split(":")[2] for key in Letter.objects.order_by("pk").values_list("key", flat=True)
    ]


def test_the_administrators_are_reminded_once_at_each_mark(qualified):
    for days in (91, 90, 89, 46, 45, 44, 15, 14, 13, 0, -1):
        ends_in(qualified, days)
        tasks.remind_of_expiry()
        tasks.remind_of_expiry()

    assert marks() == ["90", "45", "14"]


def test_a_clock_that_stood_still_writes_only_the_letter_that_is_due(qualified):
    ends_in(qualified, 20)
    tasks.remind_of_expiry()

    letter = Letter.objects.get()
    assert letter.key.split(":")[2] == "45"
    assert "om 20 dager" in letter.text and "/kvalifisering/ny/" in letter.text


def test_every_administrator_hears_in_their_own_language_and_nobody_else(qualified, supplier_org):
    nynorsk = cast.actor("nynorsk", supplier_org, "admin").user
    cast.actor("member", supplier_org, "member")
    gone = cast.actor("gone", supplier_org, "admin").user
    User.objects.filter(pk=nynorsk.pk).update(language="nn")
    Membership.objects.filter(user=gone).update(ended_at=qualified.created_at)
    ends_in(qualified, 14)

    tasks.remind_of_expiry()

    written = {letter.user.first_name: letter for letter in Letter.objects.all()}
    assert written.keys() == {"Supplier", "Nynorsk"}
    assert "går ut" in written["Nynorsk"].subject


def test_nobody_is_reminded_when_the_next_application_is_sent_in(qualified, supplier):
    ends_in(qualified, 45)
    send_in(supplier)

    tasks.remind_of_expiry()

    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_clocks_at_once_write_one_letter(qualified):
    ends_in(qualified, 14)
    barrier = threading.Barrier(4)

    def clock():
        barrier.wait(10)
        tasks.remind_of_expiry()
        connection.close()

    clocks = [threading.Thread(target=clock) for _ in range(4)]
    for one in clocks:
        one.start()
    for one in clocks:
        one.join()

    assert Letter.objects.count() == 1
