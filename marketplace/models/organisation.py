"""Organisations and who belongs to them."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.orgnr import validate_orgnr
from marketplace.search import NorwegianOrder

from .event import ClockTimestamp, Event
from .noun import Noun
from .role import Role
from .standing import stands


class OrganisationQuerySet(models.QuerySet):
    """Named ways to reach organisations."""

    def of(self, user) -> "OrganisationQuerySet":
        """What the person belongs to now, and what that has taken over; none for a visitor."""
        if not user.is_authenticated:
            return self.none()
        ids = Membership.objects.active().filter(user=user).order_by().values("organisation")
        taken = Organisation.objects.filter(heir__in=ids).values("pk")
        # Not `Q | Q`: the database would read every organisation instead of looking up a few.
        return self.filter(pk__in=ids.union(taken))

    def joined_by(self, user) -> "OrganisationQuerySet":
        """Those that the person can act for now: what they have taken over is not among them."""
        return self.filter(
            pk__in=Membership.objects.active().filter(user=user.pk).values("organisation")
        )

    def held_by(self, organisation) -> "OrganisationQuerySet":
        """The organisation and all that it has taken over."""
        return self.filter(Q(pk=organisation.pk) | Q(heir=organisation.pk))

    def run_by(self, user) -> "OrganisationQuerySet":
        """Organisations that the person administers now; none for a visitor."""
        if not user.is_authenticated:
            return self.none()
        admin = Membership.objects.active().filter(user=user, role=Role.ADMIN)
        return self.filter(pk__in=admin.values("organisation"))

    def standing(self) -> "OrganisationQuerySet":
        """Those that exist today, by the database's calendar."""
        return self.filter(stands())

    def hold(self) -> list["Organisation"]:
        """Lock the rows to the end of the transaction, always in the same order."""
        return list(self.order_by("pk").select_for_update(of=("self",)))

    def taking_part(self) -> "OrganisationQuerySet":
        """Municipalities and counties, and others that somebody belongs to."""
        people = Membership.objects.active().filter(organisation=OuterRef("pk"))
        municipal = Q(kind__in=[Organisation.Kind.MUNICIPALITY, Organisation.Kind.COUNTY])
        return self.standing().filter(municipal | Exists(people))

    def visible_to(self, user) -> "OrganisationQuerySet":
        """Everybody may see who there is."""
        return self

    def include_fkj(self) -> bool:
        """Tell whether FKJ itself is among them: its people see what others do not."""
        return self.filter(kind=Organisation.Kind.OPERATOR).exists()

    def municipalities(self) -> "OrganisationQuerySet":
        """Municipalities only."""
        return self.filter(kind=Organisation.Kind.MUNICIPALITY)

    def in_order(self) -> "OrganisationQuerySet":
        """By name in Norwegian order (æ, ø, å last), then county: two names stand twice."""
        return self.order_by(NorwegianOrder("name"), "county_name")


class Organisation(Noun):
    """Virksomhet: a municipality, county, supplier, national or interest organisation, or FKJ."""

    noun = "virksomhet"
    belongs_to = ("pk",)
    happenings = {
        "succeeded": _("Overtatt av en annen virksomhet"),
        "took_over": _("Overtok for en annen virksomhet"),
        "left": _("En person gikk ut"),
        "came_back": _("En person kom tilbake"),
    }

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommune")
        COUNTY = "county", _("Fylkeskommune")
        SUPPLIER = "supplier", _("Leverandør")
        NATIONAL = "national", _("Nasjonal aktør")
        INTEREST = "interest", _("Interesseorganisasjon")
        OPERATOR = "operator", _("Felles kommunal journal")

    class LanguageForm(models.TextChoices):
        BOKMAAL = "nb", _("Bokmål")
        NYNORSK = "nn", _("Nynorsk")
        NEUTRAL = "neutral", _("Nøytral")

    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    name = models.CharField(_("navn"), max_length=200)
    official_name = models.CharField(_("offisielt navn"), max_length=200, blank=True)
    orgnr = models.CharField(
        _("organisasjonsnummer"),
        max_length=9,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_orgnr],
    )
    municipality_number = models.CharField(
        _("kommunenummer"),
        max_length=4,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$")],
    )
    county_number = models.CharField(_("fylkesnummer"), max_length=2, blank=True)
    county_name = models.CharField(_("fylke"), max_length=100, blank=True)
    population = models.PositiveIntegerField(_("innbyggere"), null=True, blank=True)
    language_form = models.CharField(
        _("målform"), max_length=10, choices=LanguageForm, default=LanguageForm.NEUTRAL
    )
    sami_area = models.BooleanField(_("samisk forvaltningsområde"), default=False)
    latitude = models.FloatField(_("breddegrad"), null=True, blank=True)
    longitude = models.FloatField(_("lengdegrad"), null=True, blank=True)
    website = models.CharField(_("nettsted"), max_length=200, blank=True)
    valid_from = models.DateField(_("gyldig fra"), null=True, blank=True)
    valid_to = models.DateField(_("gyldig til"), null=True, blank=True)
    succeeds = models.ManyToManyField(
        "self",
        verbose_name=_("etterfølger"),
        related_name="succeeded_by",
        symmetrical=False,
        blank=True,
    )
    # Always the last one: when the heir is merged too, this is moved on.
    heir = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="inherited",
        verbose_name=_("rettighetene er hos"),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("virksomhet")
        verbose_name_plural = _("virksomheter")
        constraints = [
            models.CheckConstraint(
                name="municipality_has_number",
                condition=~Q(kind="municipality") | Q(municipality_number__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_when_inherited",
                condition=Q(heir__isnull=True) | Q(valid_to__isnull=False) & ~Q(heir=F("pk")),
            ),
        ]
        indexes = [models.Index(NorwegianOrder("name"), name="organisation_name_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participation:organisation", args=[self.pk])

    def told_to(self, actor):
        """What its people have done and what was done with it, for those who answer for it."""
        answers = actor.acts_for(self) and actor.holds(Role.ADMIN, Role.APPROVER)
        if not (answers or actor.is_fkj):
            return self.timeline().none()
        about = Q(subject_type=ContentType.objects.get_for_model(self), subject_id=self.pk)
        return Event.objects.filter(about | Q(organisation=self)).newest()

    @property
    def is_municipal(self) -> bool:
        """Tell whether this is a municipality or a county."""
        return self.kind in (self.Kind.MUNICIPALITY, self.Kind.COUNTY)

    @property
    def full_name(self) -> str:
        """Name that cannot be mistaken: «Herøy kommune (Nordland)»."""
        if self.kind == self.Kind.MUNICIPALITY:
            told = {"name": self.name, "county": self.county_name}
            return gettext("%(name)s kommune (%(county)s)") % told
        return self.name

    @property
    def web_address(self) -> str:
        """Its website as a link: the register leaves out the scheme."""
        bare = self.website.removeprefix("https://").removeprefix("http://")
        return f"https://{bare}" if bare else ""

    @property
    def initial(self) -> str:
        """First letter, for the round badge."""
        return self.name[:1].upper()


class MembershipQuerySet(models.QuerySet):
    """Named ways to reach memberships."""

    def active(self) -> "MembershipQuerySet":
        """Those that have not ended, in organisations that exist today."""
        return self.filter(stands("organisation__"), ended_at__isnull=True)

    def with_reach(self) -> "MembershipQuerySet":
        """With the organisation, and the numbers of all that it has taken over."""
        taken = Organisation.objects.filter(heir=OuterRef("organisation")).values("pk")
        rows = self.select_related("organisation")
        return rows.annotate(inherited=ArraySubquery(taken))

    def visible_to(self, user) -> "MembershipQuerySet":
        """One's own; an administrator's organisation; everything for FKJ's administrator."""
        if not user.is_authenticated:
            return self.none()
        runs = Organisation.objects.run_by(user)
        if runs.include_fkj():
            return self
        return self.filter(Q(organisation__in=runs) | Q(user=user))

    def admins_of(self, organisation) -> "MembershipQuerySet":
        """Those that make somebody its administrator today."""
        mine = self.active().filter(organisation=organisation, role=Role.ADMIN)
        return mine.filter(user__is_active=True)

    def leaves_an_admin(self, organisation, without) -> bool:
        """Tell whether it has an administrator besides the person, or never depended on them.

        Ask while the organisation is held (`Organisation.objects.hold`): two may leave at once.
        """
        admins = set(self.admins_of(organisation).values_list("user", flat=True))
        return without.pk not in admins or len(admins) > 1


class Membership(models.Model):
    """Medlemskap: a person's role in an organisation; one row for each role."""

    class Source(models.TextChoices):
        FKJ = "fkj", _("FKJ")
        REQUEST = "request", _("Innmelding")
        INVITATION = "invitation", _("Invitasjon")
        SIGN_IN = "sign_in", _("Innlogging")
        MERGER = "merger", _("Sammenslåing")

    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("bruker"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("virksomhet"),
    )
    role = models.CharField(_("rolle"), max_length=30, choices=Role, default=Role.MEMBER)
    source = models.CharField(_("kilde"), max_length=20, choices=Source, default=Source.FKJ)
    confirmed_at = models.DateTimeField(_("sist bekreftet av kilden"), null=True, blank=True)
    began_at = models.DateTimeField(_("startet"), db_default=ClockTimestamp(), editable=False)
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["pk"]
        constraints = [
            # What has ended stays as history beside a role that is given again.
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="one_membership_per_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"

    @cached_property
    def inherited(self) -> list[int]:
        """Numbers of all that the organisation has taken over; `with_reach` brings them along."""
        return list(self.organisation.inherited.values_list("pk", flat=True))
