"""The API's base: forms in, serializers out, steps by name, problem+json when it goes wrong."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ParseError
from rest_framework.response import Response

from marketplace.comparing import is_number
from marketplace.forms import current_data, posted, step_form
from marketplace.lifecycle import Lifecycle, StepRefused
from marketplace.problems import FormInvalid, Refused, unmet_json
from marketplace.steps import must_prove


class OpenStepSerializer(serializers.Serializer):
    """A step that the reader may take from here, and what is still missing."""

    name = serializers.CharField(source="step.name")
    label = serializers.CharField(source="step.label")
    unmet = serializers.SerializerMethodField()

    def get_unmet(self, one) -> list[dict[str, str]]:
        """List the guards that do not hold."""
        return [unmet_json(reason) for reason in one.unmet]


class NounSerializer(serializers.ModelSerializer):
    """Reads a noun with a lifecycle: its status in code and words, and the open steps."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    open_steps = serializers.SerializerMethodField()

    def get_fields(self):
        """Leave the open steps out of lists: they cost queries for each row."""
        fields = super().get_fields()
        if getattr(self.context.get("view"), "action", "") == "list":
            fields.pop("open_steps")
        return fields

    def get_open_steps(self, thing: Lifecycle) -> list[dict]:
        """List the steps that the reader may take."""
        steps = thing.open_steps(self.context["request"].actor)
        return OpenStepSerializer(steps, many=True).data


class CollectionViewSet(viewsets.ReadOnlyModelViewSet):
    """List and read what you may see; create and change through the form."""

    model: type
    form_class: type[Form]
    related: tuple[str, ...] = ()

    def get_queryset(self):
        """Only what the reader may see, with what the serializer needs."""
        if getattr(self, "swagger_fake_view", False):  # described, perhaps without a database
            return self.model.objects.none()
        rows = self.model.objects.visible_to(self.request.user)
        return rows.select_related(*self.related).order_by("-pk")

    def _allow(self, allowed: bool) -> None:
        if not allowed:
            raise PermissionDenied(_("Du har ikke rollen som skal til for dette."))


class SteppingViewSet(CollectionViewSet):
    """A noun that is only changed by steps."""

    @action(detail=True, methods=["post"], url_path=r"steps/(?P<name>[a-z_]+)")
    def step(self, request, pk=None, name=""):
        """Take a step: 200 with the thing, 409 with everything that is unmet."""
        thing = self.get_object()
        step = self.model.steps().get(name)
        if step is None:
            raise Http404
        self._allow(step.who(request.actor, thing))
        if must_prove(request, step):
            raise PermissionDenied(_("Bekreft hvem du er på nettsiden, og prøv igjen."))
        form = step_form(step, thing, request.actor, posted(body_of(request)))
        if not form.is_valid():
            raise FormInvalid(form)
        self._take(step, thing, form)
        return Response(self.get_serializer(thing).data)

    def _take(self, step, thing, form) -> None:
        try:
            step.take(thing, by=self.request.actor, **form.cleaned_data)
        except StepRefused as refusal:
            raise Refused(refusal) from refusal


class Writing:
    """Creates and changes through the noun's form."""

    def create(self, request):
        """Make a new one: 201, or 422 with the errors of each field."""
        self._allow(self.form_class.may_create(request.actor))
        form = self.form_class(posted(body_of(request)), actor=request.actor)
        return self._save(form, HTTPStatus.CREATED)

    def partial_update(self, request, pk=None):
        """Change the fields that are named and leave the rest."""
        thing = self.get_object()
        self._allow(self.form_class.may_edit(request.actor, thing))
        form = self.form_class(instance=thing, actor=request.actor)
        data = posted(current_data(form) | body_of(request))
        form = self.form_class(data, instance=thing, actor=request.actor)
        return self._save(form, HTTPStatus.OK)

    def _save(self, form, status) -> Response:
        if not form.is_valid():
            raise FormInvalid(form)
        return Response(self.get_serializer(form.save()).data, status=status)


class WritableViewSet(Writing, CollectionViewSet):
    """A noun without a lifecycle."""


class NounViewSet(Writing, SteppingViewSet):
    """A noun with a lifecycle: form in, serializer out, steps by name."""


class ChildViewSet(NounViewSet):
    """A noun that is made from another: the body names the parent by its number."""

    parent_field: str
    parent_model: type

    def create(self, request):
        """Make a new one on a parent that the reader may see; an unknown parent is 404."""
        parents = self.parent_model.objects.visible_to(request.user)
        number = str(body_of(request).get(self.parent_field, ""))
        parent = get_object_or_404(parents, pk=number if is_number(number) else 0)
        self._allow(self.form_class.may_add(request.actor, parent))
        child = self.model(**{self.parent_field: parent})
        form = self.form_class(posted(body_of(request)), instance=child, actor=request.actor)
        return self._save(form, HTTPStatus.CREATED)


def body_of(request) -> dict:
    """The JSON body, which must be an object."""
    if not isinstance(request.data, dict):
        raise ParseError(_("Send et JSON-objekt."))
    return request.data


def home(request) -> dict[str, str]:
    """Address of every collection, for the API's front page."""
    names = sorted(Lifecycle.nouns)
    return {name: request.build_absolute_uri(reverse(f"api:{name}-list")) for name in names}
