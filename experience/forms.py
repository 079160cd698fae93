"""Forms and filters of Erfaringsarena."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from experience import policy
from experience.models import ExperienceReport, Reply
from experience.models.scores import Score, Scored
from marketplace.filters import AreaFilter, SearchFilter
from marketplace.forms import NounForm
from participation.models import accepted_terms
from store.models import Listing


class ReportFilter(django_filters.FilterSet):
    """Filters of reports."""

    q = SearchFilter(
        fields=(
            "title",
            "what_worked",
            "what_did_not",
            "advice",
            "adoption__listing__application__name",
        ),
        label=_("Søk i erfaringer"),
    )
    area = AreaFilter(field_name="adoption__listing__application__areas", label=_("Tjenesteområde"))
    listing = django_filters.ModelChoiceFilter(
        field_name="adoption__listing",
        label=_("Løsning"),
        queryset=lambda request: Listing.objects.on_shelf().select_related("application"),
        empty_label=_("Alle"),
    )

    class Meta:
        model = ExperienceReport
        fields = []


class ReportForm(NounForm):
    """Tell how it went: short first, more if you want."""

    class Meta:
        model = ExperienceReport
        fields = [
            "title",
            *Scored.SCORES,
            "recommend",
            "what_worked",
            "what_did_not",
            "advice",
            "months_to_use",
            "users",
        ]
        widgets = {
            **{name: forms.RadioSelect for name in Scored.SCORES},
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in ("what_worked", "what_did_not", "advice")
            },
        }
        help_texts = {
            "title": _("Si det viktigste på én linje."),
            "recommend": _("0 er aldri, 10 er helt sikkert."),
            "what_worked": _("Ikke skriv persondata."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in Scored.SCORES:
            self.fields[name].choices = [("", _("Ikke grunnlag")), *Score.choices]

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality; never a supplier."""
        return policy.may_review(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The municipality that uses it."""
        return policy.may_review(actor) and actor.acts_for(parent.organisation_id)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The municipality, until it is published."""
        return noun.status == ExperienceReport.Status.DRAFT and policy.tells(actor, noun)

    def clean(self):
        """About one's own use, and once for each version."""
        cleaned = super().clean()
        if not self.actor.acts_for(self.instance.adoption.organisation_id):
            raise forms.ValidationError(_("Dere kan bare fortelle om det dere selv bruker."))
        told = ExperienceReport.objects.filter(version=self.version)
        others = told.filter(organisation__in=self.actor.reach)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Kommunen har allerede fortalt om denne versjonen."))
        return cleaned

    @property
    def version(self):
        """The version that the report is about: settled when it is first saved."""
        return self.instance.version if self.instance.version_id else self.instance.adoption.version

    def prepare(self, noun) -> None:
        """Note who tells, and about which version."""
        if noun.organisation_id is None:
            noun.organisation, noun.version = self.actor.organisation, self.version


class ReplyForm(NounForm):
    """The supplier's one answer."""

    needs = (accepted_terms,)

    class Meta:
        model = Reply
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"text": _("Svaret vises sammen med erfaringen og kan ikke endres.")}

    @classmethod
    def may_create(cls, actor) -> bool:
        """A supplier's administrator."""
        return policy.may_reply(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The supplier that the report is about."""
        return policy.may_reply(actor) and policy.is_about_own(actor, parent)

    def clean(self):
        """Only about one's own application, only once, and only to what is published."""
        cleaned = super().clean()
        report = self.instance.report
        if not policy.is_about_own(self.actor, report):
            raise forms.ValidationError(_("Dere kan bare svare på erfaringer med egne løsninger."))
        if report.status != ExperienceReport.Status.PUBLISHED:
            raise forms.ValidationError(_("Erfaringen er ikke publisert."))
        if Reply.objects.filter(report=report).exists():
            raise forms.ValidationError(_("Dere har allerede svart."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note who answers."""
        noun.organisation, noun.written_by = self.actor.organisation, self.actor.user
