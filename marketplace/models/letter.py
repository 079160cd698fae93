"""E-mail that waits in the database until a worker has sent it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp


class Letter(models.Model):
    """Brev: an e-mail, written in the same transaction as what it tells of. The row is the job.

    `key` says which letter it is: writing the same one again keeps the first.
    """

    key = models.CharField(_("nøkkel"), max_length=200, unique=True)
    to = models.EmailField(_("til"))
    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="letters",
        verbose_name=_("bruker"),
    )
    language = models.CharField(_("språk"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("emne"), max_length=200)
    text = models.TextField(_("tekst"))
    headers = models.JSONField(_("hoder"), default=dict, blank=True)
    written_at = models.DateTimeField(_("skrevet"), db_default=ClockTimestamp(), editable=False)
    sent_at = models.DateTimeField(_("sendt"), null=True, editable=False)

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
