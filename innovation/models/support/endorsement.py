"""What municipalities say to a need."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation

from ..needs.need import Need


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
