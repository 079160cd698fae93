"""Drafting a joint procurement: what is bought, who takes part, and what is weighed."""

from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from innovation.models import CommonBasis, Requirement
from marketplace.forms import NounForm, refuse_if_moved
from participation.models import accepted_terms
from procurement import policy
from procurement.models import Commitment, Criterion, JointProcurement
from procurement.models.announced import FIGURES
from procurement.models.readiness import APPROVED_WORK

Status = JointProcurement.Status
PROCEDURE = ("minimum_offers", "minimum_days", "standstill_days")


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
        if noun.owner_id is None:
            noun.owner, noun.drafted_by = self.actor.organisation, self.actor.user
        noun.procedure = {name: self.cleaned_data[name] for name in PROCEDURE}


class CommitmentForm(NounForm):
    """Join a joint procurement for our municipality."""

    needs = (accepted_terms,)

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
        if not self.instance.procurement.takes_participants:
            raise forms.ValidationError(_("Deltakerne er låst. Felleskjøpet er kunngjort."))
        if self.has_joined():
            raise forms.ValidationError(_("Kommunen er allerede påmeldt."))
        return cleaned

    def has_joined(self) -> bool:
        """Tell whether somebody has signed for the municipality already."""
        joined = self.instance.procurement.commitments
        return joined.filter(organisation__in=self.actor.reach).exists()

    def prepare(self, noun) -> None:
        """Note who signs; neither publication nor a colleague can come in between."""
        refuse_if_moved(noun.procurement)
        if self.has_joined():
            raise PermissionDenied(_("Kommunen er allerede påmeldt."))
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
