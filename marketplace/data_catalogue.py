"""The catalogue of open data in Turtle, after DCAT-AP-NO, so that data.norge.no can harvest it.

Everything here is our own words and addresses: nothing that a person typed is written into it.
"""

import json
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

EU = "http://publications.europa.eu/resource/authority"
HERE = "/data/katalog.ttl"
LANGUAGES = ("nb", "nn", "en")
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
PUBLISHER = _("Felles kommunal journal")
TITLE = _("Åpne data fra markedsplassen for kommunale journalløsninger")
ABOUT = _("Behov, verifiserte løsninger, hvem som bruker dem, og erfaringer, fra kommunene selv.")
FORMATS = {
    "CSV": "text/csv",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "JSON": "application/json",
    "ATOM": "application/atom+xml",
}


@dataclass(frozen=True)
class Dataset:
    """Datasett: what it is called, what it holds, and where it is in each format."""

    key: str
    title: Promise
    about: Promise
    page: str
    files: dict[str, str]


DATASETS = [
    Dataset(
        "losninger",
        _("Løsninger i Butikken"),
        _(
            "Verifiserte sluttbrukerløsninger fra kvalifiserte leverandører, "
            "med deklarasjon og pris."
        ),
        "/butikken/",
        {
            "CSV": "/butikken/losninger.csv",
            "XLSX": "/butikken/losninger.xlsx",
            "JSON": "/api/v1/oppforing/",
            "ATOM": "/butikken/nytt.atom",
        },
    ),
    Dataset(
        "ibruktakinger",
        _("Kommuner som bruker løsningene"),
        _("Hvilke kommuner som vurderer, prøver ut og bruker hvilke løsninger."),
        "/butikken/i-bruk/",
        {"JSON": "/api/v1/ibruktaking/"},
    ),
    Dataset(
        "behov",
        _("Behov i kommunene"),
        _("Det kommunene mangler, beskrevet slik at andre kan slutte seg til."),
        "/innovasjonsarena/",
        {"JSON": "/api/v1/behov/"},
    ),
    Dataset(
        "erfaringer",
        _("Erfaringer fra kommunene"),
        _("Det kommunene forteller om innføring og bruk av løsningene."),
        "/erfaringsarena/",
        {"JSON": "/api/v1/erfaring/"},
    ),
]


def turtle(site: str) -> str:
    """The whole catalogue; every address in it begins with the site's own."""
    prefixes = [f"@prefix {name}: <{where}> ." for name, where in PREFIXES.items()]
    parts = [catalogue(site), publisher(site), contact(site)]
    parts += [part for one in DATASETS for part in (dataset(site, one), *files(site, one))]
    return "\n".join(prefixes) + "\n\n" + "\n\n".join(parts) + "\n"


def catalogue(site: str) -> str:
    """The catalogue itself."""
    sets = ", ".join(f"<{site}{HERE}#{one.key}>" for one in DATASETS)
    return node(
        f"{site}{HERE}",
        "dcat:Catalog",
        ("dct:title", said(TITLE)),
        ("dct:description", said(ABOUT)),
        ("dct:identifier", quoted(f"{site}{HERE}")),
        *shared(site),
        ("dcat:dataset", sets),
    )


def dataset(site: str, one: Dataset) -> str:
    """One set of data."""
    where = ", ".join(f"<{site}{HERE}#{one.key}-{kind.lower()}>" for kind in one.files)
    return node(
        f"{site}{HERE}#{one.key}",
        "dcat:Dataset",
        ("dct:title", said(one.title)),
        ("dct:description", said(one.about)),
        ("dct:identifier", quoted(f"{site}{HERE}#{one.key}")),
        *shared(site),
        ("dcat:theme", f"<{EU}/data-theme/HEAL>, <{EU}/data-theme/GOVE>"),
        ("dct:accessRights", f"<{EU}/access-right/PUBLIC>"),
        ("dct:accrualPeriodicity", f"<{EU}/frequency/CONT>"),
        ("dct:language", f"<{EU}/language/NOB>"),
        ("dct:spatial", f"<{EU}/country/NOR>"),
        ("dcat:landingPage", f"<{site}{one.page}>"),
        ("dcat:distribution", where),
    )


def files(site: str, one: Dataset) -> list[str]:
    """The set in each of its formats."""
    return [
        node(
            f"{site}{HERE}#{one.key}-{kind.lower()}",
            "dcat:Distribution",
            ("dct:title", said(one.title)),
            ("dcat:accessURL", f"<{site}{where}>"),
            ("dcat:downloadURL", f"<{site}{where}>"),
            ("dct:license", f"<{EU}/licence/NLOD_2_0>"),
            ("dct:format", f"<{EU}/file-type/{kind}>"),
            ("dcat:mediaType", f"<https://www.iana.org/assignments/media-types/{FORMATS[kind]}>"),
        )
        for kind, where in one.files.items()
    ]


def shared(site: str) -> list[tuple[str, str]]:
    """Who publishes it, and whom to ask."""
    return [
        ("dct:publisher", f"<{site}{HERE}#utgiver>"),
        ("dcat:contactPoint", f"<{site}{HERE}#kontakt>"),
    ]


def publisher(site: str) -> str:
    """FKJ."""
    name = ("foaf:name", said(PUBLISHER))
    return node(f"{site}{HERE}#utgiver", "foaf:Agent", name, ("foaf:homepage", f"<{site}/>"))


def contact(site: str) -> str:
    """Where questions are answered."""
    page = ("vcard:hasURL", f"<{site}/hjelp/>")
    return node(f"{site}{HERE}#kontakt", "vcard:Organization", ("vcard:fn", said(PUBLISHER)), page)


def node(subject: str, kind: str, *facts: tuple[str, str]) -> str:
    """One thing and what is said of it."""
    lines = [f"<{subject}> a {kind}", *(f"    {name} {value}" for name, value in facts)]
    return " ;\n".join(lines) + " ."


def said(text: Promise) -> str:
    """A text in every language of the site."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(f"{quoted(str(text))}@{language}")
    return ", ".join(found)


def quoted(text: str) -> str:
    """A Turtle string; JSON escapes the same."""
    return json.dumps(text, ensure_ascii=False)
