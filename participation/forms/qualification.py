"""Form of qualification."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.declaring import DeclaringForm
from marketplace.models import Organisation, Role
from participation import policy
from participation.models import Qualification
from participation.models.review import Line, Review

WHERE_TO_UPLOAD = _("Dokumentasjon laster du opp på siden til søknaden når svarene er lagret.")


class QualificationForm(DeclaringForm):
    """A supplier's answers; a new application begins with those of the last one."""

    asked_before = "submission"

    class Meta:
        model = Qualification
        fields = []

    def __init__(self, *args, actor, instance=None, **kwargs) -> None:
        thing = instance or Qualification.begin(actor.organisation)
        super().__init__(*args, actor=actor, instance=thing, **kwargs)
        for question in thing.schema.asked():
            if question.evidence:
                self.fields[question.key].help_text += f" {WHERE_TO_UPLOAD}"

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

    @cached_property
    def to_mend(self) -> list[Line]:
        """What FKJ has asked the supplier to put right."""
        return Review(self.instance).told

    def asked(self) -> list[tuple]:
        """Sections with their fields, each with what must be put right and what is reused."""
        reused = self.instance.reused()
        told = {line.key: line for line in self.to_mend}
        return [
            (part, [(field, told.get(field.name), field.name in reused) for field in fields])
            for part, fields in self.sections()
        ]
