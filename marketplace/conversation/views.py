"""Pages of the conversation: write, change, read one again, and moderate."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marketplace import nouns, prose
from marketplace.comparing import is_number
from marketplace.models import Comment
from marketplace.pages import NounCreate, NounEdit, NounList

from . import mentions, policy
from .forms import CommentForm
from .panel import Reader

REFUSED = _("Her kan bare %s skrive.")
TOO_LATE = _("Et innlegg kan bare endres av den som skrev det, rett etterpå. Skriv heller et svar.")


class Previewing:
    """A form page with a button that shows how the text will look, and saves nothing."""

    template_name = "conversation/form.html"

    def form_valid(self, form):
        """Save, unless the writer only wants to see."""
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        preview = prose.render(form.cleaned_data["text"])
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def get_context_data(self, **kwargs):
        """Add who can be mentioned."""
        named = mentions.choices(self.subject)
        return super().get_context_data(names=named, subject=self.subject, **kwargs)

    def crumbs(self):
        """Back to what it is about."""
        return [(str(self.subject), self.subject.get_absolute_url())]

    def get_success_url(self) -> str:
        """To the comment, among the others."""
        return self.object.get_absolute_url()


class CommentCreate(Previewing, NounCreate):
    """Say something on a noun, or answer."""

    model, form_class = Comment, CommentForm
    submit_label = _("Legg ut")

    def dispatch(self, request, *args, **kwargs):
        """Find what it is about first: what may not be seen is 404."""
        if request.user.is_authenticated:
            self.subject = nouns.find(request.user, kwargs["noun"], kwargs["pk"])
            self._refuse_strangers(request)
            self.answered = self._answered(request)
        return super().dispatch(request, *args, **kwargs)

    def _refuse_strangers(self, request) -> None:
        if self.subject.talks is None:
            raise Http404
        if not CommentForm.may_add(request.actor, self.subject):
            raise PermissionDenied(REFUSED % self.subject.talks.whom)

    def _answered(self, request) -> Comment | None:
        number = request.GET.get("svar", "")
        if not is_number(number):
            return None
        said = Comment.objects.about(self.subject).visible_to(request.user)
        return get_object_or_404(said.shown(), pk=number, parent=None)

    @property
    def saved(self) -> str:
        """Whether it is out, or a moderator reads it first."""
        if self.object.status == Comment.Status.WAITING:
            return _("Takk! En moderator i FKJ leser innlegget før andre ser det.")
        return _("Innlegget er lagt ut.")

    @property
    def heading(self) -> str:
        """What one is about to write."""
        return _("Svar") if self.answered else _("Nytt innlegg")

    def get_form_kwargs(self):
        """Hang it on the noun, and below what is answered."""
        made = Comment(subject=self.subject, parent=self.answered)
        if self.answered:
            made.kind = self.answered.kind
        return super().get_form_kwargs() | {"instance": made}

    def get_context_data(self, **kwargs):
        """Show what is answered."""
        return super().get_context_data(answered=self.answered, **kwargs)


class CommentEdit(Previewing, NounEdit):
    """Change one's own comment, for a few minutes."""

    model, form_class = Comment, CommentForm
    related = ("author", "organisation")
    heading = _("Endre innlegget")

    def get_object(self, queryset=None):
        """Say in words that the time is up."""
        thing = super(NounEdit, self).get_object(queryset)
        if not CommentForm.may_edit(self.request.actor, thing):
            raise PermissionDenied(TOO_LATE)
        self.subject = thing.subject
        return thing


@login_not_required
@require_safe
def comment(request, pk: int):
    """One comment: sends the reader to its place in the conversation."""
    rows = Comment.objects.visible_to(request.user).select_related("parent")
    one = get_object_or_404(rows, pk=pk)
    where = one.subject.get_absolute_url()
    return redirect(f"{where}?trad={one.parent_id or one.pk}#innlegg-{one.pk}")


@require_safe
def history(request, pk: int):
    """The comment as it was each time it was saved, for those who may read it."""
    one = get_object_or_404(Comment.objects.visible_to(request.user), pk=pk)
    if not one.text_for(request.actor):
        raise Http404
    crumbs = [(str(one.subject), one.subject.get_absolute_url())]
    context = {"comment": one, "versions": one.versions.all(), "crumbs": crumbs}
    return render(request, "conversation/history.html", context)


@method_decorator(require_safe, name="dispatch")
class Moderation(NounList):
    """What waits for a moderator: new, reported, and hidden against the author's will."""

    model = Comment
    template_name = "conversation/moderation.html"
    related = ("author", "organisation", "subject_type")

    def dispatch(self, request, *args, **kwargs):
        """For moderators only."""
        if request.user.is_authenticated and not policy.moderates(request.actor):
            raise PermissionDenied(_("Denne siden er for moderatorer i FKJ."))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """What waits, the oldest first."""
        waiting = Comment.objects.waiting_for(self.request.actor)
        rows = waiting.select_related(*self.related).prefetch_related("reports__by", "subject")
        return rows.order_by("pk")

    def get_context_data(self, **kwargs):
        """Add the steps of each."""
        context = super().get_context_data(**kwargs)
        seen = Reader(self.request.actor, is_insider=False, may_write=False)
        context["rows"] = [seen.one(row) for row in context["page_obj"]]
        return context
