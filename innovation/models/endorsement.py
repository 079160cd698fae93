"""What municipalities say to a need, and what the need requires."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation

from .need import Need


class Endorsement(models.Model):
    """Tilslutning: one municipality has the same need. One for each municipality and need."""

    class Kind(models.TextChoices):
        SAME_NEED = "same_need", _("Har samme behov")
        WILL_TAKE_PART = "will_take_part", _("Vil delta")
        WILL_FUND = "will_fund", _("Vil bidra med midler")

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="endorsements", verbose_name=_("behov")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="endorsements",
        verbose_name=_("virksomhet"),
    )
    kind = models.CharField(_("hva dere vil"), max_length=20, choices=Kind, default=Kind.SAME_NEED)
    version = models.PositiveSmallIntegerField(_("gjelder versjon"), default=0, editable=False)
    created_at = models.DateTimeField(_("opprettet"), auto_now_add=True)

    class Meta:
        verbose_name = _("tilslutning")
        verbose_name_plural = _("tilslutninger")
        constraints = [
            models.UniqueConstraint(fields=["need", "organisation"], name="endorse_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"


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
