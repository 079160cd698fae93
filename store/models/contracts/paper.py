"""The signed contract as a paper: what was frozen, in words."""

from datetime import date
from decimal import Decimal

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..basis import BasisKind
from ..prices.tag import kroner


def paper(contract, text) -> dict:
    """Everything that the document shows; the names of those who signed are asked for now."""
    said = text.content
    told = {"number": said["number"], "solution": said["solution"]}
    return {
        "title": _("Kontrakt %(number)s om %(solution)s") % told,
        "foot": f"{said['number']}-{said['revision']}",
        "facts": [*facts(said), *signatures(contract, said)],
        "headings": headings(),
        "lines": [line(one) for one in said["lines"]],
        "sums": sums(said),
        "recipients": [[one["name"], day(one["planned_on"])] for one in said["recipients"]],
        "explained": _("Kontrollsummen (SHA-256) av det partene signerte er:"),
        "sha256": text.sha256,
    }


def headings() -> dict:
    """The words of the document."""
    return {
        "lines": _("Det som er avtalt"),
        "line_head": [_("Hva"), _("Antall"), _("Listepris"), _("Avtalt pris")],
        "sums": _("Hva det koster, uten mva."),
        "recipients": _("Mottakere og planlagt levering"),
    }


def facts(said: dict) -> list[tuple[str, str]]:
    """Who, what and how long."""
    basis = str(BasisKind(said["basis"]).label)
    return [
        (_("Kjøper"), side(said["buyer"])),
        (_("Leverandør"), side(said["supplier"])),
        (_("Løsning"), f"{said['solution']}, {_('versjon')} {said['version']}"),
        (_("Kjøpsgrunnlag"), f"{basis} {said['agreement']}".strip()),
        (_("Periode"), f"{day(said['starts_on'])} – {day(said['ends_on'])}"),
        (_("Opsjon"), _("%s måneder") % said["option_months"]),
        (_("Databehandleravtale"), f"{day(said['data_agreed_on'])}. {said['data_agreed_by']}"),
    ]


def signatures(contract, said: dict) -> list[tuple[str, str]]:
    """Who signed for each side, and when."""
    return [
        (_("Signert for kjøperen"), f"{contract.buyer_signed_by}, {at(said['buyer_signed_at'])}"),
        (
            _("Signert for leverandøren"),
            f"{contract.supplier_signed_by}, {at(said['supplier_signed_at'])}",
        ),
    ]


def line(one: dict) -> list[str]:
    """One row of the table."""
    listed = _("På forespørsel") if one["list_price"] is None else money(one["list_price"])
    return [one["name"], str(one["quantity"]), listed, f"{money(one['price'])} {one['each']}"]


def sums(said: dict) -> list[tuple[str, str]]:
    """What the lines come to."""
    return [
        (_("Per år"), money(said["per_year"])),
        (_("Én gang"), money(said["once"])),
        (_("I den avtalte perioden"), money(said["initial_total"])),
        (_("Med opsjonen"), money(said["total"])),
        (_("Samlet verdi, høyst"), money(said["amount"])),
    ]


def side(party: dict) -> str:
    """An organisation with its number."""
    return f"{party['name']} ({party['orgnr']})" if party["orgnr"] else party["name"]


def money(amount: str) -> str:
    """Kroner in words."""
    return kroner(Decimal(amount))


def day(text: str | date | None) -> str:
    """A day in words."""
    return date_format(parse_date(str(text))) if text else _("Ikke oppgitt")


def at(text: str) -> str:
    """A moment in words."""
    return date_format(localtime(parse_datetime(text)), "DATETIME_FORMAT")
