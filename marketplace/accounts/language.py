"""The language that a person reads in: chosen in a browser, and remembered with the account."""

from http import HTTPStatus

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_supported_language_variant
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.i18n import set_language

from marketplace.models import User

COOKIE = settings.LANGUAGE_COOKIE_NAME


def keep_in_browser(response, language: str) -> None:
    """Let the browser ask for pages in the language."""
    response.set_cookie(
        COOKIE,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def remember(user, language: str) -> None:
    """Write the person's letters in the language from now on."""
    User.objects.filter(pk=user.pk).exclude(language=language).update(language=language)


def agree(request, response, user) -> None:
    """At log-in: what was chosen in this browser counts, or else what the account remembers."""
    chosen = request.COOKIES.get(COOKIE)
    if chosen and translation.check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        remember(user, chosen)
    else:
        keep_in_browser(response, user.language)


@csrf_exempt
def switch(request):
    """Choose a language; whoever is logged in gets letters in it too.

    The form stands on every page and holds no token: a token is one visitor's own, and would keep
    the page from being the same for all. Browsers say where a form comes from; whoever does not
    say so needs a token.
    """
    choose = set_language if is_from_here(request) else csrf_protect(set_language)
    response = choose(request)
    is_taken = request.method == "POST" and response.status_code < HTTPStatus.BAD_REQUEST
    if is_taken and request.user.is_authenticated:
        _remember_posted(request)
    return response


def is_from_here(request) -> bool:
    """Tell whether a browser says that the form stood on one of our own pages."""
    here = f"{request.scheme}://{request.get_host()}"
    sent_from = request.headers.get("Sec-Fetch-Site", "")
    return request.headers.get("Origin") == here and sent_from in ("same-origin", "")


def _remember_posted(request) -> None:
    asked = request.POST.get("language", "")
    if asked in dict(settings.LANGUAGES):
        remember(request.user, get_supported_language_variant(asked))
