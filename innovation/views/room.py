"""What every page of the room shares."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation import forms, models
from marketplace.pages import NounChild, NounEdit

ARENA = (_("Innovasjonsarena"), "/innovasjonsarena/")


class NeedRoom:
    """What the pages about needs share."""

    model, form_class = models.Need, forms.NeedForm
    related = ("owner", "area")

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the area and its theme."""
        thing = getattr(self, "object", None)
        areas = thing.area.ancestors() if thing else []
        return [ARENA, *area_crumbs(areas)]


def area_crumbs(areas) -> list[tuple[str, str]]:
    """Links down the tree of areas."""
    home = reverse("innovation:needs")
    return [(area.title, f"{home}?area={area.path}") for area in areas]


class NeedPart(NounChild):
    """Something that hangs on a need."""

    parent_model, parent_field = models.Need, "need"

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the need."""
        return [ARENA, (self.parent.title, self.parent.get_absolute_url())]

    def get_success_url(self) -> str:
        """Back to the need."""
        return self.parent.get_absolute_url()


class CollaborationRoom:
    """What the pages about collaborations share."""

    model, form_class = models.Collaboration, forms.CollaborationForm
    related = ("need", "lead")

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the need."""
        thing = getattr(self, "object", None)
        need = [(thing.need.title, thing.need.get_absolute_url())] if thing else []
        return [ARENA, *need]


class WorkPartEdit(NounEdit):
    """Change a part of a collaboration."""

    def get_queryset(self):
        """Parts of collaborations that the reader may see."""
        works = models.Collaboration.objects.visible_to(self.request.user)
        return self.model.objects.filter(collaboration__in=works)

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the collaboration."""
        work = self.object.collaboration
        return [ARENA, (work.title, work.get_absolute_url())]

    def cancel_url(self) -> str:
        """Back to the collaboration."""
        return self.object.collaboration.get_absolute_url()

    get_success_url = cancel_url

    def get_context_data(self, **kwargs):
        """Name the part in the heading."""
        return super().get_context_data(**kwargs) | {"heading": str(self.object)}
