"""Pages of Erfaringsarena."""

from django.utils.translation import gettext_lazy as _

from experience import forms, models, policy
from innovation.models import Need
from marketplace.pages import NounChild, NounEdit, NounList, NounPage, public
from store.models import Adoption

ARENA = (_("Erfaringsarena"), "/erfaringsarena/")


class ReportRoom:
    """What the pages about reports share."""

    model, form_class = models.ExperienceReport, forms.ReportForm
    related = (
        "organisation",
        "adoption__listing__application__supplier",
        "version",
        "started_need",
        "reply__organisation",
    )

    def crumbs(self):
        """Forsiden → Erfaringsarena."""
        return [ARENA]


@public
class ReportList(ReportRoom, NounList):
    """What municipalities tell, newest first; and what they may tell about."""

    filterset_class, fragment = forms.ReportFilter, "hits"

    def get_queryset(self):
        """Only what is published."""
        return super().get_queryset().published()

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Add the reader's own drafts, and the adoptions that wait for a report."""
        actor = self.request.actor
        drafts = models.ExperienceReport.objects.waiting_for(actor)
        waiting = Adoption.objects.waiting_for(actor).select_related("listing__application")
        return super().get_context_data(drafts=drafts, waiting=waiting, **kwargs)


@public
class ReportPage(ReportRoom, NounPage):
    """One report with the supplier's answer."""

    def get_context_data(self, **kwargs):
        """Tell whether the reader may change it or answer it."""
        report, actor = self.object, self.request.actor
        is_published = report.status == report.Status.PUBLISHED
        may_reply = policy.may_reply(actor) and policy.is_about_own(actor, report)
        reply = getattr(report, "reply", None)
        return super().get_context_data(
            reply=reply,
            facts=report.facts(),
            need=Need.objects.visible_to(self.request.user)
            .filter(pk=report.started_need_id)
            .first(),
            may_edit=forms.ReportForm.may_edit(actor, report),
            may_reply=may_reply and is_published and reply is None,
            **kwargs,
        )


class ReportCreate(ReportRoom, NounChild):
    """Tell how it went."""

    parent_model, parent_field = Adoption, "adoption"
    heading = _("Fortell hvordan det gikk")
    intro = _("Det tar noen minutter. Bare kommunen ser utkastet til dere publiserer det.")
    submit_label = _("Lagre utkast")


class ReportEdit(ReportRoom, NounEdit):
    """Go on with a draft."""

    heading = _("Rediger erfaringen")


class ReplyCreate(NounChild):
    """The supplier answers."""

    model, form_class = models.Reply, forms.ReplyForm
    parent_model, parent_field = models.ExperienceReport, "report"
    heading = _("Svar på erfaringen")
    submit_label = _("Publiser svaret")

    def crumbs(self):
        """Forsiden → Erfaringsarena → the report."""
        return [ARENA, (str(self.parent), self.parent.get_absolute_url())]

    def get_success_url(self) -> str:
        """Back to the report."""
        return self.parent.get_absolute_url()
