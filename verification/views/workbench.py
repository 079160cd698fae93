"""The supplier's own workbench: applications with their roads, and who has asked."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.excerpt import Line, excerpt
from marketplace.models import Comment, Document, Organisation
from marketplace.pages import NounList
from verification import forms, models
from verification.models.road import benches, on_bench

from .room import ROOM

FOR_SUPPLIERS = _("Arbeidsbenken er for leverandører.")


class Workbench(NounList):
    """Everything that a supplier works with, and what to do next with each."""

    model, template_name = models.Application, "verification/workbench.html"
    paginate_by = 10

    def dispatch(self, request, *args, **kwargs):
        """Only for suppliers."""
        if request.user.is_authenticated and not request.actor.is_kind(Organisation.Kind.SUPPLIER):
            raise PermissionDenied(FOR_SUPPLIERS)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """Only one's own, with what the road is drawn from."""
        mine = super().get_queryset().filter(supplier__in=self.request.actor.reach)
        return on_bench(mine.order_by("name", "pk"))

    def crumbs(self):
        """Forsiden → Verifikasjon."""
        return [ROOM]

    def get_context_data(self, **kwargs):
        """Add the roads, the questions and the documents."""
        told = super().get_context_data(**kwargs)
        actor = self.request.actor
        return told | {
            "benches": benches(told["page_obj"], actor.organisation),
            "asked": excerpt(self.request, "sporsmal", self._asked(), asked),
            "documents": excerpt(self.request, "dokumenter", self._documents(), documented),
            "may_create": forms.ApplicationForm.may_create(actor),
            "chosen": self.request.GET.get("vis", ""),
        }

    def _asked(self):
        """Questions on what is one's own that nobody has settled."""
        rows = Comment.objects.unanswered().filter(self._on_mine())
        return rows.select_related("organisation").order_by("-pk")

    def _documents(self):
        rows = Document.objects.current().filter(
            self._on_mine(), owner__in=self.request.actor.reach
        )
        return rows.order_by("-pk")

    def _on_mine(self) -> Q:
        """What hangs on a thing of any kind that belongs to the supplier."""
        mine = Organisation.objects.filter(pk__in=self.request.actor.reach)
        found = Q(pk__in=[])
        for model in models.Application.known.values():
            if self._is_ours(model):
                kind = ContentType.objects.get_for_model(model)
                things = model.concerning(mine).values("pk")
                found |= Q(subject_type=kind, subject_id__in=things)
        return found

    def _is_ours(self, model) -> bool:
        """Applications, and everything whose owner is found through an application."""
        is_through = any("application__supplier" in path for path in model.belongs_to)
        return model is models.Application or is_through


def asked(comment) -> Line:
    """Who asked, and what."""
    return Line(comment.get_absolute_url(), str(comment), str(comment.organisation))


def documented(document) -> Line:
    """The document itself."""
    return Line(reverse("documents:file", args=[document.pk]), document.title, document.file_name)
