"""What has happened lately on nouns that a person may see: for the front page and the API."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from rest_framework import mixins, serializers, viewsets

from experience.models import ExperienceReport
from innovation.models import Collaboration, Need
from marketplace.models import Event
from marketplace.paging import Feed
from procurement.models import JointProcurement
from store.models import Listing

NEWS = (Need, Collaboration, JointProcurement, Listing, ExperienceReport)
# The recommendation is known to FKJ only until everybody who offered is told.
NOT_NEWS = ("", "draft", "reviewed", "recommended")


def news(user):
    """Steps that moved something the person may see, newest first."""
    seen = [
        Q(
            subject_type=ContentType.objects.get_for_model(model),
            subject_id__in=model.objects.visible_to(user).values("pk"),
        )
        for model in NEWS
    ]
    rows = Event.objects.filter(reduce(or_, seen)).exclude(to_status__in=NOT_NEWS)
    return rows.exclude(step=Event.EDITED).newest().prefetch_related("subject")


def latest(user, limit: int = 6) -> list[Event]:
    """The latest step on each noun."""
    found = {}
    for event in news(user)[:60]:
        found.setdefault((event.subject_type_id, event.subject_id), event)
    return list(found.values())[:limit]


class NewsSerializer(serializers.ModelSerializer):
    """A step that was taken: on what, for whom, when. Never by whom."""

    noun = serializers.CharField(source="subject.noun", read_only=True)
    subject = serializers.CharField(read_only=True)
    url = serializers.CharField(source="subject.get_absolute_url", read_only=True)
    label = serializers.CharField(read_only=True)
    organisation = serializers.CharField(source="organisation.name", default="", read_only=True)

    class Meta:
        model = Event
        fields = [
            "id",
            "at",
            "noun",
            "subject_id",
            "subject",
            "url",
            "step",
            "label",
            "organisation",
            "from_status",
            "to_status",
        ]


class NewsViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Hendelser: a feed with a cursor, so that nothing is missed while it grows."""

    serializer_class = NewsSerializer
    pagination_class = Feed
    filter_backends = []

    def get_queryset(self):
        """Only what the reader may see."""
        return news(self.request.user)
