"""The page of an organisation: who it is and what it takes part in; and the way out of it."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from marketplace.excerpt import CHOSEN
from marketplace.map import norway
from marketplace.models import Membership, Organisation
from marketplace.pages import NounFormPage, NounPage, public
from participation import policy
from participation.forms import LeaveForm
from participation.models import Qualification, Terms

MOST_PEOPLE = 50


@public
class OrganisationPage(NounPage):
    """One organisation. What it does in later rooms is asked for by the template's tags."""

    model = Organisation
    template_name = "participation/organisation.html"
    related = ("heir",)

    def get_context_data(self, **kwargs):
        """Add the public facts, and the people for those who may know them."""
        thing, actor = self.object, self.request.actor
        is_own = policy.works_for(actor, thing)
        return super().get_context_data(
            chosen=self.request.GET.get(CHOSEN, ""),
            map=norway(thing),
            succeeds=thing.succeeds.in_order(),
            succeeded_by=thing.succeeded_by.in_order(),
            standing=standing_of(thing),
            people=people_of(thing) if is_own else [],
            is_own=is_own,
            may_leave=actor.organisation == thing,
            **kwargs,
        )


def standing_of(organisation: Organisation) -> dict:
    """Whether a supplier is let in: how long it is qualified, and whether it accepts the terms."""
    if organisation.kind != Organisation.Kind.SUPPLIER:
        return {}
    qualification = Qualification.objects.valid().filter(supplier=organisation).first()
    has_accepted = not Terms.objects.owed_by(organisation).exists()
    return {"qualification": qualification, "has_accepted": has_accepted}


def people_of(organisation: Organisation) -> list[tuple]:
    """Each person with the roles they hold now: [(person, [memberships])]."""
    rows = Membership.objects.active().filter(organisation=organisation).select_related("user")
    rows = rows.order_by("user__last_name", "user__first_name", "user", "pk")
    return [(who, list(held)) for who, held in groupby(rows, lambda m: m.user)][:MOST_PEOPLE]


class Leave(NounFormPage, FormView):
    """Go out of an organisation that I belong to."""

    form_class = LeaveForm
    template_name = "participation/leave.html"
    heading = _("Gå ut av virksomheten")
    submit_label = _("Gå ut")

    def dispatch(self, request, *args, pk: int, **kwargs):
        """Only one's own organisations exist here."""
        if request.user.is_authenticated:
            mine = Organisation.objects.joined_by(request.user)
            self.organisation = get_object_or_404(mine, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self):
        """Forsiden → the organisation."""
        return [(str(self.organisation), self.organisation.get_absolute_url())]

    def get_form_kwargs(self):
        """Tell the form which one."""
        return super().get_form_kwargs() | {"organisation": self.organisation}

    def get_context_data(self, **kwargs):
        """Show which roles end."""
        held = self.request.user.memberships.active().filter(organisation=self.organisation)
        return super().get_context_data(organisation=self.organisation, held=held, **kwargs)

    def form_valid(self, form):
        """Say so, and go to the front page; or say who must take over first."""
        if not form.save():
            return self.form_invalid(form)
        messages.success(self.request, _("Du er ikke lenger med i virksomheten."))
        return redirect("home")
