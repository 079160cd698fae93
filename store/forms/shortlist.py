"""The forms of shortlists and of what stands on them."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innovation.models import Need
from marketplace.comparing import is_number
from marketplace.forms import NoPatientData, NounForm
from store import policy
from store.models import Shortlist, ShortlistEntry
from store.models.comparing.columns import Columns, Product, Wanted
from store.models.comparing.entry import refuse_unless_open


class ShortlistForm(NounForm):
    """Start a list, perhaps with what was compared; or change its words."""

    columns = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    class Meta:
        model = Shortlist
        fields = ["title", "purpose", "need"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": _("For eksempel «Kognitiv kartlegging 2027»."),
            "purpose": _("Hva dere skal kjøpe, og hva som er viktig for dere."),
            "need": _("Behov som dere eier eller har sluttet dere til. Kan stå tomt."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].queryset = self._needs()
        self.fields["need"].empty_label = _("Ikke knyttet til et behov")
        if self.instance.pk:
            del self.fields["columns"]

    def _needs(self):
        reach = self.actor.reach
        ours = Q(owner__in=reach) | Q(endorsements__organisation__in=reach)
        ours |= Q(pk=self.instance.need_id or self._compared_need())
        seen = Need.objects.visible_to(self.actor.user) if self.actor.user else Need.objects.none()
        return seen.filter(ours).distinct().order_by("title", "pk")

    def _compared_need(self) -> int | None:
        needs = [side for side in self.sides() if isinstance(side, Wanted)]
        return needs[0].need.pk if needs else None

    def sides(self) -> list:
        """What the comparison held, as far as the actor may see it."""
        text = self.data.get("columns", "") if self.is_bound else self.initial.get("columns", "")
        pairs = [tuple(part.split(":", 1)) for part in str(text).split() if ":" in part]
        known = [(name, number) for name, number in pairs if is_number(number)]
        return Columns(self.actor.user, known).sides() if known and self.actor.user else []

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes or buys for a municipality."""
        return policy.may_shortlist(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The organisation, while it is worked on."""
        return noun.is_open and policy.keeps_shortlist(actor, noun)

    def prepare(self, noun) -> None:
        """Note whose it is, and who answers for it."""
        if noun.pk is None:
            noun.owner, noun.responsible = self.actor.organisation, self.actor.user

    def follow_up(self, noun) -> None:
        """Put what was compared on the list, at the versions that were compared."""
        for side in self.sides() if "columns" in self.fields else []:
            if isinstance(side, Product) and side.listing:
                ShortlistEntry.add(noun, side.version, side.listing, self.actor)


class EntryForm(NounForm):
    """Judge one product: a note, in or out, and why."""

    class Meta:
        model = ShortlistEntry
        fields = ["note", "verdict", "reason"]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 4}),
            "verdict": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "note": _("Bare dere ser notatet."),
            "reason": _("Må fylles ut når løsningen ikke er aktuell."),
        }

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The organisation, while the list is worked on."""
        return ShortlistForm.may_edit(actor, noun.shortlist)

    def clean(self):
        """Whatever is left out is left out for a reason."""
        cleaned = super().clean()
        is_out = cleaned.get("verdict") == ShortlistEntry.Verdict.LEFT_OUT
        if is_out and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Skriv hvorfor løsningen ikke er aktuell."))
        return cleaned

    def prepare(self, noun) -> None:
        """Nothing is judged on a list that has been concluded meanwhile."""
        refuse_unless_open(noun.shortlist)

    def _write_event(self, noun, is_new: bool) -> None:
        if self.changed_data:
            noun.tell("entry_judged", self.actor, noun.summary)


class AddForm(NoPatientData, forms.Form):
    """Which list something is put on: one of ours, or a new one."""

    NEW = ""

    shortlist = forms.ModelChoiceField(
        Shortlist.objects.none(),
        label=_("Kortliste"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=_("Ny kortliste"),
        blank=True,
    )
    title = forms.CharField(
        label=_("Navn på ny kortliste"),
        help_text=_("Skriv et navn her når dere vil begynne på en ny."),
        required=False,
        min_length=3,
        max_length=120,
    )

    def __init__(self, *args, actor, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        lists = Shortlist.objects.open().filter(owner__in=actor.reach)
        self.fields["shortlist"].queryset = lists
        self.fields["shortlist"].initial = lists.first()

    def clean(self):
        """A new list needs a name."""
        cleaned = super().clean()
        if not cleaned.get("shortlist") and not cleaned.get("title") and not self.errors:
            self.add_error("title", _("Velg en kortliste, eller skriv navnet på en ny."))
        return cleaned
