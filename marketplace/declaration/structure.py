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
    yield from _loose_implications(document)
    yield from _lost_origins(document, path)


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
        for where, listed, what in _lists(question):
            if len(listed) != len(set(listed)):
                yield f"{where}: a {what} is listed twice"


def _lists(question: dict) -> Iterator[tuple[str, list[str], str]]:
    """The lists of a question whose items must differ: (place, keys, word for one)."""
    key = question["key"]
    yield key, _values(question), "choice"
    yield key, [column["key"] for column in question.get("columns", [])], "column"
    yield key, [row["key"] for row in question.get("rows", [])], "row"
    for column in question.get("columns", []):
        yield f"{key}, {column['key']}", _values(column), "choice"


def _values(question: dict) -> list[str]:
    return [choice["value"] for choice in question.get("choices", [])]


def _loose_implications(document: dict) -> Iterator[str]:
    for question in _questions(document):
        for choice in question.get("choices", []):
            if not set(choice.get("implies", [])) <= set(_values(question)) - {choice["value"]}:
                yield f"{question['key']}: {choice['value']} implies what is no other choice"


def _lost_origins(document: dict, path: Path) -> Iterator[str]:
    """`formerly` names a question, and values, of the version just before."""
    moved = [question for question in _questions(document) if "formerly" in question]
    earlier = {one["key"]: one for one in _earlier(path)} if moved else {}
    for question in moved:
        told = question["formerly"]
        old = earlier.get(told.get("key", question["key"]))
        if old is None:
            yield f"{question['key']}: formerly names no question of the version before"
        elif not _maps(told.get("values", {}), old, question):
            yield f"{question['key']}: formerly names a value that is not in both versions"


def _earlier(path: Path) -> Iterator[dict]:
    before = path.with_name(f"{int(path.stem) - 1}.yaml")
    return _questions(read(before)) if before.is_file() else iter(())


def _maps(values: dict[str, str], old: dict, new: dict) -> bool:
    return values.keys() <= {*_values(old)} and {*values.values()} <= {*_values(new)}


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
    return value in _values(question)
