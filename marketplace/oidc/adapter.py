"""What allauth asks us about log-in from outside."""

import secrets

from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace import letters

from . import ways
from .pages import refusal_page
from .provider import NorwegianProvider
from .refusal import Refused

LETTERS = {
    "socialaccount/email/account_connected": "sign_in_connected",
    "socialaccount/email/account_disconnected": "sign_in_removed",
}


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The ways in come from the file, never from the database, and never meet by e-mail address."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Lag et passord før du fjerner den siste innloggingen din."),
        "no_verified_email": _("Bekreft e-postadressen din før du fjerner den siste innloggingen."),
        "disconnect_last": _("Du kan ikke fjerne den siste innloggingen din."),
        "connected_other": _("Innloggingen er koblet til en annen konto."),
    }

    def list_apps(self, request, provider=None, client_id=None) -> list[SocialApp]:
        """The configured ways in; with an id, that one, even when it is configured no more."""
        if provider in (None, NorwegianProvider.id):
            return [_app(way.id, way.name) for way in settings.OIDC_WAYS]
        way = ways.find(provider)
        return [_app(provider, way.name if way else provider)]

    def is_open_for_signup(self, request, sociallogin) -> bool:
        """Whoever has proved who they are may have an account."""
        return True

    def is_auto_signup_allowed(self, request, sociallogin) -> bool:
        """Ask nothing when name and address are known already."""
        return bool(sociallogin.user.first_name and sociallogin.email_addresses)

    def can_authenticate_by_email(self, login, email) -> bool:
        """Never: an address is not a proof that two accounts are one person's."""
        return False

    @transaction.atomic
    def save_user(self, request, sociallogin, form=None):
        """Person, address and way in are made together or not at all."""
        return super().save_user(request, sociallogin, form)

    def pre_social_login(self, request, sociallogin) -> None:
        """Stop before a second account is made with an address that has one."""
        connects = sociallogin.state.get("process") == AuthProcess.CONNECT
        if sociallogin.is_existing or connects:
            return
        if any(filter_users_by_email(one.email) for one in sociallogin.email_addresses):
            page = refusal_page(request, sociallogin.provider, Refused("taken"))
            raise ImmediateHttpResponse(page)

    def send_notification_mail(self, template_prefix, user, context=None, **kwargs) -> None:
        """Tell the person by letter that a way into their account has come or gone."""
        name = LETTERS[template_prefix]
        told = {"way": context["provider"].name, "address": letters.address("/konto/innlogginger/")}
        letters.write(f"{name}:{secrets.token_hex(16)}", user, name, told)


def _app(id_: str, name: str) -> SocialApp:
    return SocialApp(provider=NorwegianProvider.id, provider_id=id_, name=name)
