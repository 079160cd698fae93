"""One need: its page and its form."""

from django.utils.translation import gettext_lazy as _

from innovation import forms
from marketplace.pages import NounCreate, NounEdit, NounPage, public

from .room import NeedRoom


@public
class NeedPage(NeedRoom, NounPage):
    """One need: what, who else, how it goes."""

    def get_context_data(self, **kwargs):
        """Add everything that hangs on the need."""
        need, actor = self.object, self.request.actor
        endorsements = need.endorsements.select_related("organisation")
        mine = any(actor.acts_for(row.organisation) for row in endorsements)
        open_for_more = need.status in (need.Status.PRIORITISING, need.Status.PUBLISHED)
        may_endorse = forms.EndorsementForm.may_add(actor, need) and open_for_more and not mine
        can_start = (
            forms.CollaborationForm.may_create(actor) and need.status == need.Status.PUBLISHED
        )
        return super().get_context_data(
            sections=need.declaration(),
            requirements=need.requirements.select_related("need"),
            endorsements=endorsements,
            reach=need.reach(),
            collaborations=need.collaborations.select_related("lead"),
            versions=need.versions.all(),
            may_edit=forms.NeedForm.may_edit(actor, need),
            may_endorse=may_endorse,
            may_start=can_start,
            **kwargs,
        )


class NeedCreate(NeedRoom, NounCreate):
    """Describe a new need."""

    template_name = "components/declaration_form_page.html"
    heading = _("Beskriv et behov")
    intro = _(
        "Skriv hva dere trenger, ikke hvordan det skal løses. Utkastet er bare synlig for dere."
    )
    submit_label = _("Lagre utkast")


class NeedEdit(NeedRoom, NounEdit):
    """Go on describing a need."""

    template_name = "components/declaration_form_page.html"
    heading = _("Rediger behovet")
