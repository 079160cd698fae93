"""Forms and filters of Innovasjonsarena."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    ChecklistItem,
    Collaboration,
    Endorsement,
    Need,
    Party,
    Requirement,
    Track,
)
from innovation.models.need import Goal
from marketplace.declaration import Schema
from marketplace.declaring import DeclaringForm
from marketplace.filters import AreaFilter, SearchFilter
from marketplace.forms import AreaField, NounForm
from marketplace.models import Organisation
from marketplace.policy import MUNICIPAL
from participation.models import accepted_terms


class NeedFilter(django_filters.FilterSet):
    """Filters of needs: the page, the API and saved searches alike."""

    q = SearchFilter(fields=("title", "problem", "effect"), label=_("Søk i behov"))
    area = AreaFilter(label=_("Tjenesteområde"))
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Need.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    goal = django_filters.ChoiceFilter(
        label=_("Effektmål"), choices=Goal.choices, field_name="goals", lookup_expr="contains"
    )

    class Meta:
        model = Need
        fields = []


class NeedForm(DeclaringForm):
    """Describe a need: WHAT is lacking, not HOW it is to be solved."""

    goals = forms.MultipleChoiceField(
        label=_("Effektmål"),
        help_text=_("Hvem skal merke forskjellen? Du kan velge flere."),
        choices=Goal.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Need
        fields = ["title", "problem", "effect", "area", "goals", "go_ahead_role", "go_ahead_on"]
        field_classes = {"area": AreaField}
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 5}),
            "effect": forms.Textarea(attrs={"rows": 3}),
            "go_ahead_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "title": _("En kort tittel som andre kommuner kjenner igjen."),
            "problem": _("Skriv hva som ikke fungerer i dag. Ikke skriv persondata."),
            "effect": _("Hva skal bli bedre, og for hvem?"),
            "go_ahead_role": _("For eksempel kommunalsjef. Trengs før behovet kan prioriteres."),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for an organisation that is not FKJ itself."""
        writes = actor.organisation is not None and actor.holds(*policy.WRITERS)
        return writes and not actor.is_fkj

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The owner, as long as the need lives."""
        ended = (Need.Status.WITHDRAWN, Need.Status.ARCHIVED, Need.Status.MERGED)
        return noun.status not in ended and policy.owner_edits(actor, noun)

    def prepare(self, noun) -> None:
        """Set the owner the first time."""
        super().prepare(noun)
        if noun.owner_id is None:
            noun.owner = self.actor.organisation


class EndorsementForm(NounForm):
    """Say that our municipality has the same need."""

    needs = (accepted_terms,)

    class Meta:
        model = Endorsement
        fields = ["kind"]
        widgets = {"kind": forms.RadioSelect}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality."""
        return actor.is_kind(*MUNICIPAL) and actor.holds(*policy.WRITERS)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """Other municipalities than the owner: it has said so already."""
        return cls.may_create(actor) and not actor.acts_for(parent.owner_id)

    def clean(self):
        """Endorse once, and only what is open for it."""
        cleaned = super().clean()
        need = self.instance.need
        if need.status not in (Need.Status.PRIORITISING, Need.Status.PUBLISHED):
            raise forms.ValidationError(_("Behovet tar ikke imot tilslutninger nå."))
        if need.endorsements.filter(organisation__in=self.actor.reach).exists():
            raise forms.ValidationError(_("Kommunen har allerede sluttet seg til behovet."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note the municipality and which version it is about."""
        noun.organisation = self.actor.organisation
        noun.version = noun.need.versions.count()


class OwnPartForm(NounForm):
    """Something that only the one who owns the parent may add or change."""

    parent_field = ""
    rule = None

    @classmethod
    def may_create(cls, actor) -> bool:
        """Decided by the parent: see `may_add`."""
        return actor.organisation is not None

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The one who owns the parent."""
        return cls.rule(actor, parent)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The one who owns the parent."""
        return cls.rule(actor, getattr(noun, cls.parent_field))

    def clean(self):
        """Check the parent too: the form may come from the API."""
        cleaned = super().clean()
        parent = getattr(self.instance, self.parent_field)
        if not type(self).rule(self.actor, parent):
            raise forms.ValidationError(_("Dette kan bare %s gjøre.") % type(self).rule.whom)
        return cleaned


class RequirementForm(OwnPartForm):
    """A requirement of a need."""

    parent_field = "need"
    rule = policy.owner_edits

    class Meta:
        model = Requirement
        fields = ["text", "priority", "question"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        schema = Schema.latest(Need.schema_name)
        questions = [(q.key, q.label) for q in schema.asked(need=True)]
        picked = schema.named(self.instance.question)
        self.initial["question"] = picked.key if picked else ""
        self.fields["question"] = forms.ChoiceField(
            label=_("Hører til spørsmålet"),
            choices=[("", _("Ingen")), *questions],
            required=False,
        )


class CollaborationForm(NounForm):
    """Start working together on a published need."""

    needs = (accepted_terms,)

    class Meta:
        model = Collaboration
        fields = ["title", "mandate", "starts_on", "ends_on"]
        widgets = {
            "mandate": forms.Textarea(attrs={"rows": 5}),
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "ends_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality."""
        return actor.is_kind(*MUNICIPAL) and actor.holds(*policy.WRITERS)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The lead, until it is signed."""
        working = (Collaboration.Status.FORMING, Collaboration.Status.ACTIVE)
        return noun.status in working and policy.leads(actor, noun)

    def clean(self):
        """Only a published need, and an end after the start."""
        cleaned = super().clean()
        is_new = self.instance.pk is None
        if is_new and self.instance.need.status != Need.Status.PUBLISHED:
            raise forms.ValidationError(
                _("Behovet må være publisert før dere kan samarbeide om det.")
            )
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutt kan ikke være før start."))
        return cleaned

    def prepare(self, noun) -> None:
        """Whoever starts it leads it."""
        if noun.lead_id is None:
            noun.lead = self.actor.organisation

    def follow_up(self, noun) -> None:
        """Lay out the circles and the checklist; the lead is the first party."""
        for kind in Track.Kind:
            Track.objects.get_or_create(collaboration=noun, kind=kind)
        for point in ChecklistItem.Point:
            ChecklistItem.objects.get_or_create(collaboration=noun, point=point)
        Party.objects.lead(noun, by=self.actor)


class PartyForm(NounForm):
    """Ask to take part."""

    needs = (accepted_terms,)

    class Meta:
        model = Party
        fields = ["message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality or an interest organisation."""
        kinds = (*MUNICIPAL, Organisation.Kind.INTEREST)
        return actor.is_kind(*kinds) and actor.holds(*policy.WRITERS)

    def clean(self):
        """Ask once, and only while the work is open."""
        cleaned = super().clean()
        work = self.instance.collaboration
        mine = work.parties.filter(organisation__in=self.actor.reach)
        if work.status not in (Collaboration.Status.FORMING, Collaboration.Status.ACTIVE):
            raise forms.ValidationError(_("Samarbeidet tar ikke imot flere deltakere nå."))
        if mine.filter(status__in=["requested", "confirmed"]).exists():
            raise forms.ValidationError(_("Dere har allerede bedt om å bli med."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note who asks."""
        noun.organisation = self.actor.organisation


class TrackForm(OwnPartForm):
    """Report how far one circle has come."""

    parent_field = "collaboration"
    rule = policy.leads_or_facilitates

    class Meta:
        model = Track
        fields = ["status", "summary"]
        widgets = {"status": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        """A circle that ends says what came of it."""
        cleaned = super().clean()
        ended = cleaned.get("status") in (Track.Status.DONE, Track.Status.NOT_RELEVANT)
        if ended and not cleaned.get("summary"):
            self.add_error("summary", _("Skriv en oppsummering eller begrunnelse."))
        return cleaned


class ChecklistForm(OwnPartForm):
    """Answer one point of the checklist."""

    parent_field = "collaboration"
    rule = policy.leads_or_facilitates

    class Meta:
        model = ChecklistItem
        fields = ["answer", "evidence"]
        widgets = {"answer": forms.RadioSelect, "evidence": forms.Textarea(attrs={"rows": 4})}
