"""Needs, from one municipality's idea on."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.declaring import Declaring
from marketplace.lifecycle import Lifecycle, status_field
from marketplace.models import Organisation, ServiceArea
from marketplace.models.standing import holder
from marketplace.writing import Written

from .ending import Ending
from .reach import NeedQuerySet
from .road import Road
from .status import Goal, NeedStatus, Withdrawal


class Need(Ending, Road, Written, Declaring, Lifecycle):
    """Behov: something a municipality lacks, described so that others can join in."""

    noun = "behov"
    belongs_to = ("owner",)
    attaches = policy.documents_need
    talks = policy.talks_about_need
    heard_through = ("area",)
    decisive = ("published", "covered", "merged")
    schema_name = "product"
    asks_as_need = True
    Status, Withdrawal = NeedStatus, Withdrawal

    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="needs", verbose_name=_("eier")
    )
    title = models.CharField(_("tittel"), max_length=120, validators=[MinLengthValidator(5)])
    problem = models.TextField(_("problemet i dag"), validators=[MinLengthValidator(20)])
    effect = models.TextField(_("ønsket virkning"), blank=True)
    area = models.ForeignKey(
        ServiceArea,
        on_delete=models.PROTECT,
        related_name="needs",
        verbose_name=_("tjenesteområde"),
    )
    goals = ArrayField(
        models.CharField(max_length=20, choices=Goal),
        verbose_name=_("effektmål"),
        default=list,
        blank=True,
    )
    go_ahead_role = models.CharField(_("klarsignal gitt av (rolle)"), max_length=100, blank=True)
    go_ahead_on = models.DateField(_("klarsignal gitt dato"), null=True, blank=True)
    exception = models.TextField(_("begrunnet unntak"), blank=True, editable=False)
    status = status_field(NeedStatus, NeedStatus.DRAFT)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("behov")
        verbose_name_plural = _("behov")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("innovation:need", args=[self.pk])

    def reach(self) -> tuple[int, int]:
        """How many municipalities stand behind it, and how many people live there."""
        municipalities = Count(holder("organisation"), distinct=True)
        people = Sum("organisation__population")
        rows = self.endorsements.aggregate(n=municipalities, people=people)
        return rows["n"], rows["people"] or 0

    def content(self) -> dict:
        """What a version freezes."""
        requirements = self.requirements.values("id", "text", "priority", "question")
        return {
            "title": self.title,
            "problem": self.problem,
            "effect": self.effect,
            "area": self.area.path,
            "goals": self.goals,
            "schema_version": self.schema_version,
            "answers": self.answers,
            "requirements": list(requirements),
        }
