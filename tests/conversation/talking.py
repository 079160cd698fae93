"""How the tests talk: through the form, as a person would."""

from marketplace.conversation.forms import CommentForm
from marketplace.demo.filling import fill
from marketplace.models import Comment


def say(who, thing, text: str = "Hvordan gjør dere det?", kind="question", parent=None) -> Comment:
    """Write a comment as a person would."""
    made = Comment(subject=thing, parent=parent, kind=parent.kind if parent else kind)
    words = {"text": text} | ({} if parent else {"kind": kind})
    return fill(CommentForm, who, words, made)
