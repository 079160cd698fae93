"""The strict shape of a schema file; a mistake is named by file and key when the file is read."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

FOLDER = Path(__file__).parent / "schemas"
YES_NO = ("yes_no", "yes_no_why")


class SchemaError(ValueError):
    """A schema file is wrong; the message names the file and the key."""


def read(path: Path) -> dict[str, Any]:
    """The checked content of a schema file."""
    where = f"{path.parent.name}/{path.name}"
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SchemaError(f"{where}: not YAML: {error}") from error
    for mistake in mistakes(document, path):
        raise SchemaError(f"{where}: {mistake}")
    return document


def mistakes(document: Any, path: Path) -> Iterator[str]:
    """Everything that is wrong, shape first; the later checks trust the shape."""
    error = best_match(_shape().iter_errors(document))
    if error:
        yield f"{_place(document, error)}: {error.message}"
        return
    if (document["name"], document["version"]) != (path.parent.name, int(path.stem)):
        yield "name and version: must be those of the folder and the file"
    yield from _repeated_keys(document)
    yield from _repeated_choices(document)
    yield from _loose_dependencies(document)


@lru_cache
def _shape() -> Draft202012Validator:
    return Draft202012Validator(yaml.safe_load((FOLDER / "structure.yaml").read_text("utf-8")))


def _place(document: Any, error: ValidationError) -> str:
    """The innermost key on the way to the mistake, and the field it is in."""
    key, node, field = "", document, ""
    for step in error.absolute_path:
        node, field = node[step], step if isinstance(step, str) else field
        key = node.get("key", key) if isinstance(node, dict) else key
    return ", ".join(str(part) for part in (key, field) if part) or "the file"


def _sections(parts: list[dict]) -> Iterator[dict]:
    for part in parts:
        yield part
        yield from _sections(part.get("sections", []))


def _questions(document: dict) -> Iterator[dict]:
    for section in _sections(document["sections"]):
        yield from section.get("questions", [])


def _repeated_keys(document: dict) -> Iterator[str]:
    for things in (_sections(document["sections"]), _questions(document)):
        seen: set[str] = set()
        for thing in things:
            if thing["key"] in seen:
                yield f"{thing['key']}: the key is used twice"
            seen.add(thing["key"])


def _repeated_choices(document: dict) -> Iterator[str]:
    for question in _questions(document):
        values = [choice["value"] for choice in question.get("choices", [])]
        if len(values) != len(set(values)):
            yield f"{question['key']}: a choice is listed twice"


def _loose_dependencies(document: dict) -> Iterator[str]:
    """A question may only lean on an earlier one, so there can be no circle."""
    earlier: dict[str, dict] = {}
    for question in _questions(document):
        leans_on = question.get("depends_on")
        if leans_on and not _can_hold(earlier.get(leans_on["key"]), leans_on["value"]):
            yield f"{question['key']}: depends_on names no earlier question with that answer"
        elif leans_on and question.get("need") and not earlier[leans_on["key"]].get("need"):
            yield f"{question['key']}: is asked in a need, but depends_on is not"
        earlier[question["key"]] = question


def _can_hold(question: dict | None, value: Any) -> bool:
    if question is None:
        return False
    if question["type"] in YES_NO:
        return isinstance(value, bool)
    return value in [choice["value"] for choice in question.get("choices", [])]
