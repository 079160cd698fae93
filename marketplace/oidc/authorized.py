"""Which organisation the person may speak for: `authorization_details` as Ansattporten writes it.

Ansattporten's own pages spell the same thing in several ways. All of them are read, and everything
else is refused: one organisation, with a valid number, or nobody comes in.
"""

from collections.abc import Iterator
from typing import Any

from marketplace.orgnr import is_orgnr

from .refusal import Refused

# ISO 6523 code of Enhetsregisteret.
PREFIX = "0192:"
AUTHORITY = "iso6523-actorid-upis"
PARTIES = ("authorized_parties", "reportees")


def organisation_number(claims: dict, type_: str, resource: str = "") -> str:
    """Return the one organisation number, or refuse."""
    numbers = {_number(party) for party in _parties(claims, type_, resource)}
    if len(numbers) != 1:
        raise Refused("organisation", f"{len(numbers)} organisations")
    return numbers.pop()


def _parties(claims: dict, type_: str, resource: str) -> Iterator[Any]:
    details = claims.get("authorization_details")
    if not isinstance(details, list):
        raise Refused("organisation", "no list of authorization_details")
    for detail in details:
        if _is_ours(detail, type_, resource):
            yield from _listed(detail)


def _is_ours(detail: Any, type_: str, resource: str) -> bool:
    if not isinstance(detail, dict):
        raise Refused("organisation", "a detail is not an object")
    return detail.get("type") == type_ and (not resource or detail.get("resource") == resource)


def _listed(detail: dict) -> list:
    parties = next((detail[name] for name in PARTIES if name in detail), None)
    if not isinstance(parties, list):
        raise Refused("organisation", "no list of parties")
    return parties


def _number(party: Any) -> str:
    told = _first(party, "orgno", "orgno:")
    if _first(told, "authority", "Authority") not in (None, AUTHORITY):
        raise Refused("organisation", "unknown register")
    text = _first(told, "ID", "id") if isinstance(told, dict) else told
    number = text.removeprefix(PREFIX) if isinstance(text, str) else ""
    if not is_orgnr(number):
        raise Refused("organisation", "not an organisation number")
    return number


def _first(thing: Any, *names: str) -> Any:
    """The value under the first of the names that is there; nothing when it is no object."""
    if not isinstance(thing, dict):
        return None
    return next((thing[name] for name in names if name in thing), None)
