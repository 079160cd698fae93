"""What a comparison tells beside the answers: facts in short, and warnings."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.comparing import Side
from marketplace.declaration import Schema
from marketplace.templatetags.fkj import thousands

from ..basis import Grounds
from .columns import Product, Wanted


@dataclass(frozen=True)
class Told:
    """What one column says in one row, where to read more, and of what."""

    text: str = ""
    url: str = ""
    whose: str = ""


@dataclass(frozen=True)
class Fact:
    """Faktum: a row that is not an answer to a question."""

    label: str | Promise
    cells: list[Told]
    only_leads: bool = False


def facts(sides: list[Side], grounds: Grounds | None) -> list[Fact]:
    """Price, basis, verification, use and areas; a row that nobody has is left out."""
    products: dict[str, Callable[[Product], Told]] = {
        _("Pris"): lambda side: Told(side.listing.price_text if side.listing else ""),
        _("Kjøpsgrunnlag for dere"): lambda side: basis(side, grounds),
        _("Listepris hos dere over fire år"): lambda side: four_years(side, grounds),
        _("Verifikasjon"): verification,
        _("Kommuner som bruker"): users,
        _("Erfaringer"): experiences,
    }
    rows = [_row(label, sides, Product, tell) for label, tell in products.items()]
    rows.append(Fact(_("Tjenesteområder"), [Told(areas(side)) for side in sides]))
    papers = [way(side, _("Dokumenter"), "dokumenter") for side in sides]
    talk = [way(side, _("Skriv i samtalen"), "samtale") for side in sides]
    rows += [Fact(_("Les mer"), papers, True), Fact(_("Ta kontakt"), talk, True)]
    return [row for row in rows if any(cell.text for cell in row.cells)]


def way(side: Side, text: str, anchor: str) -> Told:
    """The way to a part of the thing's own page."""
    return Told(text, f"{side.url}#{anchor}", side.title)


def _row(label: str, sides: list[Side], kind: type, tell: Callable[..., Told]) -> Fact:
    return Fact(label, [tell(side) if isinstance(side, kind) else Told() for side in sides])


def basis(side: Product, grounds: Grounds | None) -> Told:
    """On what ground the reader's organisation may buy it; a visitor has none."""
    is_known = grounds is not None and side.stands
    return Told(grounds.basis_for(side.listing).label if is_known else "")


def four_years(side: Product, grounds: Grounds | None) -> Told:
    """What the list price comes to for the reader's own inhabitants."""
    inhabitants = grounds and grounds.inhabitants
    value = side.listing.value_for(inhabitants) if inhabitants and side.stands else None
    return Told(f"{thousands(value)} {_('kr')}" if value is not None else "")


def verification(side: Product) -> Told:
    """Level and date, with the evidence."""
    found = side.attestation
    if found is None:
        return Told(_("Ingen gyldig attest"))
    day = date_format(found.issued_at, "SHORT_DATE_FORMAT")
    return Told(f"{found.get_level_display()} {day}", found.get_absolute_url())


def users(side: Product) -> Told:
    """How many municipalities have it in use."""
    number = getattr(side.listing, "municipalities", 0)
    return Told(ngettext("%d kommune", "%d kommuner", number) % number)


def experiences(side: Product) -> Told:
    """How many municipalities have told how it went."""
    number = getattr(side.listing, "told", 0)
    if not number:
        return Told()
    return Told(ngettext("%d erfaring", "%d erfaringer", number) % number, f"{side.url}#erfaringer")


def areas(side: Side) -> str:
    """Names of the areas it is made for, or asked for in."""
    found = side.areas if isinstance(side, Product) else [side.need.area]
    return ", ".join(str(area) for area in found)


def notes(sides: list[Side], shortlist) -> list[Fact]:
    """What the organisation itself has written about each."""
    rows = {row.listing_id: row for row in shortlist.entries.all()}
    found = [rows.get(getattr(getattr(side, "listing", None), "pk", None)) for side in sides]
    told = [
        Fact(_("Vår vurdering"), [Told(judged(row) if row else "") for row in found]),
        Fact(_("Vårt notat"), [Told(row.note if row else "") for row in found]),
    ]
    return [row for row in told if any(cell.text for cell in row.cells)]


def judged(entry) -> str:
    """The verdict, and why below it."""
    return f"{entry.get_verdict_display()}\n{entry.reason}".strip()


def warnings(sides: list[Side]) -> list[str]:
    """Why the columns may not be for the same thing, in plain words."""
    apart = [
        _("«%(one)s» og «%(other)s» er ikke laget for de samme tjenesteområdene.")
        % {"one": one.title, "other": other.title}
        for n, one in enumerate(sides)
        for other in sides[n + 1 :]
        if not tops(one) & tops(other)
    ]
    return apart + different_kinds([side for side in sides if isinstance(side, Product)])


def tops(side: Side) -> set[str]:
    """The topmost areas it belongs to."""
    found = side.areas if isinstance(side, Product) else [side.need.area]
    return {area.path.split("/")[0] for area in found}


def different_kinds(products: list[Product]) -> list[str]:
    """One application for a single task is hard to compare with a complete record system."""
    schema = Schema.latest("product")
    if "kind" not in schema:
        return []
    told = [(side.title, side.answering.newest_answers.get("kind")) for side in products]
    kinds = {title: schema["kind"].display(kind) for title, kind in told if kind}
    if len(set(kinds.values())) < 2:
        return []
    listed = "; ".join(f"{title}: {kind}" for title, kind in kinds.items())
    return [_("Løsningene er av ulike slag (%(kinds)s).") % {"kinds": listed}]


def first_need(sides: list[Side], chosen: str) -> Wanted | None:
    """The need that coverage is shown for: the one asked for, or the first."""
    needs = [side for side in sides if isinstance(side, Wanted)]
    return next(
        (side for side in needs if str(side.need.pk) == chosen), needs[0] if needs else None
    )
