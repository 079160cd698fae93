"""The form of those who receive what a contract is about: all of them at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from store.models import Contract, Recipient

from .contract import ContractForm

MOST = 300


def day(label) -> forms.DateField:
    """A day that may stand empty."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


class RecipientsForm(NounForm):
    """Paste a list of recipients, set one day for all, and change them one by one."""

    names = forms.CharField(
        label=_("Nye mottakere, én på hver linje"),
        required=False,
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Enheter eller institusjoner, for eksempel «Brumunddal sykehjem»."),
    )
    all_on = day(_("Samme dag for alle som mangler dag"))

    class Meta:
        model = Contract
        fields = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(self.instance.recipients.all()) if self.instance.pk else []
        for row in self.rows:
            self.fields[f"on_{row.pk}"] = day(_("%s: planlagt levering") % row.name)
            self.initial[f"on_{row.pk}"] = row.planned_on
            label = _("Fjern %s") % row.name
            self.fields[f"gone_{row.pk}"] = forms.BooleanField(label=label, required=False)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The buyer, while the contract is a draft."""
        return ContractForm.may_edit(actor, noun)

    def clean_names(self) -> list[str]:
        """Each name once, and not too many."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        known = {row.name for row in self.rows}
        names = [name for name in dict.fromkeys(lines) if name and name not in known]
        if len(names) + len(known) > MOST:
            raise forms.ValidationError(_("En kontrakt kan ha høyst %s mottakere.") % MOST)
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError(_("Et navn kan ha høyst 200 tegn."))
        return names

    def follow_up(self, noun) -> None:
        """Write what was changed, and add the new ones."""
        told, every = self.cleaned_data, self.cleaned_data["all_on"]
        for row in self.rows:
            if told[f"gone_{row.pk}"]:
                row.delete()
                continue
            row.planned_on = told[f"on_{row.pk}"] or every
            row.save()
        new = [Recipient(contract=noun, name=name, planned_on=every) for name in told["names"]]
        Recipient.objects.bulk_create(new)
