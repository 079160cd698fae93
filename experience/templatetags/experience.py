"""What pages of other rooms may show from Erfaringsarena: the page asks, the room is not told."""

from django import template

from experience.models import ExperienceReport
from experience.models.scores import spreads

register = template.Library()


@register.inclusion_tag("experience/summary.html")
def experience_with(listing) -> dict:
    """Sum up what municipalities tell about a listing: n and spread, never a mean of few."""
    reports = ExperienceReport.objects.published().about(listing)
    newest = list(reports.select_related("organisation", "version")[:3])
    told = spreads(reports) if newest else []
    return {"listing": listing, "newest": newest, "spreads": told, "number": reports.count()}


@register.inclusion_tag("experience/of_adoption.html", takes_context=True)
def experience_of(context, adoption) -> dict:
    """Link to the municipality's report on an adoption, or to where it is written."""
    user, actor = context["request"].user, context["actor"]
    reports = ExperienceReport.objects.visible_to(user).filter(adoption=adoption)
    mine = actor.acts_for(adoption.organisation_id)
    return {"adoption": adoption, "reports": reports, "mine": mine}
