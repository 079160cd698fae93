"""What a person may do for an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Rolle: what a person may do for the organisation."""

    MEMBER = "member", _("Medlem")
    EDITOR = "editor", _("Redaktør")
    APPROVER = "approver", _("Godkjenner")
    BUYER = "buyer", _("Innkjøper")
    ADMIN = "admin", _("Administrator")
    FACILITATOR = "facilitator", _("Fasilitator")
    REVIEWER = "reviewer", _("Vurderer")
    INFORMATION_MANAGER = "information_manager", _("Informasjonsforvalter")
    PROCUREMENT_OFFICER = "procurement_officer", _("Innkjøpsansvarlig i FKJ")
