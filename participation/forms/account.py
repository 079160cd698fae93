"""The form that closes an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.personal_data import closing


class CloseForm(forms.Form):
    """The person types their own address, so that nobody closes an account by a slip."""

    email = forms.EmailField(
        label=_("Skriv e-postadressen din for å bekrefte"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, actor, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = actor.user

    def clean_email(self) -> str:
        """The very address of the account."""
        email = self.cleaned_data["email"].strip()
        if email.lower() != self.user.email.lower():
            raise forms.ValidationError(_("Skriv adressen som du logger inn med."))
        return email

    def save(self) -> bool:
        """Close the account; False, with words, when somebody must take over first."""
        try:
            closing.close(self.user)
        except closing.LastAdministrator as refused:
            self.add_error(None, str(refused))
            return False
        return True
