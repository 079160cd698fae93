"""A declaration as JSON: the answers as they are stored, and what they are answers to."""

import json
from typing import Any

from django.utils.translation import gettext as _

from marketplace.declaration import Schema, SchemaNotFound

from .found import Found, Mistake, Unreadable

LARGEST = 1_000_000


def told(thing) -> dict[str, Any]:
    """What the file says; the hash is that of the frozen declaration."""
    return {
        "schema": thing.schema_name,
        "schema_version": thing.schema_version,
        "answers": thing.schema.relevant(thing.answers),
    }


def read(content: bytes, schema: Schema) -> Found:
    """The answers in a file that was written here, or by hand in the same shape."""
    if len(content) > LARGEST:
        raise Unreadable(_("Filen er for stor."))
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise Unreadable(_("Filen er ikke gyldig JSON. Rett den, og prøv igjen.")) from broken
    answers = document.get("answers") if isinstance(document, dict) else None
    if not isinstance(answers, dict):
        raise Unreadable(_("Filen mangler «answers» med et svar for hver nøkkel."))
    return renewed(answers, document, schema)


def renewed(answers: dict, document: dict, schema: Schema) -> Found:
    """Answers to older questions are carried to those of today."""
    given = document.get("schema_version", schema.version)
    if document.get("schema", schema.name) != schema.name or not isinstance(given, int):
        raise Unreadable(_("Filen er ikke en produktdeklarasjon."))
    if given == schema.version:
        return Found(answers, mistakes=strangers(answers, schema))
    try:
        carried = Schema.load(schema.name, given).carry(answers, to=schema)
    except SchemaNotFound as unknown:
        raise Unreadable(_("Filen bruker en versjon av spørsmålene vi ikke kjenner.")) from unknown
    gone = [Mistake(move.old.label, _("Passer ikke til dagens spørsmål.")) for move in carried.lost]
    return Found(carried.answers, mistakes=gone)


def strangers(answers: dict, schema: Schema) -> list[Mistake]:
    """The keys that name no question."""
    unknown = [str(key)[:60] for key in answers if key not in schema]
    return [Mistake(key, _("Det finnes ikke noe spørsmål med denne nøkkelen.")) for key in unknown]
