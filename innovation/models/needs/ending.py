"""How a need ends: covered, taken back or laid aside."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.forms import reason
from marketplace.lifecycle import step

from .status import NeedStatus as Status
from .status import Withdrawal


class Ending(models.Model):
    """Slutt: the need is met, or nobody works on it any more."""

    class Meta:
        abstract = True

    @step(
        Status.IN_COLLABORATION,
        to=Status.COVERED,
        who=policy.facilitates,
        label=_("Merk som dekket"),
        done=_("Merket som dekket"),
        asks={"note": reason(_("Hva dekker behovet?"))},
    )
    def cover(self, by, note):
        """It is met, by a common basis or by something in the store."""

    @step(
        [Status.IDEA, Status.PRIORITISING, Status.PUBLISHED, Status.IN_COLLABORATION],
        to=Status.WITHDRAWN,
        who=policy.owner_approves,
        label=_("Trekk behovet"),
        done=_("Behovet er trukket"),
        asks={
            "reason": forms.ChoiceField(label=_("Grunn"), choices=Withdrawal.choices),
            "note": reason(required=False),
        },
        confirm=_("Siden blir stående, men behovet vises ikke lenger i listene."),
        primary=False,
    )
    def withdraw(self, by, reason, note=""):
        """The owner takes it back."""

    @step(
        [Status.IDEA, Status.PRIORITISING],
        to=Status.ARCHIVED,
        who=policy.machine,
        label=_("Arkiver"),
        done=_("Arkivert"),
    )
    def archive(self, by):
        """Nothing has happened for long."""
