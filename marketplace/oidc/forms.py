"""Forms of log-in from outside."""

from allauth.socialaccount.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NoPatientData


class SignUpForm(NoPatientData, SignupForm):
    """Name and address of somebody whose provider tells neither."""

    first_name = forms.CharField(label=_("Fornavn"), max_length=150)
    last_name = forms.CharField(label=_("Etternavn"), max_length=150)
    field_order = ["first_name", "last_name", "email"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        autocomplete = {"first_name": "given-name", "last_name": "family-name", "email": "email"}
        for name, hint in autocomplete.items():
            attrs = self.fields[name].widget.attrs
            attrs.pop("placeholder", None)
            attrs["autocomplete"] = hint
        self.fields["email"].label = _("E-postadresse på jobb")
        self.fields["email"].help_text = _("Vi sender deg en lenke for å bekrefte adressen.")
