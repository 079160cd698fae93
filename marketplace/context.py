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
    menu = [(text, url, request.path.startswith(prefix)) for text, url, prefix in MENU]
    return {
        "menu": menu,
        "actor": getattr(request, "actor", None),
        "my_organisations": organisations_of(memberships),
        "is_demo": settings.DEMO,
    }


def organisations_of(memberships) -> list[tuple]:
    """Each organisation with the roles held in it, in words."""
    found: dict = {}
    for row in memberships:
        roles = found.setdefault(row.organisation_id, (row.organisation, []))[1]
        roles.append(str(row.get_role_display()))
    return [(organisation, ", ".join(roles)) for organisation, roles in found.values()]
