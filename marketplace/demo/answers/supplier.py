"""What each of the demo's suppliers answers alike about all it has."""

from .usual import no, yes


def of(supplier: str, **told) -> dict:
    """What one supplier answers of its own, about all it has."""
    reached = {
        "data_protection_contact": f"Personvernrådgiver, personvern@{supplier}.demo.example",
        "contact": f"Salg og avtaler, avtaler@{supplier}.demo.example",
    }
    return reached | told


NORDLYS = of(
    "nordlys",
    user_involvement="Brukerråd med fagledere fra seks kommuner, fire ganger i året.",
    plain_language=yes("Skrevet etter rådene fra Språkrådet; ikke prøvd på brukere."),
    accessibility_tested_on="2026-02-11",
    risk_assessed_on="2026-06-15",
    security_tested_on="2026-03-02",
    release_plan="quarterly",
    incident_notice_hours=12,
    price_adjustment="wage_index",
)
HAVBRIS = of(
    "havbris",
    user_involvement="To kommuner har prøvd den i et halvt år og fikk endret alle skjermbildene.",
    plain_language=no("Tekstene skal gjennomgås i 2027."),
    accessibility_tested_on="2025-11-03",
    risk_assessed_on="2026-10-05",
    security_tested_on="2026-10-20",
    release_plan="continuous",
    incident_notice_hours=24,
    notice_months=3,
)
BERGTUN = of(
    "bergtun",
    user_involvement="Laget sammen med hjemmetjenesten i Drammen; hver endring prøves på en rute.",
    plain_language=yes("Prøvd på ansatte med norsk som andrespråk."),
    risk_assessed_on="2026-08-22",
    security_tested_on="2026-09-30",
    release_plan="monthly",
    incident_notice_hours=4,
    municipal_effort_hours=140,
)
