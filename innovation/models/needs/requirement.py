"""What a need requires."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .need import Need


class Requirement(models.Model):
    """Krav: keeps its identity from need to criterion to claim to evidence."""

    class Priority(models.TextChoices):
        MUST = "must", _("Må")
        SHOULD = "should", _("Bør")
        MAY = "may", _("Kan")

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="requirements", verbose_name=_("behov")
    )
    text = models.CharField(_("krav"), max_length=500)
    priority = models.CharField(
        _("prioritet"), max_length=10, choices=Priority, default=Priority.MUST
    )
    question = models.CharField(_("spørsmål i deklarasjonen"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("krav")
        verbose_name_plural = _("krav")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def question_label(self) -> str:
        """The declaration question that answers it, in the reader's language."""
        question = self.need.newest_schema.named(self.question)
        return question.label if question else ""
