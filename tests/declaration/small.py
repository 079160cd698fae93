"""A small schema with the answers that come in parts: kroner, tables and documents."""

import yaml

from marketplace.declaration import Schema


def worded(text):
    return {"nb": text, "nn": text, "en": text}


def choice(value, **more):
    return {"value": value, "label": worded(value.title())} | more


def asked(key, kind, **more):
    return {"key": key, "type": kind, "label": worded(key.title())} | more


def column(key, kind, **more):
    return asked(key, kind, **more)


RISKS = asked(
    "risks",
    "table",
    required=True,
    compared=True,
    searchable=True,
    need=True,
    rows=[
        {"key": "wrong_patient", "label": worded("Feil pasient")},
        {"key": "downtime", "label": worded("Nedetid")},
    ],
    columns=[
        column("level", "choice", choices=[choice("low"), choice("high")], required=True),
        column("measure", "text", max_length=50),
    ],
)
PROCESSORS = asked(
    "processors",
    "table",
    required=True,
    searchable=True,
    max_rows=3,
    columns=[
        column("name", "short_text", required=True),
        column("cost", "money"),
        column("since", "date"),
        column("abroad", "yes_no"),
    ],
)
PLACE = asked(
    "place",
    "choice",
    facet=True,
    choices=[
        choice("norway", implies=["eea"]),
        choice("eea", implies=["world"]),
        choice("world"),
    ],
)
PRICE = asked("price", "money", minimum=1, maximum=1_000_000, decimals=2)
PROOF = asked("proof", "document", required=True)


def document(*questions, version=1):
    """A schema file with these questions in one section."""
    section = {"key": "all", "title": worded("Alt"), "questions": list(questions)}
    return {"name": "small", "version": version, "title": worded("Lite"), "sections": [section]}


def small() -> Schema:
    """One question of each kind."""
    return Schema(document(RISKS, PROCESSORS, PLACE, PRICE, PROOF))


def write(folder, *documents):
    """Schema files beside each other; the path of the last."""
    (folder / "small").mkdir(exist_ok=True)
    for one in documents:
        path = folder / "small" / f"{one['version']}.yaml"
        path.write_text(yaml.safe_dump(one, allow_unicode=True), "utf-8")
    return path
