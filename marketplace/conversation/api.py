"""API of the conversation."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from marketplace import nouns
from marketplace.api import NounSerializer, NounViewSet, body_of
from marketplace.comparing import is_number
from marketplace.forms import posted
from marketplace.models import Comment, Noun

from .forms import CommentForm

CREATED = 201


class CommentSerializer(NounSerializer):
    """A comment; the text only when it may be read."""

    noun = serializers.SerializerMethodField()
    author = serializers.CharField(source="author.get_full_name", read_only=True)
    organisation = serializers.CharField(source="organisation.name", read_only=True)
    text = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = [
            "id",
            "url",
            "noun",
            "subject_id",
            "parent",
            "kind",
            "text",
            "language",
            "author",
            "organisation",
            "written_at",
            "resolved_at",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_noun(self, comment) -> str:
        """What it is about, by its name in addresses."""
        return comment.subject_type.model_class().noun

    def get_text(self, comment) -> str:
        """Empty when it is hidden or withdrawn."""
        return comment.text_for(self.context["request"].actor)


class CommentFilter(django_filters.FilterSet):
    """Which conversation, and which part of it."""

    noun = django_filters.ChoiceFilter(
        choices=lambda: [(noun, noun) for noun in Noun.known], method="about"
    )

    class Meta:
        model = Comment
        fields = ["subject_id", "kind", "status", "parent"]

    def about(self, rows, _name, value: str):
        """Only what is said about one kind of noun."""
        return rows.filter(subject_type=ContentType.objects.get_for_model(Noun.known[value]))


class CommentViewSet(NounViewSet):
    """Innlegg: `noun` and `subject_id` name what it is about; `parent` what it answers."""

    model, form_class, serializer_class = Comment, CommentForm, CommentSerializer
    related = ("author", "organisation", "subject_type", "parent")
    filterset_class = CommentFilter

    def create(self, request):
        """Say something on a noun that the person may see; an unknown noun is 404."""
        body = body_of(request)
        subject = nouns.find(request.user, str(body.get("noun", "")), _number(body, "subject_id"))
        self._allow(CommentForm.may_add(request.actor, subject))
        made = Comment(subject=subject, parent=self._answered(subject, body))
        if made.parent:
            made.kind = made.parent.kind
        form = CommentForm(posted(body), instance=made, actor=request.actor)
        return self._save(form, CREATED)

    def _answered(self, subject, body: dict) -> Comment | None:
        if body.get("parent") is None:
            return None
        said = Comment.objects.about(subject).visible_to(self.request.user).shown()
        return get_object_or_404(said, pk=_number(body, "parent"), parent=None)


def _number(body: dict, name: str) -> int:
    text = str(body.get(name, ""))
    return int(text) if is_number(text) else 0
