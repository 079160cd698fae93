"""FKJ's pages for qualification: the queue, and the answers one by one."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounEdit, NounList
from participation.forms import ReviewForm
from participation.models import Qualification
from participation.models.review import Review
from participation.views.qualification import QualificationRoom, counted


class QualificationQueue(QualificationRoom, NounList):
    """What waits for FKJ, the longest wait first: since when, what the machine says, who has it."""

    template_name = "participation/qualification_queue.html"

    def dispatch(self, request, *args, **kwargs):
        """Nobody else knows that there is a queue."""
        if request.user.is_authenticated and not request.actor.is_fkj:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """In the order of the wait."""
        return Qualification.objects.in_queue().select_related("supplier", "reviewer")

    def get_context_data(self, **kwargs):
        """Add the machine's counts for each line."""
        context = super().get_context_data(**kwargs)
        lines = [(one, counted(Review(one))) for one in context["page_obj"]]
        return context | {"lines": lines}


class QualificationReview(QualificationRoom, NounEdit):
    """Assess the answers, one by one, beside what they were the round before."""

    form_class = ReviewForm
    template_name = "participation/qualification_review.html"
    heading = _("Vurder svarene")
    submit_label = _("Lagre og gå til saken")
    saved = _("Vurderingen er lagret.")

    def crumbs(self):
        """Forsiden → Kvalifisering → the queue."""
        queue = (_("Saker til vurdering"), reverse("participation:qualification_queue"))
        return [*super().crumbs(), queue]

    def get_success_url(self) -> str:
        """The same part again when asked to stay; the case otherwise."""
        stay, keys = self.request.POST.get("videre"), [p.key for p in self.object.schema.walk()]
        here = reverse("participation:qualification_review", args=[self.object.pk])
        return f"{here}#del-{stay}" if stay in keys else self.object.get_absolute_url()
