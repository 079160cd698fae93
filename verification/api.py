"""API of Verifikasjon."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer, SteppingViewSet, WritableViewSet
from verification import forms, models, policy


class ApplicationSerializer(serializers.ModelSerializer):
    """An application."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    supplier = serializers.CharField(source="supplier.name", read_only=True)
    areas = serializers.SlugRelatedField("path", many=True, read_only=True)

    class Meta:
        model = models.Application
        fields = ["id", "url", "name", "slug", "summary", "supplier", "areas"]


class ApplicationViewSet(WritableViewSet):
    """Sluttbrukerløsninger."""

    model, form_class = models.Application, forms.ApplicationForm
    serializer_class = ApplicationSerializer
    filterset_class = forms.ApplicationFilter
    related = ("supplier",)

    def get_queryset(self):
        """Fetch the areas in one go."""
        return super().get_queryset().prefetch_related("areas")


class VersionSerializer(NounSerializer):
    """A version with its declaration."""

    class Meta:
        model = models.Version
        fields = [
            "id",
            "url",
            "application",
            "number",
            "release_notes",
            "artifact_sha256",
            "ui_url",
            "fhir_url",
            "schema_version",
            "answers",
            "sha256",
            "status",
            "status_label",
            "open_steps",
        ]


class VersionViewSet(ChildViewSet):
    """Versjoner: made with `{"application": id, …}`."""

    model, form_class, serializer_class = models.Version, forms.VersionForm, VersionSerializer
    related = ("application__supplier",)
    parent_field, parent_model = "application", models.Application


class CheckRunSerializer(serializers.ModelSerializer):
    """One check: how it stands and how it came out."""

    title = serializers.CharField(read_only=True)
    reason = serializers.CharField(read_only=True)
    findings = serializers.SerializerMethodField()

    class Meta:
        model = models.CheckRun
        fields = ["code", "title", "severity", "state", "outcome", "reason", "findings", "attempt"]

    def get_findings(self, check) -> list[dict[str, str]]:
        """What was found and how to put it right, for those it concerns."""
        if not self.context["sees_findings"]:
            return []
        return [
            {
                "level": one.level,
                "text": one.message.render(),
                "where": one.where,
                "fix": one.fix.render() if one.fix else "",
            }
            for one in check.findings
        ]


class RunSerializer(NounSerializer):
    """A run with its checks."""

    checks = serializers.SerializerMethodField()

    class Meta:
        model = models.Run
        fields = [
            "id",
            "url",
            "version",
            "conclusion",
            "checks",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_checks(self, run) -> list[dict]:
        """Every check, with findings for those they concern."""
        sees = policy.sees_findings(self.context["request"].actor, run)
        return CheckRunSerializer(run.checks.all(), many=True, context={"sees_findings": sees}).data


class RunViewSet(SteppingViewSet):
    """Kjøringer: started by the step `verify` of a version."""

    model, serializer_class = models.Run, RunSerializer
    related = ("version__application__supplier",)

    def get_queryset(self):
        """Fetch the checks in one go."""
        return super().get_queryset().prefetch_related("checks")


class AttestationSerializer(NounSerializer):
    """An attestation and its state now."""

    class Meta:
        model = models.Attestation
        fields = [
            "id",
            "url",
            "public_id",
            "version",
            "level",
            "issued_at",
            "valid_until",
            "status",
            "status_label",
            "open_steps",
        ]


class AttestationViewSet(SteppingViewSet):
    """Attester: issued by the step `attest` of a run."""

    model, serializer_class = models.Attestation, AttestationSerializer
    related = ("version__application",)
