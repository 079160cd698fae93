"""The pages of accounts are ours: our words in three languages, and nothing of the library's."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils.translation import override

from marketplace.models import Letter
from tests.accounts.conftest import account, log_in
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
ANYBODY = [
    "/konto/login/",
    "/konto/signup/",
    "/konto/confirm-email/",
    "/konto/confirm-email/ukjent/",
    "/konto/password/reset/",
    "/konto/password/reset/done/",
    "/konto/password/reset/key/1-ukjent/",
    "/konto/password/reset/key/done/",
    "/konto/inactive/",
]
MINE = [
    "/konto/",
    "/konto/email/",
    "/konto/logout/",
    "/konto/password/change/",
    "/konto/reauthenticate/",
    "/konto/innlogginger/",
    "/konto/okter/",
    "/konto/to-trinn/",
    "/konto/to-trinn/reauthenticate/",
    "/konto/to-trinn/webauthn/",
    "/konto/to-trinn/webauthn/add/",
    "/konto/to-trinn/recovery-codes/generate/",
]
FOREIGN = re.compile(
    r"\b(email|password|sign in|sign out|passordet ditt må|e-postadressen|ikke|velg|hvis)\b", re.I
)


def words_of(page) -> str:
    """What a person reads between header and footer."""
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.S)


def borrowed(page) -> list[str]:
    """Templates that are not ours."""
    return [one.name for one in page.templates if one.origin and "allauth/" in str(one.origin)]


@pytest.mark.parametrize("address", ANYBODY)
def test_a_visitor_reads_nynorsk_only(client, address):
    client.cookies["django_language"] = "nn"

    page = client.get(address)

    assert page.status_code == 200
    assert (borrowed(page), FOREIGN.findall(words_of(page))) == ([], [])


@pytest.mark.parametrize("address", MINE)
@pytest.mark.parametrize("has_factor", [True, False])
def test_a_person_reads_nynorsk_only(client, person, address, has_factor):
    if has_factor:
        TOTP.activate(person, generate_totp_secret())
    enter(client, person)
    client.cookies["django_language"] = "nn"

    page = client.get(address, follow=True)

    assert page.status_code == 200
    assert (borrowed(page), FOREIGN.findall(words_of(page))) == ([], [])


def test_what_is_asked_in_step_two_is_in_nynorsk(client, person):
    TOTP.activate(person, generate_totp_secret())
    client.cookies["django_language"] = "nn"
    asked = log_in(client, person.email)

    for page in (client.get(asked.url), client.post(asked.url, {"code": "000000"})):
        assert (borrowed(page), FOREIGN.findall(words_of(page))) == ([], [])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_letter_says_what_it_is_about_in_the_readers_language(client, language, settings):
    person = account("kari@kommune.example", language=language)
    enter(client, person)
    client.post("/konto/password/reset/", {"email": person.email})
    client.post("/konto/email/", {"action_add": "1", "email": "ny@kommune.example"})
    changed = {"oldpassword": "en lang setning om fjell", "password1": "noe helt annet enn fjell"}
    client.post("/konto/password/change/", changed)

    letters = Letter.objects.all()

    assert {letter.language for letter in letters} == {language}
    assert len({letter.subject for letter in letters}) == 3
    with override(language):
        assert all(letter.subject and "http" in letter.text for letter in letters)
    if language == "nn":
        assert FOREIGN.findall(re.sub(r"http\S+", "", " ".join(one.text for one in letters))) == []


def test_errors_are_in_nynorsk_too(client, person):
    client.cookies["django_language"] = "nn"
    named = {"first_name": "", "last_name": "", "email": "tull", "password1": "kort"}
    pages = [
        client.post("/konto/signup/", named),
        client.post("/konto/signup/", named | {"password1": "passord123456"}),
        client.post("/konto/login/", {"login": person.email, "password": "feil"}),
    ]

    for page in pages:
        assert page.status_code == 422
        assert FOREIGN.findall(words_of(page)) == []


def test_the_qr_code_is_a_picture_that_the_policy_lets_in(client, person):
    enter(client, person)

    page = client.get("/konto/to-trinn/totp/activate/")

    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert page.context["form"].secret in page.content.decode()
    assert "data:" in page["Content-Security-Policy"]


def test_a_person_who_has_passkeys_sees_them(client, person):
    data = {"name": "Nøkkelknippet", "credential": {}}
    Authenticator.objects.create(user=person, type="webauthn", data=data)
    enter(client, person)

    assert "Nøkkelknippet" in client.get("/konto/to-trinn/webauthn/").content.decode()
    assert "Du har 1 passnøkkel." in client.get("/konto/to-trinn/").content.decode()


def test_pages_of_accounts_say_how_it_goes_without_script():
    page = Client().get("/konto/login/").content.decode()

    assert "<noscript>" in page and "Passnøkler virker bare når JavaScript" in page
