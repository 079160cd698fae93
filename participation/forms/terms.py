"""Form of terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from participation import policy
from participation.models import Acceptance, Terms


class AcceptanceForm(NounForm):
    """Accept one version of the terms for the organisation acted for."""

    agree = forms.BooleanField(
        label=_("Jeg har lest vilkårene og godtar dem på vegne av virksomheten"),
        error_messages={"required": _("Kryss av for at virksomheten godtar vilkårene.")},
    )

    class Meta:
        model = Acceptance
        fields = []

    @classmethod
    def may_create(cls, actor) -> bool:
        """Only someone who can bind the organisation."""
        return policy.may_bind(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """Only terms that bind the organisation."""
        who = actor.organisation
        return policy.may_bind(actor) and parent in Terms.objects.binding(who)

    def clean(self):
        """Refuse to accept twice, in words."""
        cleaned = super().clean()
        who = self.actor.organisation
        if Acceptance.objects.filter(terms=self.instance.terms, organisation=who).exists():
            raise forms.ValidationError(_("Virksomheten har allerede godtatt disse vilkårene."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note who accepts, and for whom."""
        noun.organisation, noun.accepted_by = self.actor.organisation, self.actor.user
