"""Pages for invitations: the link in the letter, the answer, and the administrator's form."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.models import Organisation
from marketplace.pages import NounChild, NounPage
from participation import policy
from participation.forms import InvitationForm
from participation.models import Invitation
from participation.models.invitation import digest

from .joining import start

HELD = "invitation"


@login_not_required
@require_safe
@never_cache
def door(request, token: str):
    """Take the code out of the address at once, so that it is not passed on or logged again."""
    request.session[HELD] = digest(token)
    return redirect("participation:invitation_answer")


@login_not_required
@require_safe
@never_cache
def answer(request):
    """Show who invites to what; an unknown, used or old code all meet the same page."""
    known = Invitation.objects.unanswered().select_related("organisation", "invited_by")
    thing = known.filter(token_hash=request.session.get(HELD, "")).first()
    if thing is None:
        return render(request, "participation/invitation_gone.html", status=404)
    if policy.invited(request.actor, thing):
        return redirect(thing)
    return render(request, "participation/invitation_answer.html", {"thing": thing})


class InvitationPage(NounPage):
    """One invitation: for the one who is invited, and for those who invited."""

    model, related = Invitation, ("organisation", "invited_by", "accepted_by")
    template_name = "participation/invitation.html"

    def get_context_data(self, **kwargs):
        """Tell whether the reader is the one who is invited."""
        is_mine = policy.invited(self.request.actor, self.object)
        return super().get_context_data(is_mine=is_mine, **kwargs)


class Invite(NounChild):
    """Invite somebody by e-mail."""

    model, form_class = Invitation, InvitationForm
    parent_model, parent_field = Organisation, "organisation"
    heading = _("Inviter")
    intro = _("Vi sender et brev med en lenke. Den som tar imot, må bruke den samme adressen.")
    submit_label = _("Send invitasjonen")
    saved = _("Invitasjonen er sendt.")

    def crumbs(self):
        """Forsiden → Virksomheter → Medlemmer."""
        return [start(), (_("Medlemmer"), self.cancel_url())]

    def cancel_url(self) -> str:
        """Back to the members."""
        return reverse("participation:members", args=[self.parent.pk])

    def get_success_url(self) -> str:
        """Back to the members, where the invitation stands."""
        return self.cancel_url()
