"""A log-in against the lying provider, with one lie in it."""

import secrets

from django.contrib.sessions.models import Session
from django.test import Client

from marketplace.demo.identity.people import IDA_PID, IDENTITY, RESOURCE, RINGSAKER
from marketplace.models import Membership, User
from marketplace.oidc.refusal import ADVICE, UNCHECKED


def orgno(number=RINGSAKER, **more) -> dict:
    """A party as Ansattporten writes it."""
    return {"orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{number}"}} | more


def details(*parties, type_="ansattporten:orgno", **more) -> list:
    """What the person may represent."""
    return [{"type": type_, "authorized_parties": list(parties)} | more]


ENTRA = {
    "acr": "entraid",
    "amr": ["entraid_pwd", "entraid_mfa"],
    "email": "kari@demo.example",
    "name": "Kari Demo",
    "authorization_details": details(orgno()),
}
ALTINN = {
    "acr": "high",
    "pid": IDA_PID,
    "authorization_details": details(
        orgno(), type_="ansattporten:altinn:resource", resource=RESOURCE
    ),
}
IDPORTEN = {"acr": "idporten-loa-high", "pid": IDA_PID}
HELSEID = {f"{IDENTITY}pid": IDA_PID, f"{IDENTITY}security_level": "4", "name": "Ida Helse"}
TRUTH = {"jobbkonto": ENTRA, "altinn": ALTINN, "id-porten": IDPORTEN, "helseid": HELSEID}


def depart(way: str, client: Client) -> str:
    """Press the button; returns the state that the provider was given."""
    answer = client.post(f"/konto/innlogging/{way}/")
    assert answer.status_code == 302, answer.content.decode()
    # The newest of this browser's own: others may be on their way at the same time.
    return list(client.session["socialaccount_states"])[-1]


def come_back(client: Client, way: str, **told):
    """Come back with what the provider told the browser."""
    return client.get(f"/konto/innlogging/{way}/svar/", told)


def attempt(liar, way: str, claims=None, **told):
    """A whole log-in with this test's lie in it."""
    client, liar.claims = Client(), TRUTH[way] | (claims or {}) | liar.claims
    state = depart(way, client)
    return come_back(client, way, **{"state": state, "code": secrets.token_hex(8)} | told), client


def refused(answer, client, reason: str) -> bool:
    """Nobody came in, nothing was made, and the page says what to do."""
    assert str(ADVICE.get(reason, UNCHECKED)) in answer.content.decode()
    assert answer.status_code == {"down": 503, "taken": 409}.get(reason, 403)
    assert not User.objects.exists() and not Membership.objects.exists()
    kept = [one.get_decoded() for one in Session.objects.all()]
    assert not any("_auth_user_id" in one for one in kept)
    assert not any("socialaccount_sociallogin" in one for one in kept)
    return not client.get("/").context["user"].is_authenticated
