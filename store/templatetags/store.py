"""What pages of other rooms may show from Butikken: the page asks, the room is not told."""

from django import template

from marketplace.excerpt import Excerpt, Line, excerpt, to_line
from marketplace.models import Organisation
from store import policy
from store.forms import CalculatorForm
from store.models import Adoption, Listing
from store.models.finding.marked import as_html
from store.models.finding.tiles import area_tiles
from store.models.finding.users_like import like

register = template.Library()
NOT_A_SEARCH = {"sort", "page", "vis"}


@register.inclusion_tag("store/tiles.html", takes_context=True)
def store_tiles(context) -> dict:
    """The service areas with what is in each, until something is searched for."""
    is_search = set(context["request"].GET) - NOT_A_SEARCH
    return {"tiles": [] if is_search else area_tiles(context["filter"].counts)}


@register.inclusion_tag("store/shortlist_button.html", takes_context=True)
def shortlist_button(context, listing, css: str = "ds-link") -> dict:
    """The way to put a listing on one of the organisation's lists; costs no query."""
    return {"listing": listing, "css": css, "may_shortlist": policy.may_shortlist(context["actor"])}


@register.simple_tag
def used_by_like(organisation) -> list[tuple[str, str]]:
    """The filters that find what municipalities like one's own use: (filter, value)."""
    return like(organisation)


@register.inclusion_tag("store/of_application.html", takes_context=True)
def store_of(context, application) -> dict:
    """Link to the listing of an application, or to where its supplier makes one."""
    user, actor = context["request"].user, context["actor"]
    is_listed = Listing.objects.filter(application=application).exists()
    is_mine = policy.may_offer(actor) and actor.acts_for(application.supplier_id)
    return {
        "application": application,
        "listing": Listing.objects.visible_to(user).filter(application=application).first(),
        "may_list": is_mine and not is_listed and application.verified_version is not None,
    }


@register.inclusion_tag("store/prices.html", takes_context=True)
def prices(context, listing) -> dict:
    """What a listing and what goes with it cost, and what it would cost us. Asks for no rows."""
    actor = context["actor"]
    calculator = CalculatorForm(None, listing, actor.organisation)
    return {
        "listing": listing,
        "mains": calculator.mains,
        "extras": calculator.extras,
        "calculator": calculator,
        "calculation": calculator.calculation(),
        "may_price": policy.offers(actor, listing),
    }


@register.simple_tag(takes_context=True)
def listings_of(context, organisation) -> Excerpt:
    """What a supplier has in the store, as far as the reader may see it."""
    rows = Listing.objects.visible_to(context["request"].user).select_related("application")
    held = Organisation.objects.held_by(organisation)
    rows = rows.filter(application__supplier__in=held).order_by("-pk")
    return excerpt(context["request"], "oppforinger", rows, to_line)


@register.simple_tag(takes_context=True)
def adoptions_of(context, organisation) -> Excerpt:
    """What a municipality considers, tries and uses."""
    rows = Adoption.objects.visible_to(context["request"].user).order_by("-pk")
    rows = rows.filter(organisation__in=Organisation.objects.held_by(organisation))
    rows = rows.select_related("listing__application", "version")
    return excerpt(context["request"], "i-bruk", rows, used)


def used(adoption) -> Line:
    """What is used, and which version."""
    number = adoption.version.number
    return Line(adoption.get_absolute_url(), str(adoption.listing), number, adoption)


@register.filter
def marks(text: str) -> str:
    """The words that were searched for, marked where they stand."""
    return as_html(text)


@register.simple_tag
def introduction_progress(tasks) -> dict[str, int]:
    """How many of the tasks are done, of those that must be."""
    statuses = [task.status for task, _steps in tasks if task.status != "not_relevant"]
    return {"done": statuses.count("done"), "all": len(statuses)}
