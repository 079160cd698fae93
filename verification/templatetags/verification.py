"""What pages of other rooms may show from Verifikasjon: the page asks, the room is not told."""

from django import template

from marketplace.excerpt import Excerpt, Line, excerpt
from marketplace.models import Organisation
from verification import policy
from verification.models import Application

register = template.Library()


@register.simple_tag(takes_context=True)
def applications_of(context, organisation) -> Excerpt:
    """What a supplier makes, as far as the reader may see it."""
    rows = Application.objects.visible_to(context["request"].user).order_by("name", "pk")
    rows = rows.filter(supplier__in=Organisation.objects.held_by(organisation))
    return excerpt(context["request"], "losninger", rows, made)


def made(application) -> Line:
    """What it is called, and what it is for."""
    return Line(application.get_absolute_url(), application.name, application.summary)


@register.inclusion_tag("verification/gallery.html", takes_context=True)
def pictures(context, application) -> dict:
    """What an application looks like; its supplier is led to where the pictures are changed."""
    return {
        "application": application,
        "pictures": application.pictures.all(),
        "may_change": policy.works_on(context["actor"], application),
    }
