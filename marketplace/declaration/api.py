"""The questions of a declaration for machines: JSON Schema, open to everybody."""

import json
from functools import lru_cache
from hashlib import sha256

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view

from .schema import Schema, SchemaNotFound
from .wording import active_language

MEDIA_TYPE = "application/schema+json"
SECONDS = 300


WISHES = [
    OpenApiParameter("behov", bool, description="Bare det et behov blir spurt om."),
    OpenApiParameter("fullstendig", bool, description="Krev det som må med før publisering."),
]
TOLD = {"parameters": WISHES, "responses": {(200, MEDIA_TYPE): OpenApiTypes.OBJECT}}


@extend_schema(operation_id="deklarasjon", **TOLD)
@api_view(["GET"])
def newest(request, name: str) -> HttpResponse:
    """The JSON Schema of the newest version of a set of questions."""
    return _answer(request, name)


@extend_schema(operation_id="deklarasjon_version", **TOLD)
@api_view(["GET"])
def version(request, name: str, version: int) -> HttpResponse:
    """The JSON Schema of one version of a set of questions."""
    return _answer(request, name, version)


def _answer(request, name: str, number: int | None = None) -> HttpResponse:
    schema = _found(name, number)
    wishes = [request.query_params.get(wish) == "1" for wish in ("behov", "fullstendig")]
    body = _written(schema, active_language(), *wishes)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=MEDIA_TYPE, headers={"ETag": etag})
    response["Content-Language"] = active_language()
    patch_cache_control(response, public=True, max_age=SECONDS)
    return get_conditional_response(request, etag=etag, response=response)


def _found(name: str, version: int | None) -> Schema:
    try:
        return Schema.latest(name) if version is None else Schema.load(name, version)
    except SchemaNotFound as missing:
        raise Http404 from missing


@lru_cache
def _written(schema: Schema, language: str, need: bool, complete: bool) -> bytes:
    """The language is only part of the key: the titles follow the one that is active."""
    document = schema.json_schema(need, complete)
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
