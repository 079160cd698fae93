"""Prices: the supplier's plans, and what it would cost us."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounEdit, NounPage, public
from store import forms, models, policy
from store.forms.price_plan import scale_as_fields

from .listing import ListingRoom
from .room import STORE


@public
class PriceCalculator(ListingRoom, NounPage):
    """«Hva koster det for oss?», as a page of its own and as a part for htmx."""

    def get_template_names(self) -> list[str]:
        """Only the answer when htmx asks."""
        part = "store/price_answer.html"
        return [part if self.request.htmx else "store/price_calculator.html"]

    def crumbs(self):
        """Forsiden → Butikken → the listing."""
        return [STORE, (str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Add the questions and the answer."""
        organisation = self.request.actor.organisation
        form = forms.CalculatorForm(self.request.GET, self.object, organisation)
        told = {"calculator": form, "calculation": form.calculation(), "listing": self.object}
        return super().get_context_data(**told, **kwargs)

    def render_to_response(self, context, **kwargs):
        """Numbers that make no sense come back with status 422; htmx gets another body."""
        wrong = context["calculator"].errors and not self.request.htmx
        response = super().render_to_response(context, status=422 if wrong else 200, **kwargs)
        response["Vary"] = "HX-Request"
        return response


class PlanRoom:
    """What the pages about price plans share."""

    model, form_class = models.PricePlan, forms.PricePlanForm
    template_name = "store/price_plan_form.html"
    related = ("listing__application__supplier", "replaces")

    def listing(self):
        """Whose prices these are."""
        return self.object.listing

    def crumbs(self):
        """Forsiden → Butikken → the listing → its prices."""
        return prices_of(self.listing())


def prices_of(listing) -> list:
    """The way to a listing's prices."""
    prices = (_("Priser"), reverse("store:plans", args=[listing.pk]))
    return [STORE, (str(listing), listing.get_absolute_url()), prices]


class PlanList(ListingRoom, NounPage):
    """The supplier's own view of all prices of a listing, drafts and withdrawn ones too."""

    template_name = "store/price_plans.html"

    def get_object(self, queryset=None):
        """Find it, and let in only its supplier and FKJ."""
        thing = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        if not (policy.offers(self.request.actor, thing) or self.request.actor.is_fkj):
            raise PermissionDenied(_("Dette er leverandørens side for priser."))
        return thing

    def crumbs(self):
        """Forsiden → Butikken → the listing."""
        return prices_of(self.object)[:-1]

    def get_context_data(self, **kwargs):
        """Add the plans, what applies now first."""
        plans = self.object.plans.select_related("listing__application")
        rows = plans.prefetch_related("tiers").order_by("status", "about", "place", "-pk")
        may_add = forms.PricePlanForm.may_add(self.request.actor, self.object)
        shown = [plan for plan in rows if plan.status != models.PricePlan.Status.WITHDRAWN]
        over = [plan for plan in rows if plan.status == models.PricePlan.Status.WITHDRAWN]
        told = {"plans": shown, "over": over, "may_add": may_add}
        return super().get_context_data(**told, **kwargs)


class PlanPage(PlanRoom, NounPage):
    """One price, its scale and its steps."""

    template_name = "store/price_plan.html"

    def get_context_data(self, **kwargs):
        """Tell what may be done with it."""
        actor, plan = self.request.actor, self.object
        may_replace = plan.status == plan.Status.PUBLISHED and policy.supplies(actor, plan)
        may_edit = forms.PricePlanForm.may_edit(actor, plan)
        told = {"tag": plan.tag, "may_edit": may_edit, "may_replace": may_replace}
        return super().get_context_data(**told, **kwargs)


class PlanCreate(PlanRoom, NounChild):
    """Write a new price, perhaps from the one that it is to replace."""

    parent_model, parent_field = models.Listing, "listing"
    heading = _("Ny pris")
    intro = _("Prisen er et utkast til dere publiserer den. Oppgi alle priser uten mva.")
    submit_label = _("Lagre utkast")

    def listing(self):
        """Whose prices these are."""
        return self.parent

    def get_initial(self):
        """Start from the price that is to be replaced, when one is named."""
        number = self.request.GET.get("erstatter", "")
        rows = models.PricePlan.objects.published().filter(listing=self.parent)
        old = rows.filter(pk=number).first() if number.isdecimal() and len(number) < 18 else None
        if old is None:
            return {}
        fields = [name for name in self.form_class.Meta.fields if name != "valid_from"]
        copied = {name: getattr(old, name) for name in fields}
        return copied | scale_as_fields(old) | {"replaces": old}


class PlanEdit(PlanRoom, NounEdit):
    """Go on with a draft."""

    heading = _("Rediger prisen")
    submit_label = _("Lagre utkast")
