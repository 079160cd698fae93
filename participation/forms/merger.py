"""Form of mergers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from marketplace.models import Organisation
from marketplace.policy import administers
from participation.models import Merger
from participation.models.succession import obstacles

TAKEN = _(
    "En av virksomhetene er overtatt fra før. Ved deling kan bare én overta rettighetene; de andre "
    "nye må godta vilkår og melde seg på selv."
)


class NamesInFull:
    """Shows organisations so that none is mistaken for another."""

    def label_from_instance(self, organisation) -> str:
        """Name with county, and what it is."""
        return f"{organisation.full_name} – {organisation.get_kind_display()}"


class OrganisationField(NamesInFull, forms.ModelChoiceField):
    """One organisation."""


class OrganisationsField(NamesInFull, forms.ModelMultipleChoiceField):
    """Several organisations."""


class MergerForm(NounForm):
    """Who takes over for whom, and from when."""

    class Meta:
        model = Merger
        fields = ["successor", "predecessors", "takes_effect_on", "decision"]
        field_classes = {"successor": OrganisationField, "predecessors": OrganisationsField}
        widgets = {
            "predecessors": forms.SelectMultiple(attrs={"size": 12}),
            "takes_effect_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        error_messages = {"predecessors": {"invalid_choice": TAKEN}}
        help_texts = {
            "successor": _("En ny kommune må først stå i registeret over virksomheter."),
            "predecessors": _(
                "Hold Ctrl (⌘ på Mac) for å velge flere. Ved deling: bare den som skal overta "
                "rettighetene, kan føres her."
            ),
            "takes_effect_on": _("Den første dagen for virksomheten som overtar."),
            "decision": _("For eksempel forskriften eller vedtaket som bestemmer det."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.in_order()
        self.fields["successor"].queryset = rows.filter(valid_to__isnull=True)
        self.fields["predecessors"].queryset = rows.filter(heir__isnull=True)

    @classmethod
    def may_create(cls, actor) -> bool:
        """FKJ's administrator."""
        return administers(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """FKJ's administrator, until it is confirmed."""
        return noun.status == Merger.Status.PLANNED and administers(actor)

    def clean(self):
        """Say at once what the confirmation would be refused for."""
        cleaned = super().clean()
        successor, olds = cleaned.get("successor"), list(cleaned.get("predecessors") or [])
        for sentence in obstacles(successor, olds) if successor else []:
            self.add_error("predecessors", sentence)
        return cleaned
