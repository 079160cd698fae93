"""The conversation on a noun's page."""

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Prefetch, Value, When
from django.utils.translation import gettext_lazy as _

from marketplace.comparing import is_number
from marketplace.models import Comment, Noun

from . import policy
from .forms import CommentForm

PAGE = 10


def told(request, thing: Noun) -> dict:
    """What the panel shows: threads, open questions first, and what the reader may do."""
    actor, kind = request.actor, request.GET.get("samtale", "")
    said = Comment.objects.about(thing).visible_to(request.user)
    threads = threads_of(said, kind, request.GET.get("trad", ""))
    page = Paginator(threads, PAGE).get_page(request.GET.get("innlegg"))
    may_write = CommentForm.may_add(actor, thing)
    seen = Reader(actor, is_insider=policy.belongs(actor, thing), may_write=may_write)
    return {
        "thing": thing,
        "request": request,
        "actor": actor,
        "user": request.user,
        "threads": [seen.thread(thread) for thread in page],
        "page": page,
        "kinds": kinds(said, kind),
        "may_write": may_write,
        "rule": thing.talks,
        "csrf_token": getattr(request, "META", {}).get("CSRF_COOKIE", ""),
        "form": CommentForm(actor=actor, instance=Comment(subject=thing)) if may_write else None,
    }


def threads_of(said, kind: str, first: str = ""):
    """Top comments with their answers: the one that was asked for, what waits, and the rest."""
    rows = said.filter(parent=None)
    rows = rows.filter(kind=kind) if kind in Comment.Kind.values else rows
    waits = When(kind__in=Comment.ASKING, resolved_at=None, status="visible", then=Value(0))
    asked_for = When(pk=int(first) if is_number(first) else 0, then=Value(-1))
    order = Case(asked_for, waits, default=Value(1), output_field=IntegerField())
    fetched = ("author", "organisation")
    # The generic relation is the same thing for all of them; it is put in place by the reader.
    answers = said.select_related(*fetched).annotate(saves=Count("versions")).order_by("pk")
    with_answers = Prefetch("answers", queryset=answers, to_attr="shown_answers")
    rows = rows.select_related(*fetched).annotate(saves=Count("versions"), order=order)
    return rows.prefetch_related(with_answers).order_by("order", "-pk")


def kinds(said, chosen: str) -> list[dict]:
    """The kinds to choose among, with how many there are of each."""
    counted = dict(
        said.filter(parent=None).order_by().values_list("kind").annotate(number=Count("pk"))
    )
    every = [("", _("Alle"), sum(counted.values()))]
    every += [(value, label, counted.get(value, 0)) for value, label in Comment.Kind.choices]
    return [
        {"value": value, "label": label, "number": number, "current": value == chosen}
        for value, label, number in every
        if number or value == chosen
    ]


class Reader:
    """Tells what one reader sees of a comment and may do with it, without a query for each."""

    def __init__(self, actor, *, is_insider: bool, may_write: bool) -> None:
        self.actor, self.is_insider, self.may_write = actor, is_insider, may_write

    def thread(self, comment: Comment) -> dict:
        """A comment with its answers."""
        told = self.one(comment)
        told["answers"] = [self.one(answer) for answer in comment.shown_answers]
        return told

    def one(self, comment: Comment) -> dict:
        """One comment with its text, or why there is none, and the steps to take."""
        return {
            "comment": comment,
            "text": comment.text_for(self.actor),
            "steps": self._steps(comment),
            "may_edit": policy.wrote_it(self.actor, comment) and comment.may_be_edited(self.actor),
            "may_answer": self.may_write and not comment.parent_id and comment.status == "visible",
            "answers": [],
        }

    def _steps(self, comment: Comment) -> list:
        mine = policy.wrote_it(self.actor, comment)
        allowed = {
            "report": policy.someone_else(self.actor, comment),
            "resolve": comment.asks and not comment.resolved_at and (mine or self.is_insider),
            "reopen": comment.asks and bool(comment.resolved_at) and (mine or self.is_insider),
            "withdraw": mine,
            "object_to_hiding": mine and not comment.objection,
            "approve": policy.moderates(self.actor),
            "hide": policy.moderates(self.actor),
            "show": policy.moderates(self.actor),
        }
        steps = comment.steps()
        return [
            steps[name]
            for name, yes in allowed.items()
            if yes and comment.status in steps[name].sources
        ]
