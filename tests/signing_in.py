"""Coming in as somebody: strongly and just now, as a person does who has set up two steps."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from marketplace.accounts.strength import PROVED
from marketplace.clock import db_now


def enter(client: Client, user, *, strong: bool = True, minutes_ago: float = 0) -> Client:
    """Log the browser in; a weak one came with a password only, some time ago if said so."""
    client.force_login(user)
    session, ago = client.session, 60 * minutes_ago
    record = {"method": "mfa" if strong else "password", "at": time.time() - ago}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session[PROVED] = [user.pk, db_now().timestamp() - ago]
    session.save()
    return client
