"""A comparison as rows of a spreadsheet: the same rows as on the page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .coverage import Coverage

Row = list[object]


def sheets(context: dict) -> dict[str, list[Row]]:
    """The sheets of a comparison, by their names."""
    found = {_("Sammenligning"): list(_comparison(context))}
    coverage = context["coverage"]
    return found | ({_("Kravdekning"): list(_coverage(coverage))} if coverage else {})


def _comparison(context: dict) -> Iterator[Row]:
    sides = [side for side, _without in context["sides"]]
    yield [_("Spørsmål"), *[side.title for side in sides]]
    yield ["", *[side.subtitle for side in sides]]
    for fact in [one for one in context["facts"] if not one.only_leads]:
        yield [fact.label, *[cell.text for cell in fact.cells]]
    comparison = context["comparison"]
    for group in comparison.sections() if comparison else []:
        yield [group.section.title.upper()]
        for row in group.rows:
            yield [row.question.label, *[_value(cell) for cell in row.shown]]


def _value(cell) -> object:
    """A plain number as a number, so that it can be counted with; else what the page says."""
    if cell.is_number and isinstance(cell.answer, int | float):
        return cell.answer
    return cell.text or (_("Ikke oppgitt") if cell.is_asked else "–")


def _coverage(coverage: Coverage) -> Iterator[Row]:
    yield [_("Krav"), _("Prioritet"), _("Behovet ber om"), *_headings(coverage)]
    for demand in coverage.demands():
        cells = [part for claim in demand.claims for part in (claim.met.label, claim.text)]
        yield [demand.text, demand.priority, demand.wanted, *cells]


def _headings(coverage: Coverage) -> list[str]:
    titles = [side.title for side in coverage.products]
    return [words for title in titles for words in (title, f"{title}: {_('påstand')}")]
