"""Forms of Felleskjøp."""

from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from innovation.models import CommonBasis, Requirement
from marketplace.clock import db_now
from marketplace.forms import NounForm
from marketplace.models import Event
from procurement import policy
from procurement.models import Commitment, Criterion, JointProcurement, Offer, Score
from procurement.models.announced import FIGURES
from procurement.models.readiness import APPROVED_WORK

Status = JointProcurement.Status
PROCEDURE = ("minimum_offers", "minimum_days", "standstill_days")


def refuse_if_moved(noun) -> None:
    """Lock the row and refuse if a step was taken since the form was shown.

    Saving a form writes the whole row: without this, a form that was opened before the step would
    put the old status back.
    """
    if noun.pk is None:
        return
    rows = type(noun)._base_manager.select_for_update()
    if rows.values_list("status", flat=True).get(pk=noun.pk) != noun.status:
        raise PermissionDenied(_("Status er endret siden du åpnet skjemaet. Last siden på nytt."))


class JointProcurementForm(NounForm):
    """Draft a joint procurement: what is bought, for how much and how."""

    minimum_offers = forms.IntegerField(
        label=_("Minste antall tilbud for å gå videre"), min_value=1, max_value=50
    )
    minimum_days = forms.IntegerField(
        label=_("Minste antall dager fra kunngjøring til tilbudsfrist"), min_value=0, max_value=365
    )
    standstill_days = forms.IntegerField(label=_("Antall dager karens"), min_value=0, max_value=365)

    class Meta:
        model = JointProcurement
        fields = [
            "title",
            "description",
            "basis",
            "no_basis_reason",
            "estimated_value",
            "max_value",
            "term_months",
            "term_reason",
            "deadline",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "no_basis_reason": forms.Textarea(attrs={"rows": 3}),
            "term_reason": forms.Textarea(attrs={"rows": 3}),
            "deadline": forms.DateTimeInput(
                format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
            ),
        }
        help_texts = {
            "basis": _("Det godkjente grunnlaget som kommunene har signert."),
            "no_basis_reason": _("Fylles ut bare når felleskjøpet ikke bygger på et grunnlag."),
            "max_value": _("Kommunene kan ikke gjøre avrop for mer enn dette til sammen."),
            "deadline": _("Norsk tid. Klokken i databasen avgjør."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        approved = CommonBasis.objects.filter(of__status__in=APPROVED_WORK).select_related("of")
        self.fields["basis"].queryset = approved
        self.initial = self.procedure() | self.initial

    def procedure(self) -> dict:
        """What the procedure says, or the legal figures that apply today, looked up when shown."""
        figures = {name: partial(self.instance.figure, name) for name in FIGURES}
        return figures | {"minimum_offers": self.instance.minimum_offers}

    @classmethod
    def may_create(cls, actor) -> bool:
        """FKJ's procurement officer."""
        return policy.buys_jointly(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The officer, until a second person has approved the draft."""
        return noun.status == Status.DRAFT and policy.buys_jointly(actor)

    def prepare(self, noun) -> None:
        """Note the owner and the author the first time; the procedure every time."""
        refuse_if_moved(noun)
        if noun.owner_id is None:
            noun.owner, noun.drafted_by = self.actor.organisation, self.actor.user
        noun.procedure = {name: self.cleaned_data[name] for name in PROCEDURE}


class CommitmentForm(NounForm):
    """Join a joint procurement for our municipality."""

    agree = forms.BooleanField(
        label=_("Jeg kan forplikte kommunen, og vi vil være part i rammeavtalen"),
        error_messages={"required": _("Kryss av for at kommunen forplikter seg.")},
    )

    class Meta:
        model = Commitment
        fields = ["estimate"]
        help_texts = {"estimate": _("Hva dere regner med å kjøpe for i hele avtaletiden.")}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who buys or approves for a municipality."""
        return policy.commits(actor)

    def clean(self):
        """Join once, and only before publication."""
        cleaned = super().clean()
        procurement, who = self.instance.procurement, self.actor.organisation
        if not procurement.takes_participants:
            raise forms.ValidationError(_("Deltakerne er låst. Felleskjøpet er kunngjort."))
        if procurement.commitments.filter(organisation=who).exists():
            raise forms.ValidationError(_("Kommunen er allerede påmeldt."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note who signs; publication cannot happen in between."""
        refuse_if_moved(noun.procurement)
        noun.organisation, noun.signed_by = self.actor.organisation, self.actor.user


class CriterionForm(NounForm):
    """Add a criterion to the draft."""

    class Meta:
        model = Criterion
        fields = ["kind", "name", "weight", "requirement", "scale_anchor"]
        widgets = {"kind": forms.RadioSelect, "scale_anchor": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "weight": _("Vektene på alle kriteriene skal bli 100 til sammen."),
            "scale_anchor": _("Hva skal til for 0, 5 og 10 poeng? Trengs ikke for pris."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requirement"].queryset = self.requirements()

    def requirements(self):
        """Requirements of the need that the basis was made from."""
        has_parent = self.instance.procurement_id is not None
        basis = self.instance.procurement.basis if has_parent else None
        return Requirement.objects.filter(need=basis.of.need if basis else None)

    @classmethod
    def may_create(cls, actor) -> bool:
        """FKJ's procurement officer."""
        return policy.buys_jointly(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The officer, while the draft is open."""
        return JointProcurementForm.may_edit(actor, noun.procurement)

    def clean(self):
        """Only in a draft, and with a scale for what people judge."""
        cleaned = super().clean()
        if self.instance.procurement.status != Status.DRAFT:
            raise forms.ValidationError(_("Kriterier kan bare endres i et utkast."))
        judged = cleaned.get("kind") != Criterion.Kind.PRICE
        if judged and not cleaned.get("scale_anchor"):
            self.add_error("scale_anchor", _("Skriv hva som gir poeng."))
        return cleaned

    def prepare(self, noun) -> None:
        """The draft is not approved in between."""
        refuse_if_moved(noun.procurement)


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
        self.fields["application"].queryset = applications.filter(supplier=self.actor.organisation)

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
        if others.filter(supplier=self.actor.organisation).exists():
            raise forms.ValidationError(_("Dere har allerede et tilbud i dette felleskjøpet."))
        return cleaned

    def prepare(self, noun) -> None:
        """Set the supplier the first time."""
        refuse_if_moved(noun)
        if noun.supplier_id is None:
            noun.supplier = self.actor.organisation

    def save(self, commit: bool = True):
        """Let the database decide between two that come at once."""
        try:
            with transaction.atomic():
                return super().save(commit)
        except IntegrityError as clash:
            told = _("Dere har allerede et tilbud i dette felleskjøpet.")
            raise PermissionDenied(told) from clash


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
