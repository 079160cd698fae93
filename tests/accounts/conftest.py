"""People with a password, and the letters they get."""

import re

import pytest
from allauth.account.models import EmailAddress

from marketplace.models import Letter, User

PASSWORD = "en lang setning om fjell"


@pytest.fixture
def person(db) -> User:
    """Somebody with a verified address and no organisation."""
    return account("kari@kommune.example")


def account(email: str, **fields) -> User:
    """An account with a verified address."""
    named = {"first_name": "Kari", "last_name": "Nordmann"} | fields
    user = User.objects.create_user(email, PASSWORD, **named)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def log_in(client, email: str, password: str = PASSWORD, **more):
    """Log in through the page."""
    return client.post("/konto/login/", {"login": email, "password": password}, **more)


def letter_to(email: str) -> Letter:
    """The newest letter to the address."""
    return Letter.objects.filter(to=email).first()


def link_in(letter: Letter) -> str:
    """The path of the first link in the letter."""
    return re.search(r"https?://[^/]+(/\S+)", letter.text).group(1)
