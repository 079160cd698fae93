"""Versions and their product declarations."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
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
    """Start a new version, from an earlier one or from nothing."""

    form_class = forms.VersionStartForm
    parent_model, parent_field = models.Application, "application"
    heading = _("Ny versjon")
    intro = _(
        "Si først hva versjonen er. Deretter fyller dere ut produktdeklarasjonen, del for del."
    )
    submit_label = _("Lag versjonen")
    saved = _("Versjonen er laget. Nå kan dere fylle ut deklarasjonen.")

    def form_valid(self, form):
        """Say what was not taken along from the earlier version."""
        response = super().form_valid(form)
        if earlier := form.cleaned_data.get("start_from"):
            self._tell_what_is_missing(earlier)
        return response

    def _tell_what_is_missing(self, earlier) -> None:
        left = ", ".join(question.label for question in self.object.not_taken(earlier))
        if left:
            told = {"number": earlier.number, "questions": left}
            text = gettext(
                "Svarene er kopiert fra %(number)s, men disse må gis på nytt: %(questions)s."
            )
            messages.info(self.request, text % told)

    def get_success_url(self) -> str:
        """On to the declaration."""
        return reverse("verification:version_declaration", args=[self.object.pk])


class VersionAbout(VersionRoom, NounEdit):
    """Change what a version is about."""

    form_class = forms.VersionAboutForm
    heading = _("Om versjonen")

    def get_success_url(self) -> str:
        """Back to the declaration."""
        return reverse("verification:version_declaration", args=[self.object.pk])

    cancel_url = get_success_url


class VersionEdit(VersionRoom, NounEdit):
    """Go on with a version, everything on one page."""

    template_name = "components/declaration_form_page.html"
    heading = _("Produktdeklarasjon")
    intro = _("Alt på én side. Vil du ha det lagret mens du skriver, fyll ut del for del.")
