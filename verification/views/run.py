"""Runs: progress while they last, and what was found."""

from marketplace.pages import NounPage, public
from verification import models, policy

from .room import ROOM


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
