"""What an FHIR R4 CapabilityStatement from a server must hold: elements, forms and codes."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from .result import Finding, Level, Message

FHIR_VERSION = "4.0.1"
DATE_TIME = re.compile(
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?", re.ASCII
)
RESOURCE_TYPE = re.compile(r"[A-Z][A-Za-z]+", re.ASCII)
STATUSES = {"draft", "active", "retired", "unknown"}
KINDS = {"instance", "capability", "requirements"}
MODES = {"client", "server"}
ON_RESOURCE = {
    *("read", "vread", "update", "patch", "delete"),
    *("history-instance", "history-type", "create", "search-type"),
}
ON_SYSTEM = {"transaction", "batch", "search-system", "history-system"}
SEARCH_TYPES = {
    *("number", "date", "string", "token", "reference"),
    *("composite", "quantity", "uri", "special"),
}

NOT_A_STATEMENT = _("Svaret er ikke en CapabilityStatement.")
SEND_STATEMENT = _("Svar på /metadata med resourceType «CapabilityStatement».")
MISSING = _("Elementet mangler eller er tomt.")
ADD = _("Legg inn elementet slik FHIR R4 krever.")
BAD_CODE = _("Koden «%(found)s» er ikke lov her.")
USE_CODE = _("Bruk en av kodene: %(allowed)s.")
BAD_VERSION = _("FHIR-versjonen er «%(found)s», ikke 4.0.1.")
USE_VERSION = _("Tilby FHIR R4 (4.0.1) på denne adressen.")
BAD_FORM = _("Verdien «%(found)s» har feil form.")
NO_SERVER = _("Ingen del av «rest» har mode «server».")
ADD_SERVER = _("Beskriv hva tjeneren tilbyr, i en «rest» med mode «server».")
NO_IMPLEMENTATION = _("En CapabilityStatement for en kjørende tjener må beskrive den.")
ADD_IMPLEMENTATION = _("Legg inn «implementation» med «description» når kind er «instance».")


def faults(statement: object) -> list[Finding]:
    """Return everything that is wrong with the statement."""
    if not isinstance(statement, dict) or statement.get("resourceType") != "CapabilityStatement":
        return [_fault(NOT_A_STATEMENT, SEND_STATEMENT, "resourceType")]
    return [*_head(statement), *_rests(statement)]


def _head(statement: dict) -> Iterator[Finding]:
    yield from _code(statement, "status", STATUSES)
    yield from _code(statement, "kind", KINDS)
    yield from _form(statement, "date", DATE_TIME)
    yield from _version(statement)
    formats = statement.get("format")
    if not (isinstance(formats, list) and formats and all(isinstance(f, str) for f in formats)):
        yield _fault(MISSING, ADD, "format")
    if statement.get("kind") == "instance" and not statement.get("implementation"):
        yield _fault(NO_IMPLEMENTATION, ADD_IMPLEMENTATION, "implementation")


def _version(statement: dict) -> Iterator[Finding]:
    version = statement.get("fhirVersion")
    if not version:
        yield _fault(MISSING, ADD, "fhirVersion")
    elif version != FHIR_VERSION:
        yield _fault(BAD_VERSION, USE_VERSION, "fhirVersion", found=version)


def _rests(statement: dict) -> Iterator[Finding]:
    rests = _objects(statement, "rest")
    if not any(rest.get("mode") == "server" for _where, rest in rests):
        yield _fault(NO_SERVER, ADD_SERVER, "rest")
    for where, rest in rests:
        yield from _code(rest, "mode", MODES, where)
        yield from _codes_of(rest, "interaction", "code", ON_SYSTEM, where)
        for place, resource in _objects(rest, "resource", where):
            yield from _resource(resource, place)


def _resource(resource: dict, where: str) -> Iterator[Finding]:
    yield from _form(resource, "type", RESOURCE_TYPE, where)
    yield from _codes_of(resource, "interaction", "code", ON_RESOURCE, where)
    yield from _codes_of(resource, "searchParam", "type", SEARCH_TYPES, where)
    for place, parameter in _objects(resource, "searchParam", where):
        if not parameter.get("name"):
            yield _fault(MISSING, ADD, f"{place}.name")


def _codes_of(parent: dict, name: str, key: str, allowed: set, where: str) -> Iterator[Finding]:
    for place, child in _objects(parent, name, where):
        yield from _code(child, key, allowed, place)


def _objects(parent: dict, name: str, where: str = "") -> list[tuple[str, dict]]:
    """Return the objects in a list, each with its place; whatever else is there is empty."""
    children = parent.get(name)
    place = _place(where, name)
    return [
        (f"{place}[{index}]", child if isinstance(child, dict) else {})
        for index, child in enumerate(children if isinstance(children, list) else [])
    ]


def _code(parent: dict, key: str, allowed: set[str], where: str = "") -> Iterator[Finding]:
    value = parent.get(key)
    if not value:
        yield _fault(MISSING, ADD, _place(where, key))
    elif not isinstance(value, str) or value not in allowed:
        fix = Message(USE_CODE, {"allowed": ", ".join(sorted(allowed))})
        message = Message(BAD_CODE, {"found": str(value)})
        yield Finding(Level.FAILED, message, _place(where, key), fix)


def _form(parent: dict, key: str, form: re.Pattern, where: str = "") -> Iterator[Finding]:
    value = parent.get(key)
    if not value:
        yield _fault(MISSING, ADD, _place(where, key))
    elif not isinstance(value, str) or not form.fullmatch(value):
        yield _fault(BAD_FORM, ADD, _place(where, key), found=value)


def _place(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _fault(text: str, fix: str, where: str, **found: object) -> Finding:
    params = {key: str(value) for key, value in found.items()}
    return Finding(Level.FAILED, Message(text, params), where, Message(fix))
