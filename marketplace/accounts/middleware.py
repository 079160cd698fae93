"""What accounts ask of every request: two steps of whoever binds others, and fresh proof."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from marketplace.accounts import strength
from marketplace.problems import problem_response

# What a person who is stopped still reaches: what it takes to go on, and what helps.
OPEN = {"set_language", "help", "accessibility", "privacy", "cookies", "health"}
OPEN_TO_SET_UP = ("account_", "mfa_")
ONWARD = "onward"


class StrongSignInMiddleware:
    """Stops a person who binds others until two steps are in place, and old log-ins in the admin.

    It asks at each request, so that a role given in mid-session counts at once.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let on, or lead to where it is put right."""
        name = request.resolver_match.view_name or ""
        if strength.is_stopped(request):
            return None if _is_open(name) else _stop(request, name)
        _arrive(request)
        if name.startswith("admin:") and _is_stale_staff(request):
            return strength.ask_again(request)
        return None

    def process_template_response(self, request, response):
        """A form with errors is 422 on the pages of accounts too."""
        form = (getattr(response, "context_data", None) or {}).get("form")
        if response.status_code == 200 and getattr(form, "is_bound", False) and form.errors:
            response.status_code = 422
        return response


def _is_open(name: str) -> bool:
    return name in OPEN or name.startswith(OPEN_TO_SET_UP)


def _stop(request, name: str):
    if name.startswith("api:"):
        return problem_response(403, _("Rollen din krever innlogging i to trinn."))
    came_to = request.get_full_path() if request.method == "GET" else reverse("home")
    asked = urlencode({REDIRECT_FIELD_NAME: came_to})
    return HttpResponseRedirect(f"{reverse('mfa_index')}?{asked}")


def _arrive(request) -> None:
    if request.session.get(ONWARD) == request.get_full_path():
        del request.session[ONWARD]


def _is_stale_staff(request) -> bool:
    return (
        request.user.is_authenticated and request.user.is_staff and not strength.is_fresh(request)
    )
