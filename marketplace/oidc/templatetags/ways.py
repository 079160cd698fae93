"""The ways in, where a page offers them."""

from allauth.socialaccount.adapter import get_adapter
from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def ways_in(context) -> list:
    """Every way in, in the order of the file: whoever wrote it put the best one first."""
    return get_adapter().list_providers(context["request"])
