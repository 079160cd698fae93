"""What Enhetsregisteret said about a number, kept so that the portal works when it is silent."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.orgnr import validate_orgnr

from .event import ClockTimestamp

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


class RegisterEntryQuerySet(models.QuerySet):
    """Named ways to reach entries."""

    def fresh(self) -> "RegisterEntryQuerySet":
        """Those that need not be asked for again; a number may be registered any hour."""
        unknown = models.Q(answer=RegisterEntry.Answer.UNKNOWN)
        return self.filter(
            (~unknown & models.Q(fetched_at__gt=ClockTimestamp() - DAY))
            | (unknown & models.Q(fetched_at__gt=ClockTimestamp() - HOUR))
        )

    def lately(self, span: timedelta) -> "RegisterEntryQuerySet":
        """Those that were asked for within the span."""
        return self.filter(fetched_at__gt=ClockTimestamp() - span)


class RegisterEntry(models.Model):
    """Registeroppføring: the last answer of Enhetsregisteret about one organisation number."""

    class Answer(models.TextChoices):
        FOUND = "found", _("Registrert")
        UNKNOWN = "unknown", _("Ikke registrert")
        REMOVED = "removed", _("Slettet")

    orgnr = models.CharField(
        _("organisasjonsnummer"), max_length=9, primary_key=True, validators=[validate_orgnr]
    )
    answer = models.CharField(_("svar"), max_length=10, choices=Answer)
    name = models.CharField(_("navn"), max_length=200, blank=True)
    form = models.CharField(_("organisasjonsform, kode"), max_length=10, blank=True)
    form_name = models.CharField(_("organisasjonsform"), max_length=100, blank=True)
    address = models.CharField(_("adresse"), max_length=300, blank=True)
    municipality = models.CharField(_("kommune"), max_length=100, blank=True)
    municipality_number = models.CharField(_("kommunenummer"), max_length=4, blank=True)
    website = models.CharField(_("nettsted"), max_length=200, blank=True)
    bankrupt = models.BooleanField(_("konkurs"), default=False)
    winding_up = models.BooleanField(_("under avvikling"), default=False)
    removed_on = models.CharField(_("slettet dato"), max_length=10, blank=True)
    fetched_at = models.DateTimeField(_("hentet"), db_default=ClockTimestamp())

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("registeroppføring")
        verbose_name_plural = _("registeroppføringer")
        ordering = ["-fetched_at"]
        indexes = [models.Index(fields=["fetched_at"])]

    def __str__(self) -> str:
        return f"{self.name or self.get_answer_display()} ({self.orgnr})"

    @property
    def is_found(self) -> bool:
        """Tell whether the number is registered and not removed."""
        return self.answer == self.Answer.FOUND

    @property
    def is_municipal(self) -> bool:
        """Tell whether it is a municipality or a county, which come from the facts only."""
        return self.form in ("KOMM", "FYLK")

    @property
    def trouble(self) -> str:
        """Why it cannot take part, in words; empty when nothing stands in the way."""
        if not self.is_found:
            return str(WORDS[self.answer])
        if self.bankrupt:
            return str(_("Virksomheten er konkurs og kan ikke delta i markedsplassen."))
        if self.winding_up:
            return str(_("Virksomheten er under avvikling og kan ikke delta i markedsplassen."))
        return ""


WORDS = {
    RegisterEntry.Answer.UNKNOWN: _("Nummeret finnes ikke i Enhetsregisteret. Se over sifrene."),
    RegisterEntry.Answer.REMOVED: _("Virksomheten er slettet i Enhetsregisteret."),
}
