"""What must be in place before the municipalities sign."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChecklistItem(models.Model):
    """Sjekkpunkt: something that must be in place before the municipalities sign.

    The points are those the seed draws («SJEKK!»); FKJ's full template comes later as data.
    """

    class Point(models.TextChoices):
        LAW = "law", _("Lov og forskrift er vurdert")
        NATIONAL = "national", _("Nasjonale initiativ er kartlagt")
        ANCHORED = "anchored", _("Behovet er forankret i hver kommune")
        ESTIMATED = "estimated", _("Kostnad, nytte og usikkerhet er estimert")
        RISK = "risk", _("Standard risikolandskap er fylt ut")
        NEUTRAL = "neutral", _("Behovet sier hva, ikke hvordan, og er leverandørnøytralt")

    class Answer(models.TextChoices):
        UNCLEAR = "unclear", _("Uavklart")
        YES = "yes", _("Ja")
        NO = "no", _("Nei")
        NOT_RELEVANT = "not_relevant", _("Ikke relevant")

    collaboration = models.ForeignKey(
        "innovation.Collaboration",
        on_delete=models.PROTECT,
        related_name="checklist",
        verbose_name=_("samarbeid"),
    )
    point = models.CharField(_("sjekkpunkt"), max_length=20, choices=Point)
    answer = models.CharField(_("svar"), max_length=20, choices=Answer, default=Answer.UNCLEAR)
    evidence = models.TextField(_("begrunnelse og bevis"), blank=True)

    class Meta:
        verbose_name = _("sjekkpunkt")
        verbose_name_plural = _("sjekkpunkter")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "point"], name="one_of_each_point")
        ]

    def __str__(self) -> str:
        return self.get_point_display()

    @property
    def is_settled(self) -> bool:
        """Yes or not relevant, with words behind it."""
        return self.answer in (self.Answer.YES, self.Answer.NOT_RELEVANT) and bool(self.evidence)
