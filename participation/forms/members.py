"""Forms for giving and ending roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace import membership
from marketplace.forms import NounForm
from marketplace.models import Membership, Organisation, Role, User
from participation import policy
from participation.models import RoleProposal


class RoleForm(NounForm):
    """Give a role to somebody who already belongs to the organisation."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    class Meta:
        model = Membership
        fields = ["user", "role"]
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if where := self.instance.organisation_id and self.instance.organisation:
            here = Membership.objects.active().filter(organisation=where)
            self.fields["user"].queryset = User.objects.filter(
                pk__in=here.values("user"), is_active=True
            ).order_by("first_name", "last_name")
            self.fields["role"].choices = membership.roles_of(where.kind)

    @classmethod
    def may_create(cls, actor) -> bool:
        """Administrators only; of which organisation is asked next."""
        return actor.holds(Role.ADMIN)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The organisation's administrator, and FKJ's."""
        return policy.manages(actor, parent)

    def clean(self):
        """Refuse in words a role that is held already, or that cannot be combined."""
        cleaned = super().clean()
        if not self.errors:
            self._refuse(cleaned["user"], cleaned["role"])
        return cleaned

    def _refuse(self, user: User, role: str) -> None:
        where = self.instance.organisation
        held = Membership.objects.active().filter(user=user, organisation=where, role=role)
        if held.exists():
            raise forms.ValidationError(_("Personen har allerede denne rollen."))
        if refused := membership.clash(user, where.kind, [role]):
            raise forms.ValidationError(refused)

    def _save(self, commit: bool):
        """Give the role; in FKJ it waits for a second person."""
        user, where, role = (
            self.cleaned_data["user"],
            self.instance.organisation,
            self.instance.role,
        )
        if where.kind == Organisation.Kind.OPERATOR:
            return RoleProposal.make(user, where, role, self.actor.user, self.actor)
        return membership.grant(user, where, role, Membership.Source.FKJ, self.actor)


class EndRoleForm(NounForm):
    """End one role, and perhaps say why."""

    note = forms.CharField(
        label=_("Begrunnelse"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )

    class Meta:
        model = Membership
        fields = []

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The organisation's administrator, and FKJ's; what has ended stays ended."""
        return noun.ended_at is None and policy.manages(actor, noun.organisation)

    def clean(self):
        """Keep the last administrator, and say so in words."""
        cleaned = super().clean()
        row = self.instance
        left = Membership.objects.leaves_an_admin(row.organisation, without=row.user)
        if row.role == Role.ADMIN and not left:
            raise forms.ValidationError(membership.LAST)
        return cleaned

    def _save(self, commit: bool):
        membership.end(self.instance, self.actor, self.cleaned_data["note"])
        return self.instance
