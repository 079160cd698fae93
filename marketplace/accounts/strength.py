"""How strongly a person came in, how long ago they proved who they are, and what they need."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from marketplace.clock import db_now
from marketplace.models import Membership, Organisation, Role

STRONG, PROVED = "strong_sign_in", "proved_at"
# Whoever holds one of these binds others, and comes in with two steps.
BINDING = {Role.APPROVER, Role.BUYER, Role.ADMIN}
FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


def binds(membership: Membership) -> bool:
    """Tell whether the role binds others; every role at FKJ does."""
    at_fkj = membership.organisation.kind == Organisation.Kind.OPERATOR
    return at_fkj or membership.role in BINDING


def is_exempt(user) -> bool:
    """Tell whether the address lies in a domain that the demo lets in with a password only."""
    return user.email.rpartition("@")[2].lower() in settings.MFA_EXEMPT_DOMAINS


def needs_strong(request) -> bool:
    """Tell whether the person must come in with two steps."""
    if not request.user.is_authenticated or is_exempt(request.user):
        return False
    return request.user.is_staff or any(map(binds, request.memberships))


def is_strong(request) -> bool:
    """Tell whether this session was opened with two steps, or at a high enough level elsewhere."""
    records = get_authentication_records(request, request.user)
    by_factor = any(record.get("method") == "mfa" for record in records)
    return by_factor or request.session.get(STRONG) is True


def is_stopped(request) -> bool:
    """Tell whether the person must prove more before going on."""
    return needs_strong(request) and not is_strong(request)


def is_fresh(request) -> bool:
    """Tell whether the person proved who they are lately, by the database's clock."""
    whose, at = request.session.get(PROVED) or (None, 0)
    age = db_now().timestamp() - at
    return whose == request.user.pk and 0 <= age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request):
    """Lead to where the person proves it again, and back; who has no way to must log in anew."""
    if methods := get_adapter().get_reauthentication_methods(request.user):
        return suspend_request(request, methods[0]["url"])
    came_to = urlencode({REDIRECT_FIELD_NAME: request.path})
    logout(request, show_message=False)
    return redirect(f"{reverse('account_login')}?{came_to}")


def note_proof(sender, request, user, **_more) -> None:
    """Remember when the person last proved who they are (allauth's signal)."""
    request.session[PROVED] = [user.pk, db_now().timestamp()]


def note_new_factor(sender, request, user, authenticator, **_more) -> None:
    """Whoever has just set up a factor has proved it in this very session (allauth's signal)."""
    if authenticator.type in FACTORS:
        told = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, user, "mfa", **told)


def forget_factor(sender, request, user, authenticator, **_more) -> None:
    """A factor that is taken away counts no more in this session (allauth's signal)."""
    still = set(Authenticator.objects.filter(user=user).values_list("pk", flat=True))
    records = get_authentication_records(request, user)
    kept = [one for one in records if one.get("method") != "mfa" or one.get("id") in still]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
