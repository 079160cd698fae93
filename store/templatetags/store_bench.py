"""What the supplier's workbench shows from Butikken."""

from django import template

from marketplace.excerpt import Excerpt, Line, excerpt
from store import policy
from store.models import Adoption, Contract, Listing

register = template.Library()


@register.simple_tag(takes_context=True)
def with_listings(context, benches) -> list[tuple]:
    """Each of the supplier's applications with its listing, or None; and `may_offer`."""
    context["may_offer"] = policy.may_offer(context["actor"])
    numbers = [bench.application.pk for bench in benches]
    rows = Listing.objects.filter(application__in=numbers).select_related("application")
    found = {listing.application_id: listing for listing in rows}
    return [(bench, found.get(bench.application.pk)) for bench in benches]


@register.simple_tag(takes_context=True)
def contracts_with(context, actor) -> Excerpt:
    """The supplier's contracts, newest first, from when they are sent."""
    rows = Contract.objects.visible_to(context["request"].user)
    rows = rows.filter(listing__application__supplier__in=actor.reach)
    rows = rows.select_related("listing__application", "buyer").order_by("-pk")
    return excerpt(context["request"], "kontrakter", rows, bought)


def bought(contract) -> Line:
    """What was bought, and by whom."""
    return Line(contract.get_absolute_url(), str(contract), str(contract.buyer), contract)


@register.simple_tag(takes_context=True)
def uses_of(context, actor) -> Excerpt:
    """Municipalities that consider, try and use what the supplier makes."""
    rows = Adoption.objects.visible_to(context["request"].user)
    rows = rows.filter(listing__application__supplier__in=actor.reach)
    rows = rows.select_related("listing__application", "version", "organisation").order_by("-pk")
    return excerpt(context["request"], "bruk", rows, adopted)


def adopted(adoption) -> Line:
    """Who, and which version of what."""
    what = f"{adoption.listing} {adoption.version.number}"
    return Line(adoption.get_absolute_url(), str(adoption.organisation), what, adoption)
