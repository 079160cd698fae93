"""Municipalities working together."""

from django.utils.translation import gettext_lazy as _

from innovation import forms, models
from marketplace.pages import NounEdit, NounList, NounPage, public

from .room import CollaborationRoom, NeedPart


@public
class CollaborationList(CollaborationRoom, NounList):
    """Who works together on what."""


@public
class CollaborationPage(CollaborationRoom, NounPage):
    """One collaboration: circles, checklist, parties and the basis."""

    def get_context_data(self, **kwargs):
        """Add the parts, and what the reader may do with them."""
        work, actor, user = self.object, self.request.actor, self.request.user
        parties = work.parties.visible_to(user).select_related(
            "organisation", "collaboration__lead"
        )
        open_for_more = work.status in (work.Status.FORMING, work.Status.ACTIVE)
        mine = any(actor.acts_for(p.organisation) for p in parties if p.status != p.Status.LEFT)
        may_join = forms.PartyForm.may_create(actor) and open_for_more and not mine
        return super().get_context_data(
            parties=[p for p in parties if p.status in ("requested", "confirmed")],
            tracks=work.tracks.all(),
            checklist=work.checklist.all(),
            basis=work.newest_basis,
            signatures=work.newest_basis.signatures.select_related("organisation", "signed_by")
            if work.newest_basis
            else [],
            may_edit=forms.CollaborationForm.may_edit(actor, work),
            may_report=forms.TrackForm.rule(actor, work),
            may_join=may_join,
            **kwargs,
        )


class CollaborationCreate(NeedPart):
    """Start a collaboration on the need."""

    model, form_class = models.Collaboration, forms.CollaborationForm
    heading = _("Start et samarbeid")

    def get_success_url(self) -> str:
        """On to the new collaboration."""
        return self.object.get_absolute_url()


class CollaborationEdit(CollaborationRoom, NounEdit):
    """Change the mandate and the dates."""

    heading = _("Rediger samarbeidet")
