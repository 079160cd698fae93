"""Collaborations: municipalities working out one description together."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.actor import SYSTEM
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, lock, status_field, step
from marketplace.models import Organisation, Role
from marketplace.writing import Written
from participation.models import accepted_terms

from . import basis
from .conditions import (
    finished_tracks,
    has_core_team,
    has_open_need,
    has_two_municipalities,
)
from .need import Need
from .party import Party


class CollaborationQuerySet(models.QuerySet):
    """Named ways to reach collaborations."""

    def holding_need(self) -> "CollaborationQuerySet":
        """Those that have taken their need in and not given it up."""
        status = Collaboration.Status
        return self.exclude(status__in=[status.FORMING, status.ABORTED])

    def visible_to(self, user) -> "CollaborationQuerySet":
        """Everybody may see who works on what."""
        return self

    def waiting_for(self, actor) -> "CollaborationQuerySet":
        """Those where the actor has the next move."""
        status = Collaboration.Status
        if actor.is_fkj:
            return (
                self.filter(status=status.CONTROL) if actor.holds(Role.FACILITATOR) else self.none()
            )
        leads = Q(lead__in=actor.reach, status__in=[status.FORMING, status.ACTIVE])
        signs = Q(
            status=status.APPROVAL,
            parties__in=Party.objects.confirmed().filter(organisation__in=actor.reach),
        ) & ~Q(versions__signatures__organisation__in=actor.reach)
        mine = leads if actor.holds(*policy.WRITERS) else Q(pk__in=[])
        return self.filter(mine | signs if actor.holds(*policy.BINDERS) else mine).distinct()


class Collaboration(Written, Lifecycle):
    """Samarbeid: from one municipality's need to a felles behovsgrunnlag."""

    noun = "samarbeid"
    belongs_to = ("lead",)
    attaches = policy.documents_work
    talks = policy.talks_in_work
    heard_through = ("need", "need__area")
    decisive = ("approved", "handed_over", "aborted")

    class Status(models.TextChoices):
        FORMING = "forming", _("Dannes")
        ACTIVE = "active", _("Aktivt")
        CONTROL = "control", _("Kontroll")
        APPROVAL = "approval", _("Til godkjenning")
        APPROVED = "approved", _("Godkjent")
        HANDED_OVER = "handed_over", _("Overlevert")
        CLOSED = "closed", _("Avsluttet")
        PAUSED = "paused", _("Pauset")
        ABORTED = "aborted", _("Avbrutt")

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
    status = status_field(Status, Status.FORMING)

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

    def _take_need_in(self) -> None:
        """Mark the need as worked on, unless another collaboration has done so."""
        lock(self.need)
        if self.need.status == Need.Status.PUBLISHED:
            self.need.attach(by=SYSTEM)

    @step(
        Status.FORMING,
        to=Status.ACTIVE,
        who=policy.leads,
        label=_("Start samarbeidet"),
        done=_("Samarbeidet startet"),
        needs=[accepted_terms, has_open_need, has_two_municipalities, has_core_team],
    )
    def start(self, by):
        """The core team begins; the need is taken into the work."""
        self._take_need_in()

    @step(
        Status.ACTIVE,
        to=Status.CONTROL,
        who=policy.leads,
        label=_("Send til kontroll"),
        done=_("Sendt til kontroll"),
        needs=[accepted_terms, finished_tracks],
    )
    def send_to_control(self, by):
        """All four circles have done their part."""

    @step(
        Status.CONTROL,
        to=Status.APPROVAL,
        who=policy.facilitates,
        label=_("Legg fram til godkjenning"),
        done=_("Lagt fram til godkjenning"),
        needs=[basis.has_complete_checklist],
    )
    def submit_for_approval(self, by):
        """Freeze the felles behovsgrunnlag that the municipalities sign."""
        basis.freeze(self, by)

    @step(
        Status.CONTROL,
        to=Status.ACTIVE,
        who=policy.facilitates,
        label=_("Send tilbake"),
        done=_("Sendt tilbake"),
        asks={"note": reason(_("Hva mangler?"))},
        primary=False,
    )
    def return_to_work(self, by, note):
        """Something on the checklist is not in place."""

    @step(
        Status.APPROVAL,
        who=policy.signs,
        label=_("Godkjenn for kommunen"),
        done=_("Godkjent for kommunen"),
        needs=[accepted_terms, basis.has_not_signed],
        confirm=_("Kommunen slutter seg til felles behovsgrunnlag slik det står nå."),
        then=lambda work: work.approve(by=SYSTEM) if basis.is_reached(work) else None,
    )
    def sign(self, by):
        """One municipality stands behind this version."""
        basis.sign(self, by)

    @step(
        Status.APPROVAL,
        to=Status.ACTIVE,
        who=policy.signs,
        label=_("Meld innvending"),
        done=_("Innvending meldt"),
        asks={"note": reason(_("Hva må endres?"))},
        primary=False,
    )
    def object(self, by, note):
        """One objection opens the work again."""

    @step(
        Status.APPROVAL,
        to=Status.APPROVED,
        who=policy.machine,
        label=_("Felles behovsgrunnlag godkjent"),
        done=_("Felles behovsgrunnlag godkjent"),
    )
    def approve(self, by):
        """Enough municipalities have signed."""

    @step(
        Status.APPROVED,
        to=Status.HANDED_OVER,
        who=policy.facilitates,
        label=_("Overlever til Felleskjøp"),
        done=_("Overlevert til Felleskjøp"),
    )
    def hand_over(self, by):
        """The basis goes on to procurement or development."""

    @step(
        Status.APPROVED,
        to=Status.ACTIVE,
        who=policy.leads,
        label=_("Åpne for ny versjon"),
        needs=[accepted_terms],
        done=_("Åpnet for ny versjon"),
        asks={"note": reason(_("Hvorfor trengs en ny versjon?"))},
        primary=False,
    )
    def reopen(self, by, note):
        """Version N stays as it is; work on N+1 begins."""

    @step(
        Status.HANDED_OVER,
        to=Status.CLOSED,
        who=policy.leads_or_facilitates,
        label=_("Avslutt"),
        done=_("Avsluttet"),
    )
    def close(self, by):
        """The work is done."""

    @step(
        [Status.FORMING, Status.ACTIVE],
        to=Status.PAUSED,
        who=policy.leads_or_facilitates,
        label=_("Sett på pause"),
        done=_("Satt på pause"),
        asks={"note": reason()},
        primary=False,
    )
    def pause(self, by, note):
        """Stop for a time."""

    @step(
        Status.PAUSED,
        to=Status.ACTIVE,
        who=policy.leads_or_facilitates,
        label=_("Gjenoppta"),
        done=_("Gjenopptatt"),
        needs=[accepted_terms, has_open_need, has_two_municipalities, has_core_team],
    )
    def resume(self, by):
        """Go on."""
        self._take_need_in()

    @step(
        [Status.FORMING, Status.ACTIVE, Status.CONTROL, Status.APPROVAL, Status.PAUSED],
        to=Status.ABORTED,
        who=policy.leads_or_facilitates,
        label=_("Avbryt"),
        done=_("Avbrutt"),
        asks={"note": reason()},
        confirm=_("Samarbeidet avsluttes uten felles behovsgrunnlag. Dette kan ikke angres."),
        primary=False,
    )
    def abort(self, by, note):
        """Give up; the need is free for others."""
        others = self.need.collaborations.holding_need().exclude(pk=self.pk)
        if self.need.status == Need.Status.IN_COLLABORATION and not others.exists():
            self.need.release(by=SYSTEM)
