"""The JSON Schema of a declaration: what its answers look like, for whoever fills it by machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .question import Question
    from .schema import Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(schema: Schema, need: bool = False, complete: bool = False) -> dict[str, Any]:
    """The shape of a set of answers; `complete` also asks for what publication requires."""
    asked = schema.asked(need)
    rules = [_only_when(schema, question) for question in asked if question.depends_on]
    document = {
        "$schema": DRAFT,
        "title": schema.title,
        "type": "object",
        "properties": {question.key: question.json_schema() for question in asked},
        "additionalProperties": False,
    }
    if complete:
        needed = [q for q in asked if (q.need_required if need else q.required)]
        document["required"] = [q.key for q in needed if not q.depends_on]
        rules += [_needed_when(schema, question) for question in needed if question.depends_on]
    return document | ({"allOf": rules} if rules else {})


def _only_when(schema: Schema, question: Question) -> dict[str, Any]:
    """An answer to a question that does not apply is refused."""
    return {
        "if": {"not": _applies(schema, question)},
        "then": {"properties": {question.key: False}},
    }


def _needed_when(schema: Schema, question: Question) -> dict[str, Any]:
    return {"if": _applies(schema, question), "then": {"required": [question.key]}}


def _applies(schema: Schema, question: Question) -> dict[str, Any]:
    parent, value = schema[question.depends_on["key"]], question.depends_on["value"]
    told = parent.answer_type.json_value(value)
    return {"properties": {parent.key: told}, "required": [parent.key]}
