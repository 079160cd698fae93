"""Which terms bind an organisation today, and which of them it has accepted.

An acceptance covers a version when nothing material has come between them. While the time limit of
a material revision runs, the acceptance of what stood before it counts too.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now, TruncDate

from marketplace.models import Organisation, Role
from participation.policy import BINDERS

from .audience import Audience

TODAY = TruncDate(Now())
PUBLIC = ("published", "replaced")


class TermsQuerySet(models.QuerySet):
    """Named ways to reach terms."""

    def visible_to(self, user) -> "TermsQuerySet":
        """Everybody may read what is published; FKJ its drafts too."""
        is_fkj = Organisation.objects.of(user).include_fkj()
        return self if is_fkj else self.published()

    def published(self) -> "TermsQuerySet":
        """Those that apply, have applied or will apply."""
        return self.filter(status__in=PUBLIC)

    def open(self) -> "TermsQuerySet":
        """Those that are being written."""
        return self.exclude(status__in=PUBLIC)

    def current(self) -> "TermsQuerySet":
        """The terms that apply today."""
        return self.not_over().filter(valid_from__lte=TODAY)

    def not_over(self) -> "TermsQuerySet":
        """The terms that apply today, and those that are to come."""
        return self.published().filter(Q(valid_to__isnull=True) | Q(valid_to__gte=TODAY))

    def past_end(self) -> "TermsQuerySet":
        """Those that another version has taken over from."""
        return self.filter(status="published", valid_to__lt=TODAY)

    def binding(self, organisation: Organisation | None) -> "TermsQuerySet":
        """The terms that the organisation may accept: today's, and those to come."""
        return self.not_over().filter(audience=Audience.of(organisation))

    def owed_by(self, organisation: Organisation | None) -> "TermsQuerySet":
        """The terms that stop the organisation now."""
        standing = acceptances().standing().filter(organisation=organisation)
        mine = self.current().filter(audience=Audience.of(organisation))
        return mine.exclude(audience__in=standing.values("terms__audience"))

    def unaccepted_by(self, organisation: Organisation | None) -> "TermsQuerySet":
        """The terms that the organisation must accept, now or by a day to come."""
        return self.binding(organisation).uncovered(organisation)

    def with_floor(self) -> "TermsQuerySet":
        """Add the lowest version whose acceptance covers each: the newest material one."""
        material = self.model.objects.published().filter(material=True)
        return self.annotate(
            floor=newest(material.filter(number__lte=OuterRef("number")), OuterRef("audience"))
        )

    def uncovered(self, organisation: Organisation | None) -> "TermsQuerySet":
        """Versions that no acceptance of the organisation covers."""
        covering = acceptances().filter(
            organisation=organisation,
            terms__audience=OuterRef("audience"),
            terms__number__gte=OuterRef("floor"),
            terms__number__lte=OuterRef("number"),
        )
        return self.with_floor().exclude(Exists(covering))

    def waiting_for(self, actor) -> "TermsQuerySet":
        """Those where the actor has the next move: to write on, to publish or to accept."""
        if actor.is_fkj:
            return self.open() if actor.holds(Role.ADMIN) else self.for_control(actor)
        return self.unaccepted_by(actor.organisation) if actor.holds(*BINDERS) else self.none()

    def for_control(self, actor) -> "TermsQuerySet":
        """Drafts that a second person may control."""
        return self.filter(status="draft") if actor.holds(Role.REVIEWER) else self.none()


class AcceptanceQuerySet(models.QuerySet):
    """Named ways to reach acceptances."""

    def visible_to(self, user) -> "AcceptanceQuerySet":
        """The organisation's own people and FKJ."""
        mine = Organisation.objects.of(user)
        return self if mine.include_fkj() else self.filter(organisation__in=mine)

    def standing(self) -> "AcceptanceQuerySet":
        """Those that let the organisation act today."""
        terms = self.model.terms.field.related_model
        due = Q(accept_by__isnull=True) | Q(accept_by__lt=TODAY)
        in_force = terms.objects.published().filter(due, material=True, valid_from__lte=TODAY)
        floor = newest(in_force, OuterRef("terms__audience"))
        rows = self.filter(terms__status__in=PUBLIC, terms__valid_from__lte=TODAY)
        return rows.annotate(floor=floor).filter(terms__number__gte=F("floor"))


def newest(versions: TermsQuerySet, audience: OuterRef) -> Coalesce:
    """Number of the newest of the versions for the audience, or 0."""
    numbers = versions.filter(audience=audience).order_by("-number").values("number")
    return Coalesce(Subquery(numbers[:1]), Value(0))


def acceptances() -> AcceptanceQuerySet:
    """Every acceptance; asked late, because acceptances know the terms and not the other way."""
    from .acceptance import Acceptance

    return Acceptance.objects.all()
