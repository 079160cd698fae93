"""How far a need has come, whom it is to help, and why it is taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedStatus(models.TextChoices):
    """Status for behov: from draft to covered, or laid aside."""

    DRAFT = "draft", _("Utkast")
    IDEA = "idea", _("Idé")
    PRIORITISING = "prioritising", _("Prioritering")
    PUBLISHED = "published", _("Publisert")
    IN_COLLABORATION = "in_collaboration", _("I samarbeid")
    COVERED = "covered", _("Dekket")
    MERGED = "merged", _("Slått sammen")
    WITHDRAWN = "withdrawn", _("Trukket")
    ARCHIVED = "archived", _("Arkivert")


class Withdrawal(models.TextChoices):
    """Trekkgrunn: why a need is taken back."""

    DUPLICATE = "duplicate", _("Finnes fra før")
    STARTED = "started", _("Arbeidet er i gang et annet sted")
    NOT_FEASIBLE = "not_feasible", _("Lar seg ikke gjennomføre")
    SOLVED = "solved", _("Løst på annen måte")
    OTHER = "other", _("Annet")


class Goal(models.TextChoices):
    """Effektmål: whom the need is to help (goals 1–4 of the FKJ webinar, 30.09.2022)."""

    STAFF = "staff", _("Effektmål 1: Helsepersonell")
    MUNICIPALITY = "municipality", _("Effektmål 2: Kommunene")
    RESIDENT = "resident", _("Effektmål 3: Innbygger")
    BUSINESS = "business", _("Effektmål 4: Næringslivet")
