"""Experience reports."""

from django import forms
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from experience import policy
from marketplace.clock import db_now
from marketplace.forms import Pick, reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Organisation, ServiceArea
from marketplace.writing import Written
from participation.models import accepted_terms
from store.models import Adoption

from .scores import Scored


def edit_link(report, actor) -> str:
    """Where the report is written."""
    return reverse("experience:report_edit", args=[report.pk])


def adoption_link(report, actor) -> str:
    """Where the municipality says that it has taken it into use."""
    return report.adoption.get_absolute_url()


@guard(_("Kommunen må ha tatt løsningen i bruk."), link=adoption_link)
def has_been_used(report, actor) -> bool:
    """Only those who have used it tell how it is."""
    return Adoption.objects.with_experience().filter(pk=report.adoption_id).exists()


@guard(_("Gi minst én vurdering, eller skriv noe."), link=edit_link)
def says_something(report, actor) -> bool:
    """An empty report helps nobody."""
    return report.has_score or report.has_text


@guard(_("Erfaringen er allerede blitt til et behov."))
def has_not_started_need(report, actor) -> bool:
    """One need from one report."""
    return report.started_need_id is None


class ExperienceReportQuerySet(models.QuerySet):
    """Named ways to reach experience reports."""

    def published(self) -> "ExperienceReportQuerySet":
        """Those that everybody may read."""
        return self.filter(status=ExperienceReport.Status.PUBLISHED)

    def visible_to(self, user) -> "ExperienceReportQuerySet":
        """Everybody reads what is published; the rest only the municipality itself."""
        mine = Q(organisation__in=Organisation.objects.of(user))
        return self.filter(Q(status=ExperienceReport.Status.PUBLISHED) | mine)

    def about(self, listing) -> "ExperienceReportQuerySet":
        """Those about one listing."""
        return self.filter(adoption__listing=listing)

    def waiting_for(self, actor) -> "ExperienceReportQuerySet":
        """Drafts that the actor can finish."""
        if not policy.may_review(actor):
            return self.none()
        draft = ExperienceReport.Status.DRAFT
        return self.filter(organisation__in=actor.reach, status=draft)


class ExperienceReport(Written, Scored, Lifecycle):
    """Erfaring: how it went in one municipality with one version of an application."""

    noun = "erfaring"
    belongs_to = ("organisation",)
    attaches = policy.documents_report
    talks = policy.talks_about_report
    heard_through = ("adoption__listing",)

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PUBLISHED = "published", _("Publisert")
        WITHDRAWN = "withdrawn", _("Trukket")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reports", verbose_name=_("kommune")
    )
    adoption = models.ForeignKey(
        Adoption, on_delete=models.PROTECT, related_name="reports", verbose_name=_("ibruktaking")
    )
    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="reports",
        editable=False,
        verbose_name=_("versjon"),
    )
    title = models.CharField(_("tittel"), max_length=120, validators=[MinLengthValidator(5)])
    what_worked = models.TextField(_("hva fungerte"), max_length=4000, blank=True)
    what_did_not = models.TextField(_("hva fungerte ikke"), max_length=4000, blank=True)
    advice = models.TextField(_("råd til andre"), max_length=4000, blank=True)
    months_to_use = models.PositiveSmallIntegerField(
        _("måneder fra kontrakt til bruk"), null=True, blank=True
    )
    users = models.PositiveIntegerField(_("antall brukere"), null=True, blank=True)
    published_at = models.DateTimeField(_("publisert"), null=True, editable=False)
    started_need = models.ForeignKey(
        "innovation.Need",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="started_by_reports",
        verbose_name=_("behov som erfaringen ble til"),
    )
    status = status_field(Status, Status.DRAFT)

    objects = ExperienceReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("erfaring")
        verbose_name_plural = _("erfaringer")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="report_once"),
            *[
                models.CheckConstraint(
                    name=f"report_{name}_1_to_5", condition=Q(**{f"{name}__range": (1, 5)})
                )
                for name in Scored.SCORES
            ],
            models.CheckConstraint(
                name="report_recommend_0_to_10", condition=Q(recommend__range=(0, 10))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("experience:report", args=[self.pk])

    @property
    def listing(self):
        """What it is about."""
        return self.adoption.listing

    def facts(self) -> list[tuple[str, str]]:
        """Scores and numbers in words: [(what, how)]."""
        names = ("recommend", "months_to_use", "users")
        fields = [self._meta.get_field(name) for name in names]
        told = [(field.verbose_name, getattr(self, field.name)) for field in fields]
        return self.scores() + [(capfirst(what), how) for what, how in told if how is not None]

    @property
    def has_text(self) -> bool:
        """Tell whether anything is written."""
        return any((self.what_worked, self.what_did_not, self.advice))

    @step(
        Status.DRAFT,
        to=Status.PUBLISHED,
        who=policy.tells,
        label=_("Publiser erfaringen"),
        done=_("Erfaringen er publisert"),
        needs=[accepted_terms, has_been_used, says_something],
    )
    def publish(self, by):
        """Let everybody read it."""
        self.published_at = db_now()

    @step(
        Status.PUBLISHED,
        to=Status.WITHDRAWN,
        who=policy.tells,
        label=_("Trekk erfaringen"),
        done=_("Erfaringen er trukket"),
        asks={"note": reason()},
        confirm=_("Erfaringen vises ikke lenger for andre."),
        primary=False,
    )
    def withdraw(self, by, note):
        """Take it back."""

    @step(
        Status.PUBLISHED,
        who=policy.tells,
        label=_("Lag et behov av erfaringen"),
        done=_("Ble til et behov"),
        needs=[accepted_terms, has_not_started_need],
        asks={
            "title": forms.CharField(label=_("Tittel"), min_length=5, max_length=120),
            "problem": forms.CharField(
                label=_("Problemet i dag"),
                min_length=20,
                widget=forms.Textarea(attrs={"rows": 5}),
            ),
            "area": Pick(_("Tjenesteområde"), lambda report, actor: ServiceArea.objects.all()),
        },
        primary=False,
    )
    def start_need(self, by, **said):
        """Make a draft of a need for the same municipality, linked back to here."""
        self.started_need = draft_need(by, **said)


def draft_need(by, title: str, problem: str, area: ServiceArea):
    """Write the need through its own form, so that it is checked and has its first event."""
    from innovation.forms import NeedForm

    form = NeedForm({"title": title, "problem": problem, "area": area.pk}, actor=by)
    form.is_valid()
    return form.save()
