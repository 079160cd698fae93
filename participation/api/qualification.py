"""API of qualification."""

import csv

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from marketplace.api import NounSerializer, NounViewSet, body_of
from marketplace.forms import current_data, posted
from marketplace.problems import FormInvalid
from participation.forms import QualificationFilter, QualificationForm, ReviewForm
from participation.models import Assessment, Qualification
from participation.models.review import Review

COLUMNS = ("supplier", "orgnr", "certificate", "valid_from", "valid_until", "schema_version", "url")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AssessmentSerializer(serializers.ModelSerializer):
    """What the reviewer said about one answer."""

    class Meta:
        model = Assessment
        fields = ["question", "round", "verdict", "comment", "at"]


class QualificationSerializer(NounSerializer):
    """A qualification; the answers only for the supplier and FKJ."""

    supplier = serializers.CharField(source="supplier.name", read_only=True)
    orgnr = serializers.CharField(source="supplier.orgnr", read_only=True)
    answers = serializers.SerializerMethodField()
    verdicts = serializers.SerializerMethodField()
    must_change = serializers.SerializerMethodField()

    class Meta:
        model = Qualification
        fields = [
            "id",
            "url",
            "supplier",
            "orgnr",
            "status",
            "status_label",
            "certificate",
            "schema_version",
            "round",
            "valid_from",
            "valid_until",
            "answers",
            "verdicts",
            "must_change",
            "open_steps",
        ]

    def get_fields(self):
        """Leave what costs queries for each row out of lists."""
        fields = super().get_fields()
        if getattr(self.context.get("view"), "action", "") == "list":
            fields.pop("must_change")
        return fields

    def sees(self, thing) -> bool:
        """Tell whether the reader is a party."""
        actor = self.context["request"].actor
        return actor.acts_for(thing.supplier) or actor.is_fkj

    def get_answers(self, thing) -> dict:
        """Leave the answers out for others."""
        return thing.answers if self.sees(thing) else {}

    def get_verdicts(self, thing) -> dict[str, str]:
        """The machine's verdict on each answer, for those who see the answers."""
        return thing.schema.verdicts(thing.answers) if self.sees(thing) else {}

    def get_must_change(self, thing) -> list[dict]:
        """What the supplier has been asked to put right."""
        told = Review(thing).told if self.sees(thing) else []
        return AssessmentSerializer([line.newest for line in told], many=True).data


class QualificationViewSet(NounViewSet):
    """Kvalifiseringer; `?valid=true` lists the suppliers that are qualified today."""

    model, form_class, serializer_class = Qualification, QualificationForm, QualificationSerializer
    filterset_class = QualificationFilter
    related = ("supplier", "carried_from")

    def create(self, request):
        """Start one on top of the last one's answers, as the page does."""
        self._allow(self.form_class.may_create(request.actor))
        form = self.form_class(actor=request.actor)
        data = posted(current_data(form) | body_of(request))
        return self._save(self.form_class(data, actor=request.actor), 201)

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    @action(detail=False, methods=["get"], pagination_class=None)
    def csv(self, request):
        """The suppliers that are qualified today, as a table."""
        rows = Qualification.objects.valid().select_related("supplier").order_by("supplier__name")
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="kvalifiserte.csv"'
        writer = csv.DictWriter(answer, COLUMNS)
        writer.writeheader()
        writer.writerows(map(self.told, rows))
        return answer

    def told(self, row) -> dict:
        """One line of the table, where no cell can be a formula."""
        url = self.request.build_absolute_uri(row.get_absolute_url())
        cells = {name: getattr(row, name, "") for name in COLUMNS}
        cells |= {"supplier": row.supplier.name, "orgnr": row.supplier.orgnr, "url": url}
        return {name: harmless(cell) for name, cell in cells.items()}

    @extend_schema(methods=["GET"], operation_id="kvalifisering_assessments")
    @extend_schema(responses=AssessmentSerializer(many=True))
    @action(
        detail=True,
        methods=["get", "patch"],
        url_path="vurdering",
        pagination_class=None,
        form_class=ReviewForm,
    )
    def assess(self, request, pk=None):
        """Assessments; the reviewer adds `<question>_verdict` and `<question>_comment`."""
        thing = self.get_object()
        if request.method == "PATCH":
            self._allow(ReviewForm.may_edit(request.actor, thing))
            self._assess(thing)
        else:
            self._allow(request.actor.is_fkj)
        return Response(AssessmentSerializer(thing.assessments.all(), many=True).data)

    def _assess(self, thing) -> None:
        form = ReviewForm(instance=thing, actor=self.request.actor)
        data = posted(current_data(form) | body_of(self.request))
        form = ReviewForm(data, instance=thing, actor=self.request.actor)
        if not form.is_valid():
            raise FormInvalid(form)
        form.save()


def harmless(cell) -> str:
    """A cell that no spreadsheet reads as a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
