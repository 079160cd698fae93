"""One click ends a kind of e-mail (RFC 8058), also for somebody who is not logged in.

GET only asks: programs that look for dangerous links open every address in a letter.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from marketplace.models import Follow, NoticeSettings

from . import topics


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class Unsubscribe(View):
    """End the e-mail on a topic. The token is what proves that the reader asks, not a cookie."""

    http_method_names = ["get", "head", "post"]
    ends = True

    def get(self, request, token: str):
        """Ask whether that is what the reader wants."""
        user, topic, thing = read(token)
        return self._page(request, user, token, thing, "ask")

    def post(self, request, token: str):
        """Do it, or undo it."""
        user, topic, thing = read(token)
        if thing:
            level = Follow.Level.OFF if self.ends else Follow.Level.ALL
            Follow.objects.set(user, thing, level)
        else:
            kind = NoticeSettings.Digest
            chosen = {"digest": kind.OFF if self.ends else kind.DAILY}
            NoticeSettings.objects.update_or_create(user=user, defaults=chosen)
        return self._page(request, user, token, thing, "ended" if self.ends else "undone")

    def _page(self, request, user, token: str, thing, state: str):
        context = {"token": token, "thing": thing, "state": state}
        tongue = get_language() if request.user.is_authenticated else user.language
        with override(tongue):
            return render(request, "notices/unsubscribe.html", context)


def read(token: str) -> tuple:
    """The person, the topic and its thing (None for the digest); 404 for what is not ours."""
    found = topics.read(token)
    if found is None:
        raise Http404
    user, topic = found
    return user, topic, None if topic == topics.DIGEST else topics.thing_of(user, topic)
