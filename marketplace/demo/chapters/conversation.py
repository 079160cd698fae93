"""Samtale: a question that is settled, support, and a supplier whose words wait to be read."""

from innovation.models import Need
from marketplace.conversation.forms import CommentForm
from marketplace.models import Comment

from ..filling import fill


def tell(actors) -> None:
    """Let people talk about a published need."""
    need = Need.objects.filter(status__in=["published", "in_collaboration"]).order_by("pk").first()
    if need is None or Comment.objects.about(need).exists():
        return
    question = _say(actors["kommune"], need, "question", ASKED)
    _say(actors["bodo"], need, "question", ANSWERED, question)
    question.resolve(by=actors["kommune"])
    _say(actors["drammen"], need, "support", "Vi har **nøyaktig** det samme behovet i Drammen.")
    _say(actors["innlandet"], need, "question", "Gjelder dette også for fylkeskommunene?")
    _say(actors["dialog"], need, "question", "Skal løsningen virke sammen med helsenorge.no?")


ASKED = """Hvordan gjør dere det når dekningen er borte?

- Lagres svarene på nettbrettet?
- Hvor lenge?"""
ANSWERED = "Ja, til neste gang nettbrettet er på nett, og aldri mer enn et døgn."


def _say(who, need: Need, kind: str, text: str, parent: Comment | None = None) -> Comment:
    words = {"text": text} | ({} if parent else {"kind": kind})
    return fill(CommentForm, who, words, Comment(subject=need, parent=parent, kind=kind))
