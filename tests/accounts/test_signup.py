"""Opening an account: the letter decides, and nobody learns who has one."""

import pytest
from allauth.account.models import EmailAddress

from marketplace.models import Letter, User
from tests.accounts.conftest import PASSWORD, letter_to, link_in, log_in

pytestmark = pytest.mark.django_db
NEW = {
    "first_name": "Ola",
    "last_name": "Nordmann",
    "email": "ola@kommune.example",
    "password1": PASSWORD,
}


def test_whoever_signs_up_gets_a_letter_and_is_let_in_by_its_link(client):
    answer = client.post("/konto/signup/", NEW)
    waiting = client.get(answer.url)
    link = link_in(letter_to(NEW["email"]))
    asked = client.get(link)
    let_in = client.post(link)

    assert (answer.url, waiting.status_code, asked.status_code) == (
        "/konto/confirm-email/",
        200,
        200,
    )
    assert let_in.url == "/"
    user = User.objects.get(email=NEW["email"])
    assert (user.first_name, client.session["_auth_user_id"]) == ("Ola", str(user.pk))


def test_nobody_comes_in_before_the_address_is_verified(client):
    client.post("/konto/signup/", NEW)
    client.cookies.clear()

    answer = log_in(client, NEW["email"])

    assert answer.url == "/konto/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_a_known_address_meets_the_same_and_gets_another_letter(client, person):
    new = client.post("/konto/signup/", NEW, follow=True)
    client.cookies.clear()
    known = client.post("/konto/signup/", NEW | {"email": person.email}, follow=True)

    assert new.redirect_chain == known.redirect_chain
    assert neutral(new, NEW["email"]) == neutral(known, person.email)
    assert letter_to(person.email).subject == "Du har allerede en konto"
    assert User.objects.filter(email=person.email).count() == 1


def neutral(response, email: str) -> str:
    """The page without the address that was typed."""
    return response.content.decode().replace(email, "…").split("csrfmiddlewaretoken")[0]


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("kort", "12 tegn"),
        ("password1234", "vanlig"),
        ("123456789012", "vanlig"),
        ("Kommune2026!!", "vanlig"),
        ("ola@kommune.example", "lik"),
    ],
)
def test_a_weak_password_is_refused_and_what_was_typed_stays(client, password, error):
    page = client.post("/konto/signup/", NEW | {"password1": password})

    assert page.status_code == 422
    assert error in page.content.decode().partition('id="id_password1_error"')[2][:300]
    assert NEW["email"] in page.content.decode()
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_a_long_sentence_without_digits_or_signs_is_enough(client):
    client.post("/konto/signup/", NEW | {"password1": "bare små bokstaver og mellomrom"})

    assert User.objects.filter(email=NEW["email"]).exists()


def test_the_letter_is_in_the_language_of_the_page(client):
    client.cookies["django_language"] = "nn"

    client.post("/konto/signup/", NEW)

    assert letter_to(NEW["email"]).language == "nn"
    assert User.objects.get(email=NEW["email"]).language == "nn"


def test_the_links_in_letters_do_not_follow_what_the_request_calls_the_host(
    client, person, settings
):
    settings.ALLOWED_HOSTS = ["*"]

    client.post("/konto/password/reset/", {"email": person.email}, headers={"host": "evil.example"})

    assert "evil.example" not in letter_to(person.email).text
    assert settings.SITE_URL in letter_to(person.email).text


def test_a_reset_leads_to_a_new_password_once(client, person):
    client.post("/konto/password/reset/", {"email": person.email})
    link = link_in(letter_to(person.email))
    form = client.get(link, follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "en helt annen setning"})
    again = client.get(link)

    assert "Lenken virker ikke lenger" in again.content.decode()
    assert log_in(client, person.email, "en helt annen setning").url == "/"
    assert letter_to(person.email).subject == "Kontoen din er endret"


def test_an_unknown_address_meets_the_same_at_reset(client, person):
    known = client.post("/konto/password/reset/", {"email": person.email}, follow=True)
    unknown = client.post("/konto/password/reset/", {"email": "x@kommune.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert neutral(known, person.email) == neutral(unknown, "x@kommune.example")
    assert Letter.objects.count() == 2


def test_an_administrator_made_by_hand_can_log_in_at_once(client):
    User.objects.create_superuser("root@fkj.example", PASSWORD)

    assert log_in(client, "root@fkj.example").url == "/"
    assert EmailAddress.objects.get(email="root@fkj.example").verified
