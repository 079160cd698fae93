"""Template tags for following and notices, which every page may use without loading them."""

from django import template
from django.contrib.auth.models import AnonymousUser

from marketplace.models import Follow, Notice

register = template.Library()


@register.inclusion_tag("components/follow.html", takes_context=True)
def follow_button(context, thing) -> dict:
    """The button that lets the reader follow the thing, or stop."""
    request = context["request"]
    if not thing or not request.user.is_authenticated:
        return {"thing": None}
    follow = Follow.objects.about(thing).filter(user=request.user).first()
    level = follow.level if follow else Follow.Level.OFF
    return {"thing": thing, "request": request, "is_following": level != Follow.Level.OFF}


@register.simple_tag(takes_context=True)
def unread_notices(context) -> int:
    """How many notices the reader has not seen."""
    user = context.get("user") or AnonymousUser()
    return Notice.objects.filter(user=user).unread().count() if user.is_authenticated else 0


@register.filter
def kind_of(thing) -> str:
    """What kind of thing it is, in the reader's language."""
    name = str(thing._meta.verbose_name)
    return name[:1].upper() + name[1:]
