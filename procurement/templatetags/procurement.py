"""What pages of other rooms may show from Felleskjøp: the page asks, the room is not told."""

from django import template
from django.db.models import Q

from marketplace.excerpt import Excerpt, Line, excerpt, to_line
from marketplace.models import Organisation
from procurement.models import FrameworkAgreement, JointProcurement

register = template.Library()


@register.simple_tag(takes_context=True)
def procurements_of(context, organisation) -> Excerpt:
    """The joint procurements that it owns or takes part in, as far as the reader may see them."""
    held = Organisation.objects.held_by(organisation)
    joined = JointProcurement.objects.committed_by(held).values("pk")
    rows = JointProcurement.objects.visible_to(context["request"].user)
    rows = rows.filter(Q(owner__in=held) | Q(pk__in=joined)).order_by("-pk")
    return excerpt(context["request"], "felleskjop", rows, to_line)


@register.simple_tag(takes_context=True)
def agreements_of(context, organisation) -> Excerpt:
    """The framework agreements that a supplier delivers on."""
    rows = FrameworkAgreement.objects.visible_to(context["request"].user).order_by("-pk")
    rows = rows.filter(supplier__in=Organisation.objects.held_by(organisation))
    rows = rows.select_related("procurement", "supplier")
    return excerpt(context["request"], "rammeavtaler", rows, delivered)


def delivered(agreement) -> Line:
    """What it came of; the supplier is told already."""
    return Line(agreement.get_absolute_url(), agreement.procurement.title, thing=agreement)
