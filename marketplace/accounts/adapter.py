"""How accounts behave: what allauth asks us about."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.accounts import mail
from marketplace.accounts.language import agree
from marketplace.accounts.strength import is_fresh
from marketplace.models import User

WAYS = {
    "reauthenticate": _("Bruk passordet"),
    "mfa_reauthenticate": _("Bruk en kode"),
    "mfa_reauthenticate:webauthn": _("Bruk en passnøkkel"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts that anybody may open, with our words, our letters and our limits."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontoen er stengt."),
        "duplicate_email": _("Dette er adressen du har nå."),
        "email_password_mismatch": _("E-postadressen og passordet hører ikke sammen."),
        "enter_current_password": _("Dette er ikke passordet du har nå."),
        "incorrect_code": _("Det stemte ikke. Bruker du en app, venter du på neste kode."),
        "incorrect_password": _("Passordet er feil."),
        "invalid_or_expired_key": _("Lenken virker ikke lenger."),
        "invalid_login": _("Skriv e-postadressen du logger inn med."),
        "invalid_password_reset": _("Lenken virker ikke lenger."),
        "same_as_current": _("Skriv noe annet enn det du har nå."),
    }

    def new_user(self, request):
        """Remember the language that the person signed up in."""
        user = super().new_user(request)
        user.language = get_language() or settings.LANGUAGE_CODE
        return user

    def post_login(self, request, user, **more):
        """Agree with the browser on a language."""
        response = super().post_login(request, user, **more)
        agree(request, response, user)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write a letter instead of sending an e-mail."""
        mail.write(template_prefix, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the letter, whatever host the request named."""
        uid, _dash, rest = key.partition("-")
        told = {"uidb36": uid, "key": rest}
        return letters.address(reverse("account_reset_password_from_key", kwargs=told))

    def get_email_confirmation_url(self, request, emailconfirmation) -> str:
        """The link in the letter, whatever host the request named."""
        return letters.address(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_password_change_redirect_url(self, request) -> str:
        """Back to the account page."""
        return reverse("account")

    def is_reauthentication_required(self, *, app: str, **more) -> bool:
        """A log-in counts too, when it is fresh."""
        return not is_fresh(self.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The ways to prove it again, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # One account is one count, also when it answers to two addresses while one is changed.
        email = credentials.get("email", "").lower()
        users = filter_users_by_email(email, prefer_verified=True, for_login=True)
        if users:
            _ask_as_often_as_for_nobody(email)
        return f"user:{users[0].pk}" if users else f"email:{email}"


def _ask_as_often_as_for_nobody(email: str) -> None:
    # Twice in a log-in allauth asks once more about an address that nobody has verified, and the
    # time that takes would tell who has an account.
    for _time in range(2):
        list(User.objects.filter(email=email))


class MFAAdapter(DefaultMFAAdapter):
    """Two steps, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Det stemte ikke. Bruker du en app, venter du på neste kode."),
        "cannot_generate_recovery_codes": _("Sett opp en app eller en passnøkkel først."),
    }

    def generate_authenticator_name(self, user, type) -> str:
        """Number the passkeys."""
        held = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passnøkkel %(number)s") % {"number": held + 1}

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER
