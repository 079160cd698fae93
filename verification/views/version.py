"""Versions and their product declarations."""

from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounEdit, NounPage, public
from verification import forms, models

from .room import ROOM


class VersionRoom:
    """What the pages about versions share."""

    model, form_class = models.Version, forms.VersionForm
    related = ("application__supplier",)

    def crumbs(self):
        """Forsiden → Verifikasjon → the application."""
        thing = getattr(self, "parent", None) or self.object.application
        return [ROOM, (thing.name, thing.get_absolute_url())]


@public
class VersionPage(VersionRoom, NounPage):
    """One version: declaration, what is missing, runs and attestations."""

    def get_context_data(self, **kwargs):
        """Add the declaration and what hangs on it."""
        version, user = self.object, self.request.user
        return super().get_context_data(
            sections=version.declaration(),
            completeness=version.completeness,
            runs=models.Run.objects.visible_to(user).filter(version=version),
            attestations=version.attestations.all(),
            may_edit=forms.VersionForm.may_edit(self.request.actor, version),
            **kwargs,
        )


class VersionCreate(VersionRoom, NounChild):
    """Start a new version."""

    template_name = "components/declaration_form_page.html"
    parent_model, parent_field = models.Application, "application"
    heading = _("Ny versjon med produktdeklarasjon")
    intro = _(
        "Dere kan lagre og komme tilbake. Deklarasjonen fryses først når dere deklarerer den."
    )
    submit_label = _("Lagre utkast")

    def get_success_url(self) -> str:
        """On to the new version."""
        return self.object.get_absolute_url()


class VersionEdit(VersionRoom, NounEdit):
    """Go on with a version."""

    template_name = "components/declaration_form_page.html"
    heading = _("Produktdeklarasjon")
