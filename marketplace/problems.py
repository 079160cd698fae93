"""How the API says that something is wrong: problem+json (RFC 9457)."""

from http import HTTPStatus

from django.forms import Form
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, Throttled
from rest_framework.response import Response
from rest_framework.views import exception_handler

from marketplace.lifecycle import StepRefused

PROBLEM = "application/problem+json"


class FormInvalid(APIException):
    """422: the form says what is wrong with which field."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, form: Form) -> None:
        super().__init__(_("Rett feltene og send på nytt."))
        self.errors = {name: list(texts) for name, texts in form.errors.items()}


class Refused(APIException):
    """409: the step cannot be taken now; every unmet guard is listed."""

    status_code = HTTPStatus.CONFLICT

    def __init__(self, refusal: StepRefused) -> None:
        super().__init__(_("Steget kan ikke tas ennå."))
        self.unmet = [unmet_json(one) for one in refusal.unmet]


def unmet_json(one) -> dict[str, str]:
    """Tell one unmet guard."""
    return {"sentence": str(one.sentence), "link": one.link}


def problem(error: Exception, context: dict) -> Response | None:
    """Answer every error as problem+json (RFC 9457)."""
    response = exception_handler(error, context)
    if response is None:
        return None
    body = _told(HTTPStatus(response.status_code), _detail(error, response.data))
    extras = {name: getattr(error, name) for name in ("errors", "unmet") if hasattr(error, name)}
    response.data, response.content_type = body | extras, PROBLEM
    return response


def problem_response(status: int, detail: str) -> JsonResponse:
    """Answer problem+json from outside the API's own views."""
    return JsonResponse(_told(HTTPStatus(status), detail), status=status, content_type=PROBLEM)


def _told(status: HTTPStatus, detail) -> dict:
    return {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}


def _detail(error: Exception, data):
    if isinstance(error, Http404):
        return _("Fant ikke det du spurte etter, eller du har ikke tilgang til det.")
    if isinstance(error, Throttled):
        return _("Det ble for mange kall. Vent %(seconds)s sekunder.") % {"seconds": error.wait}
    return data.get("detail", "") if isinstance(data, dict) else data
