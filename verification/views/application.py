"""Applications: what is verified, and the supplier's own workbench."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounCreate, NounEdit, NounList, NounPage, public
from verification import forms, models
from verification.checks import CHECKS

from .room import ROOM


class ApplicationRoom:
    """What the pages about applications share."""

    model, form_class = models.Application, forms.ApplicationForm
    related = ("supplier",)

    def crumbs(self):
        """Forsiden → Verifikasjon."""
        return [ROOM]


@public
class ApplicationList(ApplicationRoom, NounList):
    """Applications: what is verified, and the supplier's own workbench."""

    filterset_class = forms.ApplicationFilter

    def get_queryset(self):
        """Fetch versions and their attestations in one go."""
        versions = models.Version.objects.visible_to(self.request.user)
        found = versions.prefetch_related("attestations").order_by("-pk")
        return super().get_queryset().prefetch_related(Prefetch("versions", found))

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Add the checks, and whether one may add an application."""
        may_create = forms.ApplicationForm.may_create(self.request.actor)
        return super().get_context_data(may_create=may_create, checks=CHECKS.values(), **kwargs)


@public
class ApplicationPage(ApplicationRoom, NounPage):
    """One application and its versions."""

    def get_context_data(self, **kwargs):
        """Add the versions that the reader may see."""
        thing, actor = self.object, self.request.actor
        visible = models.Version.objects.visible_to(self.request.user).filter(application=thing)
        return super().get_context_data(
            versions=visible.prefetch_related("attestations", "runs"),
            may_edit=forms.ApplicationForm.may_edit(actor, thing),
            **kwargs,
        )


class ApplicationCreate(ApplicationRoom, NounCreate):
    """Add an application."""

    heading = _("Ny sluttbrukerløsning")


class ApplicationEdit(ApplicationRoom, NounEdit):
    """Change an application."""

    heading = _("Rediger sluttbrukerløsningen")
