"""How far a collaboration has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkStatus(models.TextChoices):
    """Status for samarbeid: from forming to closed."""

    FORMING = "forming", _("Dannes")
    ACTIVE = "active", _("Aktivt")
    CONTROL = "control", _("Kontroll")
    APPROVAL = "approval", _("Til godkjenning")
    APPROVED = "approved", _("Godkjent")
    HANDED_OVER = "handed_over", _("Overlevert")
    CLOSED = "closed", _("Avsluttet")
    PAUSED = "paused", _("Pauset")
    ABORTED = "aborted", _("Avbrutt")
