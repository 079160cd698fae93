"""What the clock does in the room: the rows say what is due, a lost alarm loses nothing."""

from django.db import transaction
from django.db.models import Q

from marketplace import letters
from marketplace.actor import SYSTEM
from marketplace.celery import app
from marketplace.clock import db_today
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Membership, User
from marketplace.models.event import ClockTimestamp
from store import policy
from store.forms.saved_search import News, hits_of
from store.models import (
    Adoption,
    Contract,
    Listing,
    PricePlan,
    SavedSearch,
    ShelfPulse,
    Word,
)
from store.models.contracts import expiry
from store.models.prices.plan import begin


@app.task
def ask_again() -> None:
    """Ask municipalities whether they still use what they told of a year ago: once a year."""
    rows = Adoption.objects.to_confirm().select_related("organisation", "listing__application")
    for adoption in rows:
        told = {"adoption": adoption, "address": letters.address(adoption.get_absolute_url())}
        for user in tellers(adoption.organisation):
            key = f"adoption-confirm:{adoption.pk}:{adoption.confirmed_on}:{user.pk}"
            letters.write(key, user, "adoption_confirm", told)


def tellers(municipality):
    """Those who can tell for the municipality, or for the one that has taken it over."""
    where = Q(organisation=municipality) | Q(organisation=municipality.heir_id)
    rows = Membership.objects.active().filter(where, role__in=policy.TELLERS)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


@app.task
def index_shelf() -> None:
    """Find by what is true now what has changed since it was last indexed."""
    Listing.objects.outdated().reindex()


@app.task
def tidy_shelf() -> None:
    """Keep the shelf's pulses few, and count its words anew."""
    ShelfPulse.objects.tidy()
    Word.objects.recount()


@app.task
def begin_prices() -> None:
    """Let the prices whose day has come take over."""
    for listing in Listing.objects.filter(pk__in=PricePlan.objects.unstated().values("listing")):
        begin(listing)


@app.task
def look_through_searches() -> None:
    """Find out whether the hits of saved searches have changed, and tell so: once for a change."""
    for number in SavedSearch.objects.to_look_through().values_list("pk", flat=True):
        with transaction.atomic():
            look_through(number)


def look_through(number: int) -> None:
    """Look through one search, unless somebody else does so now."""
    rows = SavedSearch.objects.to_look_through().filter(pk=number)
    search = rows.select_for_update(skip_locked=True, of=("self",)).select_related("user").first()
    if search is None:
        return
    before, hits = search.hits, hits_of(search)
    SavedSearch.objects.filter(pk=number).update(hits=hits, checked_at=ClockTimestamp())
    if news := News.between(before, hits):
        told = {"new": len(news.new), "gone": len(news.gone), "changed": len(news.changed)}
        Event.objects.write(search, "hits_changed", SYSTEM, data=told)


@app.task
def remind_of_ends() -> None:
    """Write to both sides of the contracts that soon run out, once at each mark."""
    today = db_today()
    for contract in expiry.running_out():
        mark = expiry.mark_for(contract, (contract.ends_on - today).days)
        if mark:
            _remind(contract, mark)


def _remind(contract, mark: int) -> None:
    has_option = contract.option_months > 0 and contract.option_used_on is None
    address = letters.address(contract.get_absolute_url())
    told = {"contract": contract, "has_option": has_option, "address": address}
    for user in expiry.readers(contract):
        key = f"contract-ends:{contract.pk}:{contract.ends_on}:{mark}:{user.pk}"
        letters.write(key, user, "contract_expiry", told)


@app.task
def close_contracts() -> None:
    """Close every contract whose last day has passed; somebody else may have been first."""
    for contract in Contract.objects.past_end():
        try:
            contract.close(by=SYSTEM)
        except StepRefused:
            continue
