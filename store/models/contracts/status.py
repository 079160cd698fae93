"""How far a contract has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContractStatus(models.TextChoices):
    """Status for kontrakt: from draft to closed."""

    DRAFT = "draft", _("Utkast")
    INTERNAL_APPROVAL = "internal_approval", _("Til intern godkjenning")
    SENT = "sent", _("Sendt til leverandør")
    CONFIRMED = "confirmed", _("Bekreftet av leverandør")
    SIGNED = "signed", _("Signert")
    INTRODUCING = "introducing", _("Innføres")
    IN_USE = "in_use", _("I bruk")
    TERMINATED = "terminated", _("Sagt opp")
    CLOSED = "closed", _("Avsluttet")
    REPLACED = "replaced", _("Erstattet av en ny revisjon")
    CANCELLED = "cancelled", _("Forkastet")


Status = ContractStatus
# What only the buyer knows of, and what takes nothing of a framework's ceiling.
INTERNAL = (Status.DRAFT, Status.INTERNAL_APPROVAL, Status.CANCELLED)
RUNNING = (Status.SIGNED, Status.INTRODUCING, Status.IN_USE)
IN_FORCE = (*RUNNING, Status.TERMINATED)
