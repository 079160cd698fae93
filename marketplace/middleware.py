"""What every request gets: an actor, and headers."""

from marketplace.actor import NOBODY, Actor

CHOSEN = "organisation"


class ActorMiddleware:
    """Sets `request.actor`: the person and the one organisation they act for now."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.memberships, request.actor = [], NOBODY
        if request.user.is_authenticated:
            self._set_actor(request)
        return self.get_response(request)

    def _set_actor(self, request) -> None:
        rows = request.user.memberships.active().with_reach()
        request.memberships = list(rows)
        chosen = request.session.get(CHOSEN) or request.user.last_organisation_id
        request.actor = Actor.among(request.user, request.memberships, chosen)


class HeadersMiddleware:
    """Adds the headers that Django does not, and keeps personal pages out of shared caches."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        return response
