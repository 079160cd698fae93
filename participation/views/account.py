"""One's own account: what is held on me, closing it, and changing one's mind."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from marketplace.accounts import strength
from marketplace.pages import NounFormPage, public
from marketplace.personal_data import closing, export
from participation.forms import CloseForm

MY_PAGE = (_("Min side"), reverse_lazy("my_page"))


class Proved:
    """Asks who it is again, when it is long since the person proved it."""

    def dispatch(self, request, *args, **kwargs):
        """Go on, or lead to where it is proved."""
        if request.user.is_authenticated and not strength.is_fresh(request):
            return strength.ask_again(request)
        return super().dispatch(request, *args, **kwargs)


class MyData(Proved, TemplateView):
    """What the portal holds on me, and a copy to keep."""

    template_name = "participation/my_data.html"

    def get_context_data(self, **kwargs):
        """Tell how much there is of each kind."""
        held = export.totals(self.request.user)
        return super().get_context_data(totals=held, crumbs=[MY_PAGE], **kwargs)

    def post(self, request):
        """Hand over the copy."""
        file = export.archive(request.user)
        return FileResponse(file, as_attachment=True, filename="mine-data.zip")


class CloseAccount(Proved, NounFormPage, FormView):
    """Close my account."""

    form_class = CloseForm
    template_name = "participation/close_account.html"
    heading = _("Lukk kontoen")
    submit_label = _("Lukk kontoen min")

    def crumbs(self):
        """Forsiden → Min side."""
        return [MY_PAGE]

    def get_context_data(self, **kwargs):
        """Tell how long one can regret it."""
        return super().get_context_data(days=closing.regret_days(), **kwargs)

    def form_valid(self, form):
        """Close, log out and say so; or say who must take over first."""
        if not form.save():
            return self.form_invalid(form)
        logout(self.request)
        messages.success(
            self.request, _("Kontoen er lukket. Du får et brev om hvordan du kan angre.")
        )
        return redirect("home")


@public
class ReopenAccount(TemplateView):
    """Change one's mind: the link stands in the letter, so nobody is logged in."""

    template_name = "participation/reopen_account.html"

    def dispatch(self, request, *args, secret: str, **kwargs):
        """A link that opens nothing does not exist."""
        self.closed = closing.closed_by(secret)
        if self.closed is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        """Open it again; the person logs in as before."""
        closing.reopen(self.closed)
        messages.success(request, _("Kontoen er åpnet igjen. Logg inn som før."))
        return redirect(reverse("account_login"))
