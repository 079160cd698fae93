"""How a contract is changed, prolonged and ended after it has been signed."""

from datetime import timedelta

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today, months_after
from marketplace.forms import reason
from marketplace.lifecycle import StepRefused, Unmet, step
from marketplace.policy import machine
from participation.models import accepted_terms
from store import policy

from .conditions import has_ended, has_no_open_amendment, has_option
from .status import IN_FORCE, RUNNING, Status

LATER = _("Velg en dag som ikke er kommet ennå: kontrakten gjelder til og med den dagen.")


class FutureDay(forms.DateField):
    """A day after today, by the database's calendar."""

    def clean(self, value):
        """Refuse today and everything before."""
        day = super().clean(value)
        if day and day <= db_today():
            raise forms.ValidationError(LATER)
        return day


class Ending(models.Model):
    """Endring og opphør: amendment, option, termination and the last day."""

    class Meta:
        abstract = True

    @step(
        RUNNING,
        who=policy.buys,
        label=_("Lag endring"),
        done=_("En endring er begynt"),
        needs=[accepted_terms, has_no_open_amendment],
        asks={"note": reason(_("Hva skal endres?"))},
        primary=False,
    )
    def amend(self, by, note):
        """Begin a new revision; this one stands until both sides have signed the new one."""
        self.copy_as_revision(by)

    @step(
        RUNNING,
        who=policy.approves,
        label=_("Bruk opsjonen"),
        done=_("Opsjonen er brukt"),
        needs=[accepted_terms, has_option],
        confirm=_("Kontrakten forlenges med opsjonsperioden. Det kan ikke trekkes tilbake."),
        primary=False,
    )
    def use_option(self, by):
        """Prolong the contract by the option months."""
        self.option_used_on = db_today()
        self.set_end()

    @step(
        RUNNING,
        to=Status.TERMINATED,
        who=policy.approves,
        label=_("Si opp kontrakten"),
        done=_("Kontrakten er sagt opp"),
        asks={
            "last_day": FutureDay(
                label=_("Siste dag"),
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            ),
            "note": reason(),
        },
        confirm=_("Kontrakten gjelder til og med siste dag. Oppsigelsen kan ikke trekkes tilbake."),
        primary=False,
    )
    def terminate(self, by, last_day, note):
        """End it on a day that has not come; it is in force until then."""
        if last_day <= db_today():
            raise StepRefused([Unmet(LATER)])
        self.terminated_on = last_day
        self.ends_on = min(last_day, self.ends_on or last_day)

    @step(
        IN_FORCE,
        to=Status.CLOSED,
        who=machine,
        label=_("Avslutt kontrakten"),
        done=_("Kontrakten er avsluttet"),
        needs=[has_ended],
    )
    def close(self, by):
        """The last day has passed."""

    @step(
        RUNNING,
        to=Status.REPLACED,
        who=machine,
        label=_("Erstatt med ny revisjon"),
        done=_("Erstattet av en ny revisjon"),
    )
    def give_way(self, by):
        """Both sides have signed the revision that amends it."""


def last_day(first, months: int):
    """The last day of so many months from the first one."""
    return months_after(first, months) - timedelta(days=1)
