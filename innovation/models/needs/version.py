"""What was published of a need, word for word."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.versions import Snapshot


class NeedVersion(Snapshot):
    """Behovsversjon: what was published, word for word. Append-only."""

    of = models.ForeignKey(
        "innovation.Need",
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("behov"),
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("behovsversjon")
        verbose_name_plural = _("behovsversjoner")
