"""Pages for an organisation's people and their roles."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.models import Membership, Organisation, User
from marketplace.pages import NounChild, NounEdit, NounList
from marketplace.search import NorwegianOrder
from participation import policy
from participation.forms import EndRoleForm, RoleForm
from participation.models import Invitation, JoinRequest, RoleProposal

from .joining import start

MOST = 50


class Members(NounList):
    """Who belongs to the organisation, as what, since when and how they came."""

    model, template_name, paginate_by = User, "participation/members.html", 25

    def dispatch(self, request, *args, **kwargs):
        """Let in those who manage the organisation."""
        if request.user.is_authenticated:
            self.organisation = get_object_or_404(Organisation, pk=kwargs["pk"])
            if not policy.manages(request.actor, self.organisation):
                raise PermissionDenied(_("Siden er for administratoren i virksomheten."))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """People with their roles here, by name."""
        here = Membership.objects.active().filter(organisation=self.organisation)
        people = User.objects.filter(pk__in=here.values("user"))
        roles = Prefetch("memberships", here.order_by("pk"), to_attr="roles_here")
        by_name = (NorwegianOrder("first_name"), NorwegianOrder("last_name"), "pk")
        return people.prefetch_related(roles).order_by(*by_name)

    def crumbs(self):
        """Forsiden → Virksomheter."""
        return [start()]

    def get_context_data(self, **kwargs):
        """Add what waits, and what has ended."""
        here = {"organisation": self.organisation}
        ended = Membership.objects.filter(**here, ended_at__isnull=False)
        asked = JoinRequest.objects.unanswered().to(self.organisation)
        sent = Invitation.objects.filter(**here, status=Invitation.Status.SENT)
        proposed = RoleProposal.objects.filter(**here, status=RoleProposal.Status.PROPOSED)
        return super().get_context_data(
            **here,
            requests=asked.select_related(*JoinRequest.named_with)[:MOST],
            invitations=sent.select_related("organisation", "invited_by")[:MOST],
            proposals=proposed.select_related("person", "organisation", "proposed_by")[:MOST],
            ended=ended.select_related("user").order_by("-ended_at")[:MOST],
            **kwargs,
        )


class GiveRole(NounChild):
    """Give a role to somebody who belongs to the organisation."""

    model, form_class = Membership, RoleForm
    parent_model, parent_field = Organisation, "organisation"
    heading = gettext_lazy("Gi en rolle")
    submit_label = gettext_lazy("Gi rollen")
    saved = gettext_lazy("Lagret. Står rollen ikke i listen, venter den på en administrator til.")

    def crumbs(self):
        """Forsiden → Virksomheter → Medlemmer."""
        return [start(), (_("Medlemmer"), self.cancel_url())]

    def cancel_url(self) -> str:
        """Back to the members."""
        return reverse("participation:members", args=[self.parent.pk])

    def get_success_url(self) -> str:
        """Back to the members."""
        return self.cancel_url()


class EndRole(NounEdit):
    """End a role, after a confirmation."""

    model, form_class = Membership, EndRoleForm
    related = ("user", "organisation")
    template_name = "participation/role_end.html"
    heading = gettext_lazy("Avslutt en rolle")
    submit_label = gettext_lazy("Avslutt rollen")
    saved = gettext_lazy("Rollen er avsluttet.")

    def get_object(self, queryset=None):
        """The role must be the organisation's in the address."""
        row = super().get_object(queryset)
        if row.organisation_id != self.kwargs["organisation_pk"]:
            raise Http404
        return row

    def crumbs(self):
        """Forsiden → Virksomheter → Medlemmer."""
        return [start(), (_("Medlemmer"), self.cancel_url())]

    def cancel_url(self) -> str:
        """Back to the members."""
        return reverse("participation:members", args=[self.kwargs["organisation_pk"]])

    def get_success_url(self) -> str:
        """Back to the members."""
        return self.cancel_url()
