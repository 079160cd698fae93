"""Types of answers: how each is asked for, stored, shown, filtered on and searched in."""

from .counted import Date, Money, Number
from .document import Documents
from .picked import OneOf, SeveralOf
from .plain import AnswerType, Link, ShortText
from .table import Table
from .yes_no import YesNo, YesNoWhy, said, why

ANSWER_TYPES: dict[str, AnswerType] = {
    "text": AnswerType(),
    "short_text": ShortText(),
    "link": Link(),
    "choice": OneOf(),
    "many": SeveralOf(),
    "number": Number(),
    "money": Money(),
    "date": Date(),
    "yes_no": YesNo(),
    "yes_no_why": YesNoWhy(),
    "table": Table(),
    "document": Documents(),
}

__all__ = ["ANSWER_TYPES", "AnswerType", "said", "why"]
