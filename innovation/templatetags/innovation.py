"""What pages of other rooms may show from Innovasjonsarena: the page asks, it is not told."""

from django import template
from django.db.models import Q

from innovation.models import Collaboration, Need, Party
from marketplace.excerpt import Excerpt, Line, excerpt, to_line
from marketplace.models import Organisation

register = template.Library()


@register.simple_tag(takes_context=True)
def needs_of(context, organisation) -> Excerpt:
    """The needs that an organisation owns, as far as the reader may see them."""
    rows = Need.objects.visible_to(context["request"].user).order_by("-pk")
    rows = rows.filter(owner__in=Organisation.objects.held_by(organisation))
    return excerpt(context["request"], "behov", rows, to_line)


@register.simple_tag(takes_context=True)
def shared_by(context, organisation) -> Excerpt:
    """The needs of others that it shares."""
    held = Organisation.objects.held_by(organisation)
    endorsed = Need.objects.filter(endorsements__organisation__in=held).values("pk")
    rows = Need.objects.visible_to(context["request"].user).filter(pk__in=endorsed)
    rows = rows.select_related("owner").order_by("-pk")
    return excerpt(context["request"], "samme-behov", rows, shared)


def shared(need) -> Line:
    """The need, and whose it is."""
    return Line(need.get_absolute_url(), str(need), str(need.owner), need)


@register.simple_tag(takes_context=True)
def collaborations_of(context, organisation) -> Excerpt:
    """The collaborations that it leads or is let into."""
    held = Organisation.objects.held_by(organisation)
    parties = Party.objects.confirmed().filter(organisation__in=held).values("collaboration")
    rows = Collaboration.objects.visible_to(context["request"].user)
    rows = rows.filter(Q(lead__in=held) | Q(pk__in=parties)).order_by("-pk")
    return excerpt(context["request"], "samarbeid", rows, to_line)
