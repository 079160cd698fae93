"""Pages of log-in from outside."""

from functools import wraps

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.views import ConnectionsView, SignupView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import ways
from .flow import Cancelled, finish, one_at_a_time
from .forms import SignUpForm
from .pages import refusal_page
from .refusal import Refused


def by_way(view):
    """Find the way in, and turn a refusal into a page."""

    @wraps(view)
    def found(request, way: str):
        if ways.find(way) is None:
            raise Http404
        provider = get_adapter().get_provider(request, way)
        try:
            return view(request, provider)
        except Refused as refused:
            return refusal_page(request, provider, refused)
        except Cancelled:
            return HttpResponseRedirect(reverse("socialaccount_login_cancelled"))

    return login_not_required(never_cache(found))


@require_http_methods(["GET", "HEAD", "POST"])
@by_way
def login(request, provider):
    """Ask before leaving the site; a press of the button leaves it."""
    if request.method == "POST":
        return provider.redirect_from_request(request)
    told = {"provider": provider, "connects": request.GET.get("process") == "connect"}
    return render(request, "socialaccount/login.html", told)


@require_safe
@by_way
def callback(request, provider):
    """The browser is back from the provider."""
    return finish(request, provider)


@login_not_required
@require_safe
def cancelled(request):
    """The person changed their mind."""
    return render(request, "socialaccount/login_cancelled.html")


class KeepsWhatWasTyped:
    """A form that is not right is shown again, and says so by its status too."""

    def form_invalid(self, form):
        """Show it again as 422."""
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer


class SignUp(KeepsWhatWasTyped, SignupView):
    """Name and address of somebody new."""

    form_class = SignUpForm

    def form_valid(self, form):
        """Make the account, unless another browser was quicker."""
        try:
            with one_at_a_time():
                return super().form_valid(form)
        except Refused as refused:
            return refusal_page(self.request, self.sociallogin.provider, refused)


class Connections(KeepsWhatWasTyped, ConnectionsView):
    """The ways into my account: those that are connected, and those that can be."""

    def get_context_data(self, **kwargs):
        """Add both lists."""
        mine = SocialAccount.objects.filter(user=self.request.user).order_by("pk")
        taken = {account.provider for account in mine}
        offered = get_adapter().list_providers(self.request)
        free = [provider for provider in offered if provider.app.provider_id not in taken]
        return super().get_context_data(**kwargs) | {"accounts": mine, "offered": free}


connections = Connections.as_view()
sign_up = SignUp.as_view()
