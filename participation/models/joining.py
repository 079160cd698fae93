"""Asking to belong to an organisation."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.actor import SYSTEM
from marketplace.forms import Choose, reason
from marketplace.lifecycle import Lifecycle, StepRefused, Unmet, guard, status_field, step
from marketplace.membership import clash, grant, roles_of
from marketplace.models import Event, Membership, Organisation, RegisterEntry, Role
from marketplace.policy import machine
from participation import policy


@guard(_("En annen enn den som ba om å bli med, må avgjøre."))
def is_for_another(request, actor) -> bool:
    """Tell whether the one who decides is not the one who asked."""
    return actor.user is not None and actor.user.pk != request.person_id


@guard(_("Enhetsregisteret sier at virksomheten er konkurs, under avvikling eller slettet."))
def stands_in_register(request, actor) -> bool:
    """Tell whether the last answer of the register lets a new organisation in."""
    if request.organisation_id:
        return True
    entry = RegisterEntry.objects.filter(pk=request.orgnr).first()
    return entry is not None and not entry.trouble


@guard(_("Virksomheten finnes ikke lenger. Finn den som har tatt over."))
def stands_today(thing, actor) -> bool:
    """Tell whether the organisation, when it is known, exists today."""
    here = Organisation.objects.standing().filter(pk=thing.organisation_id)
    return thing.organisation_id is None or here.exists()


@guard(_("E-postadressen hører ikke til virksomhetens nettsted."))
def address_belongs(request, actor) -> bool:
    """Tell whether a verified address lies on the website of the municipality."""
    place = request.organisation
    if place is None or not place.is_municipal or request.role != Role.MEMBER:
        return False
    domains = {address.rpartition("@")[2] for address in request.person.verified_addresses}
    # Somebody who was sent away does not come back by themselves.
    left = Membership.objects.filter(user=request.person, organisation=place)
    return domain_of(place.website) in domains and not left.exists()


def domain_of(website: str) -> str:
    """The domain that the organisation's e-mail has: `www.ringsaker.kommune.no` without www."""
    bare = website.lower().rpartition("://")[2].partition("/")[0]
    return bare.removeprefix("www.") or "-"


def offered(request, actor) -> list[tuple[str, str]]:
    """Roles that can be given: the first one in an organisation becomes its administrator."""
    if not request.is_led:
        return [(Role.ADMIN.value, Role.ADMIN.label)]
    return roles_of(request.kind_of_place)


class JoinRequestQuerySet(models.QuerySet):
    """Named ways to reach requests."""

    def visible_to(self, user) -> "JoinRequestQuerySet":
        """One's own; those to an organisation that one runs; all for FKJ's administrator."""
        if not user.is_authenticated:
            return self.none()
        runs = Organisation.objects.run_by(user)
        if runs.include_fkj():
            return self
        known = Q(orgnr__in=runs.exclude(orgnr=None).values("orgnr"))
        return self.filter(Q(person=user) | Q(organisation__in=runs) | known)

    def to(self, organisation) -> "JoinRequestQuerySet":
        """Those to an organisation, also from before the portal knew it."""
        number = organisation.orgnr or "-"
        return self.filter(Q(organisation=organisation) | Q(organisation=None, orgnr=number))

    def unanswered(self) -> "JoinRequestQuerySet":
        """Those that wait for an answer."""
        return self.filter(status=JoinRequest.Status.SUBMITTED)

    def waiting_for(self, actor) -> "JoinRequestQuerySet":
        """Those that the actor decides."""
        if not actor.holds(Role.ADMIN):
            return self.none()
        known = Organisation.objects.filter(orgnr=OuterRef("orgnr")).values("pk")
        place = Coalesce("organisation", Subquery(known))
        rows = self.unanswered().exclude(person=actor.user).annotate(place_pk=place)
        rows = rows.annotate(led=Exists(Membership.objects.admins_of(OuterRef("place_pk"))))
        return rows.filter(led=False) if actor.is_fkj else rows.to(actor.organisation)


class JoinRequest(Lifecycle):
    """Innmelding: a person asks to belong to an organisation, known here or only registered."""

    noun = "innmelding"
    named_with = ("person", "organisation")
    belongs_to = ("organisation",)

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("Sendt inn")
        APPROVED = "approved", _("Godkjent")
        DECLINED = "declined", _("Avslått")
        WITHDRAWN = "withdrawn", _("Trukket")

    class NewKind(models.TextChoices):
        SUPPLIER = "supplier", _("Leverandør")
        NATIONAL = "national", _("Nasjonal aktør")
        INTEREST = "interest", _("Interesseorganisasjon")

    person = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="join_requests",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="join_requests",
        verbose_name=_("virksomhet"),
    )
    orgnr = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    name = models.CharField(_("navn i Enhetsregisteret"), max_length=200, blank=True)
    kind = models.CharField(_("type virksomhet"), max_length=20, choices=NewKind, blank=True)
    role = models.CharField(_("ønsket rolle"), max_length=30, choices=Role, default=Role.MEMBER)
    message = models.TextField(_("melding til den som avgjør"), max_length=2000, blank=True)
    status = status_field(Status, Status.SUBMITTED)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("innmelding")
        verbose_name_plural = _("innmeldinger")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(status="submitted"),
                name="ask_once_to_join",
            ),
            models.UniqueConstraint(
                fields=["person", "orgnr"],
                condition=Q(status="submitted") & ~Q(orgnr=""),
                name="ask_once_to_join_new",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(orgnr=""),
                name="join_something",
                violation_error_message=_("Finn virksomheten først."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("participation:join_request", args=[self.pk])

    @property
    def place(self) -> str:
        """Name of what is asked for."""
        return self.organisation.full_name if self.organisation else self.name

    @property
    def kind_of_place(self) -> str:
        """Kind of what is asked for."""
        return self.organisation.kind if self.organisation else self.kind

    @property
    def place_id(self) -> int | None:
        """Number of the organisation, which may have become known after this was sent."""
        if self.organisation_id:
            return self.organisation_id
        known = Organisation.objects.filter(orgnr=self.orgnr)
        return known.values_list("pk", flat=True).first()

    @property
    def is_led(self) -> bool:
        """Tell whether the organisation has an administrator; lists bring the answer along."""
        known = vars(self).get("led")
        return policy.is_led(self.place_id) if known is None else known

    def deciders(self) -> models.QuerySet:
        """Memberships of those who decide."""
        if self.is_led:
            return Membership.objects.admins_of(self.place_id)
        operators = Organisation.objects.filter(kind=Organisation.Kind.OPERATOR)
        return Membership.objects.active().filter(organisation__in=operators, role=Role.ADMIN)

    def settle(self) -> None:
        """Let in whoever has the municipality's own address; tell the others' deciders."""
        if address_belongs(self, SYSTEM) and stands_today(self, SYSTEM):
            return self.admit(by=SYSTEM)
        for row in self.deciders().select_related("user").exclude(user=self.person):
            key = f"join-{self.pk}-asked-{row.user_id}"
            letters.write(key, row.user, "join_asked", self._told())

    def _told(self, **more) -> dict:
        return {"request": self, "link": letters.address(self.get_absolute_url())} | more

    def _answer(self, **more) -> None:
        letters.write(f"join-{self.pk}-answer", self.person, "join_answer", self._told(**more))

    @step(
        Status.SUBMITTED,
        to=Status.APPROVED,
        who=policy.decides,
        label=_("Godkjenn"),
        done=_("Godkjent"),
        needs=[is_for_another, stands_today, stands_in_register],
        asks={"role": Choose(_("Rolle"), offered, lambda request: request.role)},
    )
    def approve(self, by, role):
        """Let the person in; the first one in an organisation becomes its administrator."""
        vars(self).pop("led", None)
        self.organisation = self.organisation or self._made_known(by)
        Organisation.objects.filter(pk=self.organisation_id).hold()
        if not policy.decides(by, self):
            raise StepRefused([Unmet(_("Virksomheten har fått en administrator, som avgjør."))])
        self._let_in(role, by)

    def _let_in(self, role: str, by) -> None:
        if refused := clash(self.person, self.organisation.kind, [role]):
            raise StepRefused([Unmet(refused)])
        grant(self.person, self.organisation, role, Membership.Source.REQUEST, by)
        self._answer(approved=True, given=Role(role).label)

    def _made_known(self, by) -> Organisation:
        """The organisation, made from the register's entry unless somebody was first."""
        told = {"kind": self.kind, "name": self.name, "official_name": self.name}
        found, is_new = Organisation.objects.get_or_create(
            orgnr=self.orgnr, defaults=told | self._county()
        )
        if is_new:
            data = {"fields": ["orgnr", *told]}
            Event.objects.write(found, Event.CREATED, by, data=data)
        return found

    def _county(self) -> dict:
        entry = RegisterEntry.objects.get(pk=self.orgnr)
        number = entry.municipality_number or "-"
        home = Organisation.objects.municipalities().filter(municipality_number=number).first()
        told = {"website": entry.website}
        if home:
            told |= {"county_number": home.county_number, "county_name": home.county_name}
        return told

    @step(
        Status.SUBMITTED,
        to=Status.APPROVED,
        who=machine,
        label=_("Slipp inn"),
        done=_("Sluppet inn"),
        needs=[address_belongs, stands_today],
    )
    def admit(self, by):
        """Let in whoever has an address of the municipality itself, as a member."""
        self._let_in(Role.MEMBER, by)

    @step(
        Status.SUBMITTED,
        to=Status.DECLINED,
        who=policy.decides,
        label=_("Avslå"),
        done=_("Avslått"),
        needs=[is_for_another],
        asks={"note": reason()},
        primary=False,
    )
    def decline(self, by, note):
        """Say no, with a reason."""
        self._answer(approved=False, note=note)

    @step(
        Status.SUBMITTED,
        to=Status.WITHDRAWN,
        who=policy.asked,
        label=_("Trekk innmeldingen"),
        done=_("Trukket"),
        confirm=_("Du kan be om å bli med igjen senere."),
        primary=False,
    )
    def withdraw(self, by):
        """The person changes their mind."""
