"""API of Erfaringsarena."""

from rest_framework import serializers

from experience import forms, models
from experience.models.scores import Scored
from marketplace.api import ChildViewSet, NounSerializer
from store.models import Adoption


class ExperienceReportSerializer(NounSerializer):
    """A report with the supplier's answer, if any."""

    organisation = serializers.CharField(source="organisation.name", read_only=True)
    application = serializers.CharField(source="adoption.listing.application.name", read_only=True)
    reply = serializers.SerializerMethodField()

    class Meta:
        model = models.ExperienceReport
        fields = [
            "id",
            "url",
            "organisation",
            "application",
            "adoption",
            "version",
            "title",
            *Scored.SCORES,
            "recommend",
            "what_worked",
            "what_did_not",
            "advice",
            "months_to_use",
            "users",
            "published_at",
            "reply",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_reply(self, report) -> str:
        """The supplier's words."""
        reply = getattr(report, "reply", None)
        return reply.text if reply else ""


class ExperienceReportViewSet(ChildViewSet):
    """Erfaringer: made from an adoption with `{"adoption": id, …}`."""

    model, form_class = models.ExperienceReport, forms.ReportForm
    serializer_class = ExperienceReportSerializer
    filterset_class = forms.ReportFilter
    related = ("organisation", "adoption__listing__application", "version", "reply")
    parent_field, parent_model = "adoption", Adoption
