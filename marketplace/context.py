"""What every page knows."""

from django.conf import settings
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

MENU = [
    (_("Vilkår"), reverse_lazy("participation:terms"), "/vilkar/"),
    (_("Kvalifisering"), reverse_lazy("participation:qualifications"), "/kvalifisering/"),
    (_("Innovasjonsarena"), reverse_lazy("innovation:needs"), "/innovasjonsarena/"),
    (_("Felleskjøp"), reverse_lazy("procurement:procurements"), "/felleskjop/"),
    (_("Verifikasjon"), reverse_lazy("verification:applications"), "/verifikasjon/"),
    (_("Butikken"), reverse_lazy("store:listings"), "/butikken/"),
    (_("Erfaringsarena"), reverse_lazy("experience:reports"), "/erfaringsarena/"),
    (_("Hjelp"), reverse_lazy("help"), "/hjelp/"),
]


def portal(request) -> dict:
    """Give the menu, the organisations to switch between, and whether this is a demo."""
    memberships = getattr(request, "memberships", [])
    organisations = {m.organisation_id: m.organisation for m in memberships}
    menu = [(text, url, request.path.startswith(prefix)) for text, url, prefix in MENU]
    return {
        "menu": menu,
        "actor": getattr(request, "actor", None),
        "my_organisations": list(organisations.values()),
        "is_demo": settings.DEMO,
    }
