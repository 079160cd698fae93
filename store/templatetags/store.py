"""What pages of other rooms may show from Butikken: the page asks, the room is not told."""

from django import template

from store import policy
from store.models import Listing

register = template.Library()


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
