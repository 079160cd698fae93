"""Shortlists: what one organisation considers buying, and why each is in or out."""

from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation.models import Need
from marketplace.forms import PickSeveral, reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Membership, Organisation, User
from store import policy

LONGEST, MOST_COLLEAGUES = 2000, 300


@guard(_("Listen må ha minst én løsning."))
def has_entries(shortlist, actor) -> bool:
    """Tell whether there is anything to conclude about."""
    return shortlist.entries.exists()


@guard(_("Hver løsning må være vurdert som aktuell eller ikke aktuell."))
def every_entry_is_judged(shortlist, actor) -> bool:
    """Tell whether somebody has said yes or no to each."""
    return not shortlist.entries.unjudged().exists()


def colleagues(shortlist, actor) -> list[tuple[int, str]]:
    """Those in the organisation who can be asked for their view, without whoever asks."""
    rows = Membership.objects.active().filter(organisation__in=shortlist.concerned())
    people = User.objects.filter(pk__in=rows.values("user"), is_active=True)
    others = people.exclude(pk=actor.user and actor.user.pk).order_by("first_name", "last_name")
    return [(person.pk, person.get_full_name()) for person in others[:MOST_COLLEAGUES]]


class ShortlistQuerySet(models.QuerySet):
    """Named ways to reach shortlists."""

    def visible_to(self, user) -> "ShortlistQuerySet":
        """The organisation's own people, and nobody else."""
        return self.filter(owner__in=Organisation.objects.of(user))

    def open(self) -> "ShortlistQuerySet":
        """Those that are worked on."""
        return self.filter(status=Shortlist.Status.OPEN)

    def counted(self) -> "ShortlistQuerySet":
        """Add how many there are on each, and how many of them are still in."""
        left_out = Q(entries__verdict="left_out")
        return self.annotate(number=Count("entries"), relevant=Count("entries", filter=~left_out))

    def waiting_for(self, actor) -> "ShortlistQuerySet":
        """Those where something on the list has left the shelf or become another version."""
        if actor.user is None:
            return self.none()
        from .entry import ShortlistEntry

        changed = ShortlistEntry.objects.changed().filter(shortlist=OuterRef("pk"))
        mine = self.open().filter(owner__in=actor.reach, responsible=actor.user)
        return mine.filter(Exists(changed))


class Shortlist(Lifecycle):
    """Kortliste: the products an organisation considers for something, each with a verdict."""

    noun = "kortliste"
    belongs_to = ("owner",)
    talks = policy.talks_about_shortlist
    happenings = {
        "entry_added": _("Lagt på listen"),
        "entry_judged": _("Vurdert"),
        "entry_renewed": _("Ny versjon på listen"),
        "entry_removed": _("Tatt av listen"),
    }

    class Status(models.TextChoices):
        OPEN = "open", _("Under arbeid")
        CONCLUDED = "concluded", _("Konkludert")
        ARCHIVED = "archived", _("Arkivert")

    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="shortlists",
        editable=False,
        verbose_name=_("virksomhet"),
    )
    responsible = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="shortlists",
        editable=False,
        verbose_name=_("ansvarlig"),
    )
    title = models.CharField(
        _("navn på listen"), max_length=120, validators=[MinLengthValidator(3)]
    )
    purpose = models.TextField(
        _("hva skal den brukes til?"), blank=True, validators=[MaxLengthValidator(LONGEST)]
    )
    need = models.ForeignKey(
        Need,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="shortlists",
        verbose_name=_("behov"),
    )
    status = status_field(Status, Status.OPEN)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("kortliste")
        verbose_name_plural = _("kortlister")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("store:shortlist", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Tell whether it may be changed."""
        return self.status == self.Status.OPEN

    @step(
        Status.OPEN,
        who=policy.keeps_shortlist,
        label=_("Inviter kolleger"),
        done=_("Kolleger er invitert"),
        asks={
            "mentions": PickSeveral(_("Hvem vil du invitere?"), colleagues),
            "note": reason(_("Hva vil du ha deres syn på?")),
        },
        primary=False,
    )
    def invite(self, by, mentions, note):
        """Ask colleagues to comment: those who are mentioned get a notice."""

    @step(
        Status.OPEN,
        to=Status.CONCLUDED,
        who=policy.keeps_shortlist,
        label=_("Konkluder"),
        done=_("Konkludert"),
        needs=[has_entries, every_entry_is_judged],
        asks={"note": reason(_("Hva er konklusjonen?"))},
    )
    def conclude(self, by, note):
        """Say what came of it; the list stands as it is from here on."""

    @step(
        [Status.OPEN, Status.CONCLUDED],
        who=policy.takes_over,
        label=_("Ta over ansvaret"),
        done=_("Har tatt over ansvaret"),
        primary=False,
    )
    def take_over(self, by):
        """Be the one who hears when something on the list changes."""
        self.responsible = by.user

    @step(
        [Status.OPEN, Status.CONCLUDED],
        to=Status.ARCHIVED,
        who=policy.keeps_shortlist,
        label=_("Arkiver"),
        done=_("Arkivert"),
        primary=False,
    )
    def archive(self, by):
        """Put it away; it can be taken out again."""

    @step(
        [Status.CONCLUDED, Status.ARCHIVED],
        to=Status.OPEN,
        who=policy.keeps_shortlist,
        label=_("Åpne igjen"),
        done=_("Åpnet igjen"),
        primary=False,
    )
    def reopen(self, by):
        """Go on working with it."""
