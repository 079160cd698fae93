"""Letters to those who may bind an organisation: asked by a colleague, or because time runs out."""

from django.db import transaction
from django.urls import reverse

from marketplace import letters
from marketplace.clock import db_today
from marketplace.lifecycle import lock
from marketplace.models import Event, Letter, Membership, Organisation
from participation.policy import BINDERS

from .terms import Terms

# Days before the time limit; each is one letter to each person.
REMINDERS = (30, 14, 3)


def binding_members():
    """Memberships of those who may accept for their organisation, each person once."""
    rows = Membership.objects.active().filter(role__in=BINDERS, user__is_active=True)
    return rows.order_by("user", "organisation", "pk").distinct("user", "organisation")


@transaction.atomic
def ask(terms: Terms, by) -> int | None:
    """Ask those who may bind to accept; returns how many, or None when it is done today."""
    organisation = by.organisation
    lock(organisation)
    key = f"terms-ask:{terms.pk}:{organisation.pk}:{db_today()}"
    if Letter.objects.filter(key__startswith=f"{key}:").exists():
        return None
    members = binding_members().filter(organisation=organisation).select_related("user")
    for member in members:
        told = _told(terms, organisation) | {"asker": by.user}
        letters.write(f"{key}:{member.user_id}", member.user, "terms_ask", told)
    if members:
        Event.objects.write(organisation, "asked_to_accept", by, data={"terms": terms.pk})
    return len(members)


def remind() -> None:
    """Write to those who may bind wherever a time limit comes near."""
    today = db_today()
    for terms in Terms.objects.not_over().filter(accept_by__gte=today):
        left = (terms.accept_by - today).days
        due = [days for days in REMINDERS if left <= days]
        if due:
            _remind(terms, min(due))


def _remind(terms: Terms, days: int) -> None:
    start = f"terms-due:{terms.pk}:{days}:"
    written = set(Letter.objects.filter(key__startswith=start).values_list("key", flat=True))
    rows = binding_members().filter(organisation__in=organisations_without(terms))
    for member in rows.select_related("user", "organisation"):
        key = f"{start}{member.organisation_id}:{member.user_id}"
        if key not in written:
            letters.write(key, member.user, "terms_due", _told(terms, member.organisation))


def organisations_without(terms: Terms):
    """Organisations that take part and have accepted nothing that covers the terms."""
    lowest = Terms.objects.with_floor().values_list("floor", flat=True).get(pk=terms.pk)
    covered = Organisation.objects.filter(
        acceptances__terms__audience=terms.audience,
        acceptances__terms__number__range=(lowest, terms.number),
    )
    return terms.concerned().exclude(pk__in=covered.values("pk"))


def _told(terms: Terms, organisation: Organisation) -> dict:
    path = reverse("participation:accept", args=[terms.pk])
    return {"terms": terms, "organisation": organisation, "link": letters.address(path)}
