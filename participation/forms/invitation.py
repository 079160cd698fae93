"""Form of invitations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from marketplace.membership import roles_of
from marketplace.models import Membership, Role
from participation import policy
from participation.models import Invitation

MOST_OPEN = 100


class InvitationForm(NounForm):
    """Invite the owner of an e-mail address to take some roles."""

    email = forms.EmailField(label=_("E-postadressen til den du inviterer"))
    roles = forms.MultipleChoiceField(
        choices=Role.choices, label=_("Roller"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Invitation
        fields = ["email", "roles"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.organisation_id:
            self.fields["roles"].choices = roles_of(self.instance.organisation.kind)

    @classmethod
    def may_create(cls, actor) -> bool:
        """Administrators only; of which organisation is asked next."""
        return actor.holds(Role.ADMIN)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The organisation's administrator, and FKJ's."""
        return policy.manages(actor, parent)

    def clean_email(self) -> str:
        """Addresses are compared in small letters."""
        return self.cleaned_data["email"].lower()

    def clean(self):
        """Refuse in words what has been done already, and too many at once."""
        cleaned = super().clean()
        if not self.errors:
            self._refuse(cleaned["email"], set(cleaned["roles"]))
        return cleaned

    def _refuse(self, email: str, roles: set[str]) -> None:
        where = self.instance.organisation
        sent = Invitation.objects.filter(organisation=where, status=Invitation.Status.SENT)
        if sent.filter(email=email).exists():
            raise forms.ValidationError(_("Adressen er allerede invitert. Send den på nytt."))
        if sent.count() >= MOST_OPEN:
            raise forms.ValidationError(_("Det er for mange ubesvarte invitasjoner. Rydd først."))
        rows = Membership.objects.active().filter(organisation=where, user__email=email)
        if roles <= set(rows.values_list("role", flat=True)):
            raise forms.ValidationError(_("Personen har allerede disse rollene."))

    def prepare(self, noun) -> None:
        """Note who invites, and make the code."""
        noun.invited_by = self.actor.user
        self.token = noun.renew()

    def follow_up(self, noun) -> None:
        """Write the letter in the same transaction."""
        noun.tell(self.token)
