"""Offering, and judging what is offered."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.forms import NounForm, refuse_if_moved
from marketplace.models import Event
from procurement import policy
from procurement.models import Criterion, JointProcurement, Offer, Score

Status = JointProcurement.Status


class OfferForm(NounForm):
    """Write an offer; it is sealed, and handed in by a step of its own."""

    class Meta:
        model = Offer
        fields = ["application", "solution", "price"]
        widgets = {"solution": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "solution": _("Skriv hvordan dere oppfyller kriteriene. Ikke skriv priser her."),
            "price": _("Prisen er skjult for alle andre til kvaliteten er vurdert."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        applications = self.fields["application"].queryset
        self.fields["application"].queryset = applications.filter(supplier__in=self.actor.reach)

    @classmethod
    def may_create(cls, actor) -> bool:
        """A supplier's administrator."""
        return policy.may_offer(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The supplier, until it is handed in and before the deadline."""
        is_open = noun.procurement.takes_offers_at(db_now())
        return noun.status == Offer.Status.DRAFT and is_open and policy.offers(actor, noun)

    def clean(self):
        """One live offer for each supplier, and only while offers are taken."""
        cleaned = super().clean()
        procurement = self.instance.procurement
        if not procurement.takes_offers_at(db_now()):
            raise forms.ValidationError(_("Felleskjøpet tar ikke imot tilbud nå."))
        others = procurement.offers.live().exclude(pk=self.instance.pk)
        if others.filter(supplier__in=self.actor.reach).exists():
            raise forms.ValidationError(_("Dere har allerede et tilbud i dette felleskjøpet."))
        return cleaned

    def prepare(self, noun) -> None:
        """Set the supplier the first time."""
        if noun.supplier_id is None:
            noun.supplier = self.actor.organisation


class ScoresForm(NounForm):
    """One evaluator's points for one offer, on every criterion but price."""

    class Meta:
        model = Offer
        fields = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mine = self.instance.scores.filter(evaluator=self.actor.user)
        self.given = {score.criterion_id: score for score in mine}
        self.criteria = list(self.instance.procurement.criteria.scored())
        for criterion in self.criteria:
            self._ask(criterion)

    def _ask(self, criterion: Criterion) -> None:
        given = self.given.get(criterion.pk)
        self.fields[f"points_{criterion.pk}"] = forms.IntegerField(
            label=_("%(criterion)s: poeng") % {"criterion": criterion.name},
            help_text=criterion.scale_anchor,
            min_value=0,
            max_value=Score.HIGHEST,
            initial=given.points if given else None,
        )
        self.fields[f"justification_{criterion.pk}"] = forms.CharField(
            label=_("%(criterion)s: begrunnelse") % {"criterion": criterion.name},
            widget=forms.Textarea(attrs={"rows": 3}),
            initial=given.justification if given else "",
        )

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """FKJ's evaluators, while each gives points alone."""
        return noun.procurement.status == Status.QUALITY_INDIVIDUAL and policy.scores(actor)

    def save(self, commit: bool = True) -> Offer:
        """Write the points only: the offer itself is not touched."""
        with transaction.atomic():
            refuse_if_moved(self.instance.procurement)
            for criterion in self.criteria:
                self._write(criterion)
            told = {"fields": list(self.changed_data)}
            Event.objects.write(self.instance, Event.EDITED, self.actor, data=told)
        return self.instance

    def _write(self, criterion: Criterion) -> None:
        said = {
            "points": self.cleaned_data[f"points_{criterion.pk}"],
            "justification": self.cleaned_data[f"justification_{criterion.pk}"],
        }
        key = {"offer": self.instance, "criterion": criterion, "evaluator": self.actor.user}
        Score.objects.update_or_create(**key, defaults=said)
