"""A felles behovsgrunnlag as it was frozen."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from innovation import models
from marketplace.pages import public

from .room import ARENA


@public
class BasisPage(TemplateView):
    """A felles behovsgrunnlag as it was frozen."""

    template_name = "innovation/basis.html"

    def get_context_data(self, **kwargs):
        """Find the version, among those that everybody may see."""
        works = models.Collaboration.objects.visible_to(self.request.user)
        basis = get_object_or_404(
            models.CommonBasis, of__in=works, of=kwargs["pk"], number=kwargs["number"]
        )
        signatures = basis.signatures.select_related("organisation", "signed_by")
        frozen = basis.content["need"]
        need = models.Need(schema_version=frozen["schema_version"], answers=frozen["answers"])
        return super().get_context_data(
            basis=basis,
            signatures=signatures,
            sections=need.declaration(),
            crumbs=[ARENA, (basis.of.title, basis.of.get_absolute_url())],
            **kwargs,
        )
