"""The forms of accounts: allauth's, with our words and one password field with a show button."""

from uuid import uuid4

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.actor import Actor
from marketplace.forms import NoPatientData, NounForm
from marketplace.models import User

PASSWORD_HELP = _("Bruk minst 12 tegn. En setning er lett å huske og vanskelig å gjette.")
LABELS = {
    "login": _("E-post"),
    "email": _("E-post"),
    "password": _("Passord"),
    "oldpassword": _("Passordet du har nå"),
    "password1": _("Nytt passord"),
    "code": _("Kode"),
    "name": _("Navn på nøkkelen"),
    "passwordless": _("Logg inn uten passord"),
}
HELP = {
    "password1": PASSWORD_HELP,
    "passwordless": _("Krever at nøkkelen ber om PIN, fingeravtrykk eller ansikt."),
}


class Worded:
    """Says the labels and the help in our words, and asks for a password once."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # What was typed can be looked at, so nobody needs to type it twice.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            self._word(name, field)

    def _word(self, name: str, field: forms.Field) -> None:
        field.widget.attrs.pop("placeholder", None)
        field.label = LABELS.get(name, field.label)
        field.help_text = HELP.get(name, "")


class LoginForm(Worded, account.LoginForm):
    """E-mail and password."""


class SignupForm(Worded, NoPatientData, account.SignupForm):
    """Name, e-mail and password; what happens next is told in a letter."""

    first_name = forms.CharField(
        label=_("Fornavn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Etternavn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ["first_name", "last_name", "email", "password1"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Passord")

    def try_save(self, request):
        """Take as long for an address that is known as for one that is new."""
        if self.account_already_exists:
            self._work_in_vain(request)
        return super().try_save(request)

    def _work_in_vain(self, request) -> None:
        typed = self.cleaned_data["email"]
        self.cleaned_data["email"], self.account_already_exists = f"{uuid4()}@nobody.invalid", False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = typed, True


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The old one and the new one."""

    def clean_oldpassword(self) -> str:
        """Check it the way a log-in does, so that it is counted with the others."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """The address that the letter goes to."""


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    """A new password."""


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password once more."""


class AddEmailForm(Worded, account.AddEmailForm):
    """A new address."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Ny e-postadresse")


class CodeForm(Worded, mfa.AuthenticateForm):
    """A code from the app, or one of the recovery codes."""


class CodeAgainForm(Worded, mfa.ReauthenticateForm):
    """A code, to prove it again."""


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):
    """The first code from the app."""


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """A passkey, made by the browser."""


class EditPasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """What the passkey is called."""


class ProfileForm(NounForm):
    """Name and language."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        labels = {"language": _("Språk på sidene og i e-post")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True

    @classmethod
    def may_edit(cls, actor: Actor, noun) -> bool:
        """Everybody their own."""
        return actor.user == noun
