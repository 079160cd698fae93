"""Needs, and the immutable versions of what was published."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.declaring import Declaring
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Organisation, Role, ServiceArea
from marketplace.models.standing import holder
from marketplace.versions import Snapshot
from marketplace.writing import Written
from participation.models import accepted_terms

from . import readiness


class Goal(models.TextChoices):
    """Effektmål: whom the need is to help (goals 1–4 of the FKJ webinar, 30.09.2022)."""

    STAFF = "staff", _("Effektmål 1: Helsepersonell")
    MUNICIPALITY = "municipality", _("Effektmål 2: Kommunene")
    RESIDENT = "resident", _("Effektmål 3: Innbygger")
    BUSINESS = "business", _("Effektmål 4: Næringslivet")


class NeedQuerySet(models.QuerySet):
    """Named ways to reach needs."""

    def visible_to(self, user) -> "NeedQuerySet":
        """Everybody reads what is proposed; drafts only by the owner."""
        mine = Q(owner__in=Organisation.objects.of(user))
        return self.filter(~Q(status=Need.Status.DRAFT) | mine)

    def in_play(self) -> "NeedQuerySet":
        """Those that are neither drafts nor laid aside."""
        status = Need.Status
        return self.exclude(
            status__in=[status.DRAFT, status.WITHDRAWN, status.ARCHIVED, status.MERGED]
        )

    def with_reach(self) -> "NeedQuerySet":
        """Add how many municipalities and inhabitants stand behind each."""
        return self.annotate(
            municipalities=Count(holder("endorsements__organisation"), distinct=True),
            inhabitants=Sum("endorsements__organisation__population"),
        )

    def waiting_for(self, actor) -> "NeedQuerySet":
        """Those where the actor has the next move."""
        status = Need.Status
        if actor.is_fkj and actor.holds(Role.FACILITATOR):
            return self.filter(status=status.PRIORITISING)
        waits = [status.DRAFT] if actor.holds(Role.EDITOR) else []
        waits += [status.IDEA] if actor.holds(Role.APPROVER) else []
        return self.filter(owner__in=actor.reach, status__in=waits)


class Need(Written, Declaring, Lifecycle):
    """Behov: something a municipality lacks, described so that others can join in."""

    noun = "behov"
    belongs_to = ("owner",)
    attaches = policy.documents_need
    talks = policy.talks_about_need
    heard_through = ("area",)
    decisive = ("published", "covered", "merged")
    schema_name = "product"
    asks_as_need = True

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        IDEA = "idea", _("Idé")
        PRIORITISING = "prioritising", _("Prioritering")
        PUBLISHED = "published", _("Publisert")
        IN_COLLABORATION = "in_collaboration", _("I samarbeid")
        COVERED = "covered", _("Dekket")
        MERGED = "merged", _("Slått sammen")
        WITHDRAWN = "withdrawn", _("Trukket")
        ARCHIVED = "archived", _("Arkivert")

    class Withdrawal(models.TextChoices):
        """Trekkgrunn: why a need is taken back."""

        DUPLICATE = "duplicate", _("Finnes fra før")
        STARTED = "started", _("Arbeidet er i gang et annet sted")
        NOT_FEASIBLE = "not_feasible", _("Lar seg ikke gjennomføre")
        SOLVED = "solved", _("Løst på annen måte")
        OTHER = "other", _("Annet")

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
    status = status_field(Status, Status.DRAFT)

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

    @step(
        Status.DRAFT,
        to=Status.IDEA,
        who=policy.owner_edits,
        label=_("Foreslå"),
        done=_("Foreslått"),
        needs=[accepted_terms],
    )
    def propose(self, by):
        """Let everybody see it."""

    @step(
        Status.IDEA,
        to=Status.PRIORITISING,
        who=policy.owner_or_facilitator,
        label=_("Prioriter"),
        done=_("Tatt opp til prioritering"),
        needs=[accepted_terms, *readiness.TO_PRIORITISE],
    )
    def prioritise(self, by):
        """Ask other municipalities whether they need the same."""

    @step(
        Status.PRIORITISING,
        to=Status.PUBLISHED,
        who=policy.facilitates,
        label=_("Publiser"),
        done=_("Publisert"),
        needs=[readiness.reached_threshold, readiness.has_function_and_information],
    )
    def publish(self, by):
        """Freeze version 1 and open it for collaboration."""
        NeedVersion.freeze(self, by)

    @step(
        Status.PRIORITISING,
        to=Status.IDEA,
        who=policy.owner_or_facilitator,
        label=_("Send tilbake til idé"),
        done=_("Sendt tilbake til idé"),
        asks={"note": reason()},
        primary=False,
    )
    def return_to_idea(self, by, note):
        """More must be thought through first."""

    @step(
        Status.PRIORITISING,
        who=policy.facilitates,
        label=_("Noter unntak fra terskelen"),
        done=_("Unntak fra terskelen er notert"),
        asks={"note": reason(_("Hvorfor bør behovet publiseres likevel?"))},
        primary=False,
    )
    def note_exception(self, by, note):
        """Write down why it may be published with fewer municipalities behind it."""
        self.exception = note

    @step(
        Status.PUBLISHED,
        to=Status.PUBLISHED,
        who=policy.owner_edits,
        label=_("Publiser ny versjon"),
        done=_("Ny versjon publisert"),
        needs=[accepted_terms, readiness.has_function_and_information],
        asks={"note": reason(_("Hva er endret?"))},
        primary=False,
    )
    def revise(self, by, note):
        """Freeze the next version."""
        NeedVersion.freeze(self, by)

    @step(
        Status.PUBLISHED,
        to=Status.IN_COLLABORATION,
        who=policy.machine,
        label=_("Tatt inn i samarbeid"),
        done=_("Tatt inn i samarbeid"),
    )
    def attach(self, by):
        """A collaboration has become active."""

    @step(
        Status.IN_COLLABORATION,
        to=Status.PUBLISHED,
        who=policy.machine,
        label=_("Samarbeidet er avbrutt"),
        done=_("Samarbeidet ble avbrutt"),
    )
    def release(self, by):
        """The collaboration was aborted; the need is free again."""

    @step(
        Status.IN_COLLABORATION,
        to=Status.COVERED,
        who=policy.facilitates,
        label=_("Merk som dekket"),
        done=_("Merket som dekket"),
        asks={"note": reason(_("Hva dekker behovet?"))},
    )
    def cover(self, by, note):
        """It is met, by a common basis or by something in the store."""

    @step(
        [Status.IDEA, Status.PRIORITISING, Status.PUBLISHED, Status.IN_COLLABORATION],
        to=Status.WITHDRAWN,
        who=policy.owner_approves,
        label=_("Trekk behovet"),
        done=_("Behovet er trukket"),
        asks={
            "reason": forms.ChoiceField(label=_("Grunn"), choices=Withdrawal.choices),
            "note": reason(required=False),
        },
        confirm=_("Siden blir stående, men behovet vises ikke lenger i listene."),
        primary=False,
    )
    def withdraw(self, by, reason, note=""):
        """The owner takes it back."""

    @step(
        [Status.IDEA, Status.PRIORITISING],
        to=Status.ARCHIVED,
        who=policy.machine,
        label=_("Arkiver"),
        done=_("Arkivert"),
    )
    def archive(self, by):
        """Nothing has happened for long."""


class NeedVersion(Snapshot):
    """Behovsversjon: what was published, word for word. Append-only."""

    of = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="versions", verbose_name=_("behov")
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("behovsversjon")
        verbose_name_plural = _("behovsversjoner")
