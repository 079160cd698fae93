"""From the register's words to ours; whatever is missing or strange becomes empty."""

from marketplace.models import RegisterEntry

from .client import Unavailable

Answer = RegisterEntry.Answer


def entry_from(orgnr: str, status: int, told: dict) -> RegisterEntry:
    """Read an answer; one that is about another number, or nameless, is no answer."""
    if status != 200:
        answer = Answer.UNKNOWN if status == 404 else Answer.REMOVED
        return RegisterEntry(orgnr=orgnr, answer=answer)
    if told.get("organisasjonsnummer") != orgnr or not _text(told, "navn", 200):
        raise Unavailable("about another number, or nameless")
    removed_on = _text(told, "slettedato", 10)
    answer = Answer.REMOVED if removed_on else Answer.FOUND
    return RegisterEntry(orgnr=orgnr, answer=answer, removed_on=removed_on, **_facts(told))


def _facts(told: dict) -> dict:
    form, place = _part(told, "organisasjonsform"), _place(told)
    ends = ("underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
    return {
        "name": _text(told, "navn", 200),
        "form": _text(form, "kode", 10),
        "form_name": _text(form, "beskrivelse", 100),
        "address": _address(place),
        "municipality": _text(place, "kommune", 100),
        "municipality_number": _text(place, "kommunenummer", 4),
        "website": _text(told, "hjemmeside", 200),
        "bankrupt": told.get("konkurs") is True,
        "winding_up": any(told.get(name) is True for name in ends),
    }


def _place(told: dict) -> dict:
    return _part(told, "forretningsadresse") or _part(told, "postadresse")


def _address(place: dict) -> str:
    lines = place.get("adresse")
    street = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
    town = f"{_text(place, 'postnummer', 10)} {_text(place, 'poststed', 100)}".strip()
    return ", ".join(line for line in [*street, town] if line).replace("\x00", "")[:300]


def _part(told: dict, name: str) -> dict:
    part = told.get(name)
    return part if isinstance(part, dict) else {}


def _text(told: dict, name: str, longest: int) -> str:
    """A text that the database takes: no zero bytes, no half surrogates, not too long."""
    text = told.get(name)
    plain = text.replace("\x00", "") if isinstance(text, str) else ""
    return " ".join(plain.encode("utf-8", "replace").decode().split())[:longest]
