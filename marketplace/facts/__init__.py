"""Facts that the portal starts from, and how they come into the database. See README.md here."""

import csv
from collections.abc import Iterator
from pathlib import Path

import yaml

from marketplace.models import Figure, Organisation, ServiceArea

FOLDER = Path(__file__).parent
Kind = Organisation.Kind
# What mergers have written stays: facts are loaded again at every start.
NOT_FROM_FACTS = ("id", "valid_from", "valid_to", "heir")


def load() -> dict[str, int]:
    """Bring organisations, areas and figures up to date. Returns how many of each."""
    return {
        "municipalities": _load_municipalities(),
        "counties": _load_counties(),
        "areas": sum(1 for _area in _load_areas(_yaml("service_areas.yaml"))),
        "figures": _load_figures(),
    }


def _yaml(name: str) -> list[dict]:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _rows() -> list[dict[str, str]]:
    with (FOLDER / "municipalities.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _municipality(row: dict[str, str]) -> Organisation:
    return Organisation(
        kind=Kind.MUNICIPALITY,
        municipality_number=row["number"],
        name=row["name"],
        official_name=row["official_name"],
        county_number=row["county_number"],
        county_name=row["county_name"],
        orgnr=row["org_number"] or None,
        population=int(row["population"]),
        language_form=row["language_form"],
        sami_area=row["sami_admin_area"] == "1",
        website=row["website"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _load_municipalities() -> int:
    found = [_municipality(row) for row in _rows()]
    names = [f.name for f in Organisation._meta.fields if f.name not in NOT_FROM_FACTS]
    changing = [name for name in names if name != "municipality_number"]
    Organisation.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["municipality_number"],
        update_fields=changing,
    )
    return len(found)


def _load_counties() -> int:
    """Counties named in the municipality file; Oslo is a municipality that is also a county."""
    counties = {row["county_number"]: row["county_name"] for row in _rows()}
    counties.pop("03")
    for number, name in counties.items():
        told = {"name": f"{name} fylkeskommune", "county_name": name}
        Organisation.objects.update_or_create(kind=Kind.COUNTY, county_number=number, defaults=told)
    return len(counties)


def _load_areas(rows: list[dict], parent: ServiceArea | None = None) -> Iterator[ServiceArea]:
    for order, row in enumerate(rows):
        path = f"{parent.path}/{row['slug']}" if parent else row["slug"]
        area, _new = ServiceArea.objects.update_or_create(
            path=path, defaults=_area_fields(row, order) | {"parent": parent}
        )
        yield area
        yield from _load_areas(row.get("children", []), area)


def _area_fields(row: dict, order: int) -> dict:
    return {
        "name": row["name"],
        "name_nn": row["nn"],
        "name_en": row["en"],
        "icon": row.get("icon", ""),
        "volven_codes": row.get("volven", []),
        "kostra_codes": row.get("kostra", []),
        "order": order,
    }


def _load_figures() -> int:
    """Add figures that are missing; one that an administrator has changed is left alone."""
    rows = _yaml("figures.yaml")
    for row in rows:
        told = {name: row[name] for name in ("amount", "unit", "source")}
        Figure.objects.get_or_create(
            key=row["key"],
            valid_from=row["from"],
            defaults=told | {"valid_to": row.get("to")},
        )
    return len(rows)
