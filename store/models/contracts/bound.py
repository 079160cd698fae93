"""How a contract comes to bind both sides, and what follows at once."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_now, db_today
from marketplace.forms import reason
from marketplace.lifecycle import step
from marketplace.policy import machine
from participation.models import accepted_terms
from store import policy

from . import introduction
from .conditions import (
    amends_what_stands,
    both_have_signed,
    buyer_has_not_signed,
    has_data_agreement,
    supplier_has_not_signed,
    supplier_is_active,
)
from .status import Status

TO_SIGN = [accepted_terms, has_data_agreement, supplier_is_active, amends_what_stands]


def day(label) -> forms.DateField:
    """Ask for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget)


class Bound(models.Model):
    """Bundet: the data-processing agreement, the two signatures, and the introduction."""

    class Meta:
        abstract = True

    @step(
        Status.CONFIRMED,
        who=policy.buys | policy.supplies,
        label=_("Registrer databehandleravtalen"),
        done=_("Databehandleravtalen er registrert"),
        needs=[buyer_has_not_signed, supplier_has_not_signed],
        asks={
            "agreed_on": day(_("Dato databehandleravtalen ble inngått")),
            "note": reason(_("Hvem har inngått den for hver av partene? Skriv roller, ikke navn.")),
        },
    )
    def agree_on_data(self, by, agreed_on, note):
        """Say when and by whom it was agreed how personal data are handled."""
        self.data_agreed_on, self.data_agreed_by = agreed_on, note[:500]

    @step(
        Status.CONFIRMED,
        who=policy.approves,
        label=_("Signer for kommunen"),
        done=_("Signert for kommunen"),
        needs=[buyer_has_not_signed, *TO_SIGN],
        confirm=_("Kommunen er bundet av kontrakten når begge parter har signert."),
        then=lambda contract: conclude(contract),
        sensitive=True,
    )
    def sign(self, by):
        """The buyer's signature."""
        self.buyer_signed_by, self.buyer_signed_at = by.user, db_now()

    @step(
        Status.CONFIRMED,
        who=policy.supplies,
        label=_("Signer for leverandøren"),
        done=_("Signert for leverandøren"),
        needs=[supplier_has_not_signed, *TO_SIGN],
        confirm=_("Leverandøren er bundet av kontrakten når begge parter har signert."),
        then=lambda contract: conclude(contract),
        sensitive=True,
    )
    def sign_as_supplier(self, by):
        """The supplier's signature."""
        self.supplier_signed_by, self.supplier_signed_at = by.user, db_now()

    @step(
        Status.CONFIRMED,
        to=Status.SIGNED,
        who=machine,
        label=_("Sett i kraft"),
        done=_("Kontrakten er signert av begge parter"),
        needs=[both_have_signed],
        then=lambda contract: take_over(contract),
    )
    def come_into_force(self, by):
        """Freeze what was signed, with its hash and what it was reckoned to cost."""
        self.signed_at = db_now()
        self.starts_on = self.starts_on or db_today()
        self.set_end()
        self.texts.model.freeze(self, by)

    @step(
        Status.SIGNED,
        to=Status.INTRODUCING,
        who=policy.buys,
        label=_("Start innføringen"),
        done=_("Innføringen startet"),
        needs=[accepted_terms],
    )
    def start_introduction(self, by):
        """Training and set-up begin."""

    @step(
        Status.INTRODUCING,
        to=Status.IN_USE,
        who=policy.buys,
        label=_("Ta i bruk"),
        done=_("Tatt i bruk"),
        needs=[accepted_terms],
    )
    def take_into_use(self, by):
        """People work with it."""

    @step(
        Status.SIGNED,
        to=Status.INTRODUCING,
        who=machine,
        label=_("Fortsett innføringen"),
        done=_("Innføringen fortsetter på den nye revisjonen"),
    )
    def carry_on_introducing(self, by):
        """The revision that was amended was being introduced."""

    @step(
        Status.SIGNED,
        to=Status.IN_USE,
        who=machine,
        label=_("Fortsett bruken"),
        done=_("Bruken fortsetter på den nye revisjonen"),
    )
    def carry_on_using(self, by):
        """The revision that was amended was in use."""


def conclude(contract) -> None:
    """Bring it into force when the second signature has come."""
    if contract.buyer_signed_at and contract.supplier_signed_at:
        contract.come_into_force(by=SYSTEM)


def take_over(contract) -> None:
    """Plan the introduction; an amendment takes the place of what it amends instead."""
    if contract.amends is None:
        introduction.plan(contract)
        return
    stood = contract.amends.status
    contract.amends.give_way(by=SYSTEM)
    if stood == Status.INTRODUCING:
        contract.carry_on_introducing(by=SYSTEM)
    if stood == Status.IN_USE:
        contract.carry_on_using(by=SYSTEM)
