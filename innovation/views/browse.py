"""Needs by area, with live counts."""

from innovation import forms, models
from marketplace.models import ServiceArea
from marketplace.pages import NounList, public

from .room import ARENA, NeedRoom, area_crumbs


@public
class NeedList(NeedRoom, NounList):
    """Browse needs by area, status and goal."""

    filterset_class, fragment = forms.NeedFilter, "hits"

    def get_queryset(self):
        """Leave out what is laid aside, unless the status is asked for."""
        rows = super().get_queryset().with_reach()
        return rows if self.request.GET.getlist("status") else rows.in_play()

    def crumbs(self):
        """The chosen area, one step at a time."""
        area = self.chosen_area()
        return [ARENA, *area_crumbs(area.ancestors())[:-1]] if area else []

    def chosen_area(self) -> ServiceArea | None:
        """The area in the address, when there is such an area."""
        return self.filterset.form.cleaned_data.get("area")

    def get_context_data(self, **kwargs):
        """Add the areas to go on to, with live counts."""
        area = self.chosen_area()
        return super().get_context_data(
            area=area,
            areas=counted_areas(area),
            may_create=forms.NeedForm.may_create(self.request.actor),
            **kwargs,
        )


def counted_areas(parent: ServiceArea | None) -> list[tuple[ServiceArea, int]]:
    """The areas one step down, and how many needs are in play in each."""
    paths = models.Need.objects.in_play().values_list("area__path", flat=True)
    paths = [f"{path}/" for path in paths]
    areas = ServiceArea.objects.filter(parent=parent).order_by("order")
    return [(area, sum(path.startswith(f"{area.path}/") for path in paths)) for area in areas]
