"""API of introduction plans."""

from marketplace.api import ChildViewSet, NounSerializer
from store import forms, models


class IntroductionTaskSerializer(NounSerializer):
    """A task of an introduction plan."""

    class Meta:
        model = models.IntroductionTask
        fields = [
            "id",
            "url",
            "contract",
            "title",
            "side",
            "due",
            "place",
            "done_at",
            "status",
            "status_label",
            "open_steps",
        ]


class IntroductionTaskViewSet(ChildViewSet):
    """Innføringsoppgaver: made from a contract with `{"contract": id, …}`."""

    model, form_class = models.IntroductionTask, forms.TaskForm
    serializer_class = IntroductionTaskSerializer
    related = ("contract__listing__application__supplier", "contract__buyer")
    parent_field, parent_model = "contract", models.Contract
