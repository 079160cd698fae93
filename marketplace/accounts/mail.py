"""The letters about accounts, each in its reader's language."""

from uuid import uuid4

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.models import User

LETTERS = {
    "account/email/email_confirmation": "account_confirm",
    "account/email/email_confirmation_signup": "account_confirm",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
    "account/email/password_reset_key": "account_reset",
}
CHANGES = {
    "account/email/email_changed": _("Du logger nå inn med en annen e-postadresse."),
    "account/email/email_deleted": _("En e-postadresse er fjernet fra kontoen."),
    "account/email/password_changed": _("Passordet er byttet."),
    "account/email/password_reset": _("Passordet er byttet med en lenke fra e-posten."),
    "account/email/password_set": _("Kontoen har fått et passord."),
    "mfa/email/recovery_codes_generated": _("Det er laget nye reservekoder."),
    "mfa/email/totp_activated": _("Innlogging med kode fra en app er slått på."),
    "mfa/email/totp_deactivated": _("Innlogging med kode fra en app er slått av."),
    "mfa/email/webauthn_added": _("En passnøkkel er lagt til."),
    "mfa/email/webauthn_removed": _("En passnøkkel er fjernet."),
}


def write(prefix: str, email: str, context: dict) -> None:
    """Write the letter that allauth asks for by the prefix of its own templates."""
    user = User.objects.filter(email=email).first()
    reader = user or context.get("user")
    told = context | _links() | {"email": email, "change": CHANGES.get(prefix, "")}
    letters.write(
        f"account:{uuid4()}",
        user or email,
        LETTERS.get(prefix, "account_changed"),
        told,
        language=reader.language if reader else get_language(),
    )


def _links() -> dict[str, str]:
    pages = {
        "sign_up": "account_signup",
        "log_in": "account_login",
        "reset": "account_reset_password",
        "account": "account",
    }
    return {name: letters.address(reverse(page)) for name, page in pages.items()}
