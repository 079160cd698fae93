"""PDF documents, set by typst: tagged for screen readers, and built from data that stays data."""

import json
from pathlib import Path

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

PLACE = Path(settings.BASE_DIR) / "templates" / "pdf"


def render(template: str, data: dict, language: str = "") -> bytes:
    """Set templates/pdf/<template>.typ with the data; returns the bytes of a PDF/UA-1.

    The template reads `json(bytes(sys.inputs.data))`: what people wrote never becomes markup.
    """
    told = {"language": language or get_language() or settings.LANGUAGE_CODE} | data
    inputs = {"data": json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)}
    source = str(PLACE / f"{template}.typ")
    return typst.compile(source, root=str(PLACE), sys_inputs=inputs, pdf_standards=["ua-1"])


def response(name: str, content: bytes) -> HttpResponse:
    """Answer with a PDF to keep."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
