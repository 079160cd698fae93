"""Collaborations: municipalities working out one description together."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.lifecycle import Lifecycle, status_field
from marketplace.models import Organisation
from marketplace.writing import Written

from ..bases import basis
from ..needs.need import Need
from .approving import Approving
from .forming import Forming
from .party import Party
from .reach import CollaborationQuerySet
from .status import WorkStatus


class Collaboration(Approving, Forming, Written, Lifecycle):
    """Samarbeid: from one municipality's need to a felles behovsgrunnlag."""

    noun = "samarbeid"
    belongs_to = ("lead",)
    attaches = policy.documents_work
    talks = policy.talks_in_work
    heard_through = ("need", "need__area")
    decisive = ("approved", "handed_over", "aborted")
    Status = WorkStatus

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="collaborations", verbose_name=_("behov")
    )
    lead = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="led_collaborations",
        verbose_name=_("ledes av"),
    )
    title = models.CharField(_("tittel"), max_length=120)
    mandate = models.TextField(_("mandat"))
    starts_on = models.DateField(_("planlagt start"), null=True, blank=True)
    ends_on = models.DateField(_("planlagt slutt"), null=True, blank=True)
    status = status_field(WorkStatus, WorkStatus.FORMING)

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbeid")
        verbose_name_plural = _("samarbeid")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("innovation:collaboration", args=[self.pk])

    @property
    def due_on(self):
        """The day the work was planned to end."""
        return self.ends_on

    @property
    def newest_basis(self):
        """The newest felles behovsgrunnlag, or None."""
        return self.versions.first()

    def concerned(self):
        """The lead and everybody who is let in; not those who only asked."""
        parties = self.parties.confirmed().values("organisation")
        let_in = Organisation.objects.filter(pk__in=parties)
        heirs = Organisation.objects.filter(pk__in=let_in.values("heir"))
        return super().concerned() | let_in | heirs

    @classmethod
    def concerning(cls, organisations):
        """`concerned`, asked the other way."""
        let_in = Party.objects.confirmed().filter(organisation__in=organisations)
        led = super().concerning(organisations).values("pk")
        return cls.objects.filter(Q(pk__in=led) | Q(pk__in=let_in.values("collaboration")))

    def content(self) -> dict:
        """What the felles behovsgrunnlag freezes."""
        return basis.content(self)
