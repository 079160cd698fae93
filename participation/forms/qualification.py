"""Form of qualification."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.declaring import DeclaringForm
from marketplace.models import Organisation, Role
from participation import policy
from participation.models import Qualification


class QualificationForm(DeclaringForm):
    """A supplier's answers."""

    class Meta:
        model = Qualification
        fields = []

    @classmethod
    def may_create(cls, actor) -> bool:
        """A supplier's administrator."""
        return actor.is_kind(Organisation.Kind.SUPPLIER) and actor.holds(Role.ADMIN)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The supplier, until it is sent in and while it must be put right."""
        editable = (Qualification.Status.DRAFT, Qualification.Status.NEEDS_CHANGES)
        return noun.status in editable and policy.binds_supplier(actor, noun)

    def clean(self):
        """One application at a time."""
        cleaned = super().clean()
        open_ones = Qualification.objects.filter(
            supplier=self.actor.organisation, status__in=Qualification.OPEN
        )
        if self.instance.pk is None and open_ones.exists():
            raise forms.ValidationError(_("Dere har allerede en kvalifisering under arbeid."))
        return cleaned

    def prepare(self, noun) -> None:
        """Set the supplier the first time."""
        super().prepare(noun)
        if noun.supplier_id is None:
            noun.supplier = self.actor.organisation
