"""One listing."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.pages import NounChild, NounEdit, NounPage, public
from marketplace.remembered import remembered, stamp
from store import forms, models, policy
from store.models.showing import Showing
from verification.models import Application

from .kept import tagged
from .room import STORE


class ListingRoom:
    """What the pages about listings share."""

    model, form_class = models.Listing, forms.ListingForm
    related = ("application__supplier", "version")

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]


@public
class ListingPage(ListingRoom, NounPage):
    """Everything that a buyer needs to know."""

    def get_queryset(self):
        """With whether it stands on the shelf, without the long search document."""
        return super().get_queryset().with_standing()

    def get_context_data(self, **kwargs):
        """Add what the page shows, and what the reader may do."""
        thing, actor = self.object, self.request.actor
        return super().get_context_data(
            shown=Showing(thing, actor, self.request.user),
            canonical=letters.address(thing.get_absolute_url()),
            may_edit=forms.ListingForm.may_edit(actor, thing),
            may_buy=policy.may_buy(actor) and thing.stands_on_shelf,
            may_tell=policy.may_tell(actor),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        """Draw the body; for visitors, who all see the same, once for each change."""
        if self.request.user.is_authenticated or self.request.GET:
            return super().render_to_response(context | {"body": self.body(context)}, **kwargs)
        key = f"store:listing:{self.object.pk}:{self.object.stands_on_shelf}:{stamp()}"
        body = remembered(key, lambda: self.body(context))
        response = super().render_to_response(context | {"body": body}, **kwargs)
        return tagged(self.request, response)

    def body(self, context: dict) -> str:
        """Everything below the heading."""
        return render_to_string("store/listing_body.html", context, self.request)


class ListingCreate(ListingRoom, NounChild):
    """Put an application in the store."""

    parent_model, parent_field = Application, "application"
    heading = _("Ny oppføring i butikken")
    intro = _("Oppføringen er et utkast til dere publiserer den.")
    submit_label = _("Lagre utkast")


class ListingEdit(ListingRoom, NounEdit):
    """Change the price."""

    heading = _("Rediger oppføringen")
