"""What pages of other rooms may show from Erfaringsarena: the page asks, the room is not told."""

from django import template
from django.db.models import Q

from experience.models import ExperienceReport
from experience.models.scores import spreads
from marketplace.excerpt import Excerpt, Line, excerpt
from marketplace.models import Organisation

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


@register.simple_tag(takes_context=True)
def reports_of(context, organisation) -> Excerpt:
    """What a municipality tells, or what is told about a supplier's solutions."""
    held = Organisation.objects.held_by(organisation)
    about = Q(adoption__listing__application__supplier__in=held)
    rows = ExperienceReport.objects.visible_to(context["request"].user).order_by("-pk")
    rows = rows.filter(Q(organisation__in=held) | about)
    rows = rows.select_related("organisation", "adoption__listing__application")
    return excerpt(context["request"], "erfaringer", rows, told)


def told(report) -> Line:
    """What it says, about what and by whom."""
    note = f"{report.listing} · {report.organisation}"
    return Line(report.get_absolute_url(), str(report), note, report)


@register.simple_tag(takes_context=True)
def reports_to_answer(context, actor) -> Excerpt:
    """What municipalities tell about what the supplier makes, that it has not answered."""
    rows = ExperienceReport.objects.published().filter(reply=None)
    rows = rows.filter(adoption__listing__application__supplier__in=actor.reach)
    rows = rows.select_related("organisation", "adoption__listing__application").order_by("-pk")
    return excerpt(context["request"], "ubesvart", rows, told)
