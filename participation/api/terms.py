"""API of terms: read only."""

from rest_framework import serializers

from marketplace.api import NounSerializer, SteppingViewSet
from participation.models import Terms


class TermsSerializer(NounSerializer):
    """A version of the terms in every language, with the hash of each text."""

    sha256 = serializers.SerializerMethodField()

    class Meta:
        model = Terms
        fields = [
            "id",
            "url",
            "audience",
            "number",
            "status",
            "status_label",
            "title",
            "title_nn",
            "title_en",
            "text",
            "text_nn",
            "text_en",
            "material",
            "valid_from",
            "valid_to",
            "accept_by",
            "sha256",
            "open_steps",
        ]

    def get_sha256(self, thing) -> dict[str, str]:
        """Hash of exactly what is accepted, by language."""
        return {language: thing.sha256_in(language) for language in ("nb", "nn", "en")}


class TermsViewSet(SteppingViewSet):
    """Vilkår: every version that is published; drafts for FKJ only."""

    model, serializer_class = Terms, TermsSerializer
