"""How far a joint procurement has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProcurementStatus(models.TextChoices):
    """Status for felleskjøp: from draft to contract, in the order of the law."""

    DRAFT = "draft", _("Utkast")
    REVIEWED = "reviewed", _("Kontrollert")
    PUBLISHED = "published", _("Kunngjort")
    CLOSED = "closed", _("Lukket")
    OPENED = "opened", _("Åpnet")
    QUALIFICATION = "qualification", _("Kontroll av kvalifikasjoner")
    QUALITY_INDIVIDUAL = "quality_individual", _("Individuell vurdering av kvalitet")
    QUALITY_CONSENSUS = "quality_consensus", _("Enighet om kvalitet")
    PRICE_OPENED = "price_opened", _("Priser åpnet")
    RECOMMENDED = "recommended", _("Innstilt")
    AWARD_NOTIFIED = "award_notified", _("Tildeling meddelt")
    STANDSTILL = "standstill", _("Karens")
    CONTRACTED = "contracted", _("Kontrakt inngått")
    COMPLETED = "completed", _("Fullført")
    CANCELLED = "cancelled", _("Avlyst")


Status = ProcurementStatus
UNPUBLISHED = (Status.DRAFT, Status.REVIEWED)
ENDED = (Status.CONTRACTED, Status.COMPLETED, Status.CANCELLED)
BEFORE_CONTRACT = tuple(status for status in Status if status not in ENDED)
AWARD_KNOWN = (Status.AWARD_NOTIFIED, Status.STANDSTILL, Status.CONTRACTED, Status.COMPLETED)
EVALUATING = (
    Status.CLOSED,
    Status.OPENED,
    Status.QUALIFICATION,
    Status.QUALITY_INDIVIDUAL,
    Status.QUALITY_CONSENSUS,
    Status.PRICE_OPENED,
    Status.RECOMMENDED,
    Status.AWARD_NOTIFIED,
)
