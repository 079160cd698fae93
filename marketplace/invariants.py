"""What must always be true of the data, whatever has happened: asked after tests and every night.

Each invariant is a sentence and a question that finds what breaks it. Nothing found is well.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Model, OuterRef, Q, Subquery, Sum

from marketplace.lifecycle import Lifecycle
from marketplace.models import Event, Letter, Membership, Notice, Organisation, Role
from marketplace.orgnr import validate_orgnr
from marketplace.policy import Kind
from marketplace.versions import Snapshot
from participation.models import Acceptance, Audience
from procurement.models import JointProcurement, Offer
from store.models import Adoption, Contract
from store.models.contracts.ceiling import used
from verification.models import Attestation, CheckRun, Run

FKJ_ROLES = (
    Role.FACILITATOR,
    Role.REVIEWER,
    Role.INFORMATION_MANAGER,
    Role.PROCUREMENT_OFFICER,
)
Found = Iterable[object]


@dataclass(frozen=True)
class Broken:
    """One thing that breaks an invariant."""

    sentence: str
    what: str


INVARIANTS: dict[str, Callable[[], Found]] = {}


def always(sentence: str):
    """Add a question that finds what breaks the sentence."""

    def add(question: Callable[[], Found]):
        INVARIANTS[sentence] = question
        return question

    return add


def broken() -> Iterator[Broken]:
    """Ask every question."""
    for sentence, question in INVARIANTS.items():
        for thing in question():
            yield Broken(sentence, f"{type(thing).__name__} {getattr(thing, 'pk', '')} {thing}")


def nouns() -> list[type[Lifecycle]]:
    """Every noun with a status."""
    return list(Lifecycle.nouns.values())


def _newest_status(model: type[Model]) -> Subquery:
    kind = ContentType.objects.get_for_model(model)
    moved = Event.objects.filter(subject_type=kind, subject_id=OuterRef("pk")).exclude(to_status="")
    return Subquery(moved.order_by("-pk").values("to_status")[:1])


@always("A status is one of the noun's own.")
def _known_statuses() -> Found:
    for model in nouns():
        yield from model._base_manager.exclude(status__in=model.Status.values)


@always("A status is the one that the newest event led to.")
def _statuses_as_told() -> Found:
    for model in nouns():
        rows = model._base_manager.annotate(told=_newest_status(model))
        yield from rows.filter(told__isnull=False).exclude(told=F("status"))


@always("Whatever stands past its first status has an event that tells how it came there.")
def _moves_are_told() -> Found:
    for model in nouns():
        first = model._meta.get_field("status").default
        rows = model._base_manager.annotate(told=_newest_status(model))
        yield from rows.filter(told__isnull=True).exclude(status=first)


@always("An event is about something that exists.")
def _events_have_subjects() -> Found:
    told = Event.objects.values_list("subject_type", flat=True).distinct()
    for kind in ContentType.objects.filter(pk__in=told):
        rows = Event.objects.filter(subject_type=kind)
        there = kind.model_class()._base_manager.values("pk")
        yield from rows.exclude(subject_id__in=there)


@always("An event that a person caused was done for an organisation the person has belonged to.")
def _events_are_for_own_organisations() -> Found:
    belongs = Membership.objects.filter(
        user=OuterRef("actor"), organisation=OuterRef("organisation")
    ).values("pk")[:1]
    rows = Event.objects.filter(actor__isnull=False, organisation__isnull=False)
    return rows.annotate(belongs=Subquery(belongs)).filter(belongs__isnull=True)


@always("A frozen version still gives its hash.")
def _versions_are_intact() -> Found:
    for model in Snapshot.__subclasses__():
        yield from (one for one in model.objects.iterator() if not one.is_intact())


@always("The versions of a thing are numbered 1, 2, 3 … without a gap.")
def _versions_are_whole() -> Found:
    for model in Snapshot.__subclasses__():
        counted = model.objects.values("of").annotate(n=Count("pk"), sum=Sum("number")).order_by()
        yield from (row for row in counted if row["sum"] != row["n"] * (row["n"] + 1) // 2)


@always("An organisation number has a valid control digit.")
def _organisation_numbers() -> Found:
    for organisation in Organisation.objects.exclude(orgnr=None):
        try:
            validate_orgnr(organisation.orgnr)
        except ValidationError:
            yield organisation


@always("FKJ's roles are held in FKJ only.")
def _operator_roles() -> Found:
    rows = Membership.objects.active().filter(role__in=FKJ_ROLES)
    return rows.exclude(organisation__kind=Kind.OPERATOR)


@always("A supplier's people are members or administrators.")
def _supplier_roles() -> Found:
    rows = Membership.objects.active().filter(organisation__kind=Kind.SUPPLIER)
    return rows.exclude(role__in=[Role.MEMBER, Role.ADMIN])


@always("Nobody acts for a supplier and also buys or works for FKJ.")
def _both_sides() -> Found:
    active = Membership.objects.active()
    sells = active.filter(organisation__kind=Kind.SUPPLIER).values("user")
    buys = Q(role=Role.BUYER) | Q(organisation__kind=Kind.OPERATOR)
    return active.filter(buys, user__in=sells)


@always("The criteria of an announced joint procurement weigh 100 together.")
def _weights() -> Found:
    rows = JointProcurement.objects.exclude(published_at=None)
    return rows.annotate(weight=Sum("criteria__weight")).exclude(weight=100)


@always("The offer that is awarded was given in the same joint procurement.")
def _awarded_offers() -> Found:
    rows = JointProcurement.objects.exclude(awarded_offer=None)
    return rows.exclude(awarded_offer__procurement=F("pk"))


@always("A supplier has one offer in a joint procurement.")
def _one_offer() -> Found:
    counted = Offer.objects.values("procurement", "supplier").annotate(n=Count("pk")).order_by()
    return counted.filter(n__gt=1)


@always("No offer was received after the deadline.")
def _offers_in_time() -> Found:
    received = Offer.objects.annotate(last=Subquery(_newest_receipt())).filter(last__isnull=False)
    return received.filter(last__gt=F("procurement__deadline"))


def _newest_receipt():
    return (
        Offer.versions.rel.related_model.objects.filter(of=OuterRef("pk"))
        .order_by("-number")
        .values("at")[:1]
    )


@always("Contracts called off from an agreement are within its maximum value.")
def _ceilings() -> Found:
    agreements = {one.agreement for one in Contract.objects.exclude(agreement=None)}
    return [one for one in agreements if used(one) > one.max_value]


@always("A contract's number and revision are its own.")
def _contract_numbers() -> Found:
    counted = Contract.objects.values("number", "revision").annotate(n=Count("pk")).order_by()
    return counted.filter(n__gt=1)


@always("An adoption is a municipality's or a county's.")
def _adoptions() -> Found:
    return Adoption.objects.exclude(organisation__kind__in=[Kind.MUNICIPALITY, Kind.COUNTY])


@always("A check that is done has an outcome, and one that waits has none.")
def _check_outcomes() -> Found:
    done = Q(state=CheckRun.State.DONE)
    return CheckRun.objects.filter(done & Q(outcome="") | ~done & ~Q(outcome=""))


@always("A check that runs has a lease and a token.")
def _check_leases() -> Found:
    running = CheckRun.objects.filter(state=CheckRun.State.RUNNING)
    return running.filter(Q(lease_until=None) | Q(token=None))


@always("A run that is over has no check under way.")
def _runs_are_over() -> Found:
    active = ~Q(state=CheckRun.State.DONE)
    over = [status for status in Run.Status if status not in Run.ACTIVE]
    return Run.objects.filter(status__in=over, checks__in=CheckRun.objects.filter(active))


@always("A version has one valid attestation at most.")
def _attestations() -> Found:
    valid = Attestation.objects.filter(status=Attestation.Status.VALID)
    return valid.values("version").annotate(n=Count("pk")).order_by().filter(n__gt=1)


@always("An acceptance still gives its hash.")
def _acceptances_are_intact() -> Found:
    rows = Acceptance.objects.exclude(sha256="").select_related("terms", "organisation")
    yield from (one for one in rows.iterator() if not one.is_intact())


@always("An organisation has accepted terms that are published, and written for its kind.")
def _acceptances_bind() -> Found:
    yield from Acceptance.objects.exclude(terms__status__in=["published", "replaced"])
    for audience in Audience:
        rows = Acceptance.objects.filter(terms__audience=audience)
        yield from rows.exclude(organisation__kind__in=audience.kinds)


@always("A letter has a receiver, a subject and a key.")
def _letters() -> Found:
    return Letter.objects.filter(Q(to="") | Q(subject="") | Q(key=""))


@always("A letter that is to be sent has something to say.")
def _letters_say_something() -> Found:
    return Letter.objects.exclude(state=Letter.State.SENT).filter(text="")


@always("A notice is about what its event is about.")
def _notices_are_about_their_events() -> Found:
    same = Q(subject_type=F("event__subject_type"), subject_id=F("event__subject_id"))
    return Notice.objects.exclude(same)


@always("Nobody is told of what they did themselves.")
def _notices_are_of_others() -> Found:
    return Notice.objects.filter(user=F("event__actor"))
