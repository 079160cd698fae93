"""API of documents: list those on a noun, fetch, and hang up more as multipart."""

from django.urls import reverse
from rest_framework import serializers
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from marketplace import nouns
from marketplace.api import CollectionViewSet
from marketplace.comparing import is_number
from marketplace.models.document import Document, hangs_on
from marketplace.problems import FormInvalid

from . import panel
from .forms import DocumentForm


class DocumentSerializer(serializers.ModelSerializer):
    """What a document is, and where its content is fetched."""

    noun = serializers.CharField(source="subject.noun", read_only=True)
    subject = serializers.IntegerField(source="subject_id", read_only=True)
    owner = serializers.CharField(source="owner.name", read_only=True)
    scan_label = serializers.CharField(source="get_scan_display", read_only=True)
    file = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = [
            "id",
            "noun",
            "subject",
            "topic",
            "title",
            "file_name",
            "media_type",
            "size",
            "sha256",
            "visibility",
            "licence",
            "number",
            "replaces",
            "owner",
            "uploaded_at",
            "scan",
            "scan_label",
            "withdrawn_at",
            "withdrawn_reason",
            "erased_at",
            "file",
        ]

    def get_file(self, document) -> str:
        """Where the content is, when it may be fetched."""
        fetched = document.is_downloadable
        return reverse("documents:file", args=[document.pk]) if fetched else ""


class DocumentViewSet(CollectionViewSet):
    """Dokumenter."""

    model, form_class, serializer_class = Document, DocumentForm, DocumentSerializer
    parser_classes = [MultiPartParser, JSONParser]
    related = ("owner", "subject_type")
    filter_backends = []

    def get_queryset(self):
        """Only what the reader may see; on one thing, when `noun` and `subject` are given."""
        rows = super().get_queryset().prefetch_related("subject")
        given = self.request.query_params
        if "noun" not in given:
            return rows
        return rows.about(self._thing(given))

    def _thing(self, given):
        number = str(given.get("subject", ""))
        pk = number if is_number(number) else 0
        return nouns.find(self.request.user, str(given.get("noun", "")), pk)

    def create(self, request):
        """Hang a document on a thing: 201, or 422 with what is wrong and what to do."""
        thing = self._thing(request.data)
        self._allow(hangs_on(thing, request.actor))
        document = Document(subject=thing, topic=panel.topic(str(request.data.get("topic", ""))))
        told = {"instance": document, "actor": request.actor}
        told["too_large"] = getattr(request, "upload_was_too_large", False)
        form = DocumentForm(request.data, request.FILES, **told)
        if not form.is_valid():
            raise FormInvalid(form)
        return Response(self.get_serializer(form.save()).data, status=201)
