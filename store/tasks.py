"""What the clock does in the room: the rows say what is due, a lost alarm loses nothing."""

from django.db.models import Q

from marketplace import letters
from marketplace.celery import app
from marketplace.models import Membership, User
from store import policy
from store.models import Adoption, Listing, PricePlan, ShelfPulse, Word
from store.models.price_plan import begin


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
