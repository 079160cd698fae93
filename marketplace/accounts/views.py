"""The account page, and two-step log-in with a reason and a way on."""

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import UpdateView

from marketplace.accounts import strength
from marketplace.accounts.forms import ProfileForm
from marketplace.accounts.language import keep_in_browser
from marketplace.accounts.middleware import ONWARD
from marketplace.models import User
from marketplace.pages import NounFormPage


class AccountPage(NounFormPage, UpdateView):
    """Name, e-mail, language, password, two steps and log-ins, each with a way to change it."""

    form_class = ProfileForm
    template_name = "account/overview.html"
    success_url = reverse_lazy("account")
    heading = _("Kontoen din")

    def get_object(self, queryset=None) -> User:
        """Read it afresh, so that what is typed wrong is not shown in the header."""
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form):
        """Show the pages in the chosen language from now on."""
        response = super().form_valid(form)
        keep_in_browser(response, form.instance.language)
        return response

    def get_context_data(self, **kwargs) -> dict:
        """Add what is told about the log-in."""
        user = self.request.user
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        waiting = EmailAddress.objects.get_new(user)
        # This one counts also when it came in by another door than the log-in page.
        sessions = len(UserSession.objects.purge_and_list(user)) or 1
        told = {"kinds": kinds, "waiting": waiting, "session_count": sessions}
        return super().get_context_data(**told, **kwargs)


class TwoStepPage(IndexView):
    """What is set up, why it is needed, and the way on when it is in place."""

    def get(self, request, *args, **kwargs):
        """Keep where the person was going."""
        if onward := get_next_redirect_url(request):
            request.session[ONWARD] = onward
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        """Tell whether the person is stopped, and may go on with a factor they have."""
        stopped = strength.is_stopped(self.request)
        needed = strength.needs_strong(self.request)
        return super().get_context_data(stopped=stopped, needed=needed, **kwargs)
