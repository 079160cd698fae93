"""Pages of Verifikasjon."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounCreate, NounEdit, NounList, NounPage, public
from verification import forms, models, policy
from verification.checks import CHECKS

ROOM = (_("Verifikasjon"), "/verifikasjon/")


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


@public
class RunPage(NounPage):
    """One run: progress while it lasts, results, findings and how to put them right."""

    model, template_name = models.Run, "verification/run.html"
    related = ("version__application__supplier",)

    def get_object(self, queryset=None):
        """Give back what was lost when somebody looks: a dead beat cannot freeze a run."""
        run = super().get_object(queryset)
        if run.checks.sweep():
            run.refresh_from_db()
        return run

    def get_template_names(self) -> list[str]:
        """Only the progress when htmx asks again."""
        htmx = self.request.htmx
        part = htmx and not htmx.history_restore_request
        return [f"{self.template_name}#progress"] if part else [self.template_name]

    def crumbs(self):
        """Forsiden → Verifikasjon → the application → the version."""
        version = self.object.version
        application = version.application
        return [
            ROOM,
            (application.name, application.get_absolute_url()),
            (version.number, version.get_absolute_url()),
        ]

    def get_context_data(self, **kwargs):
        """Add the checks; findings only for those they concern."""
        run = self.object
        done, total = run.progress()
        return super().get_context_data(
            checks=run.checks.all(),
            done=done,
            total=total,
            sees_findings=policy.sees_findings(self.request.actor, run),
            **kwargs,
        )


@public
class AttestationPage(NounPage):
    """One attestation with level, dates and its true state."""

    model = models.Attestation
    related = ("version__application__supplier", "run")
    slug_field = slug_url_kwarg = "public_id"

    def crumbs(self):
        """Forsiden → Verifikasjon → the application."""
        application = self.object.version.application
        return [ROOM, (application.name, application.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Add the table of outcomes."""
        run = self.object.run
        url = reverse("verification:run", args=[run.pk])
        return super().get_context_data(checks=run.checks.all(), run_url=url, **kwargs)
