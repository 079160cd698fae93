"""A field that chooses among the documents that hang on what is declared."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .json_text import parts


class DocumentsWidget(forms.CheckboxSelectMultiple):
    """A box for each document; a JSON body names them by number or as they are stored."""

    template_name = "components/form/documents.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list:
        """The numbers that were picked."""
        getter = getattr(data, "getlist", None)
        given = getter(name) if getter else data.get(name)
        whole = parts(given[0]) if getter and len(given) == 1 else given
        return numbers(whole if isinstance(whole, list) else given)


class DocumentsField(forms.MultipleChoiceField):
    """Any number of the documents that are offered."""

    widget = DocumentsWidget
    default_error_messages = {
        "invalid_choice": _("Velg blant dokumentene som er lastet opp til dette spørsmålet.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offered: dict[str, dict[str, Any]] = {}

    def offer(self, documents: Iterable[Any]) -> None:
        """Let these be chosen."""
        rows = list(documents)
        # Who sees it is said beside it: what only we see answers nothing for those who buy.
        named = [(one.pk, f"{one.title} ({one.get_visibility_display()})") for one in rows]
        self.choices = [(str(pk), name) for pk, name in named]
        told = [{"id": one.pk, "title": one.title, "sha256": one.sha256} for one in rows]
        self.offered = {str(one["id"]): one for one in told}

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The chosen ones with title and fingerprint, in the order they are offered."""
        if not isinstance(value, list | tuple | None):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        chosen = set(super().clean(value or []))
        return [told for pk, told in self.offered.items() if pk in chosen]

    def prepare_value(self, value: Any) -> Any:
        """The numbers of the stored ones that are still offered; one may have been withdrawn."""
        chosen = numbers(value)
        return [one for one in chosen if one in self.offered] if isinstance(chosen, list) else []

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether others are chosen now."""
        return set(numbers(initial) or []) != set(numbers(data) or [])


def numbers(given: Any) -> Any:
    """Numbers as text, from numbers or from stored documents."""
    if not isinstance(given, list | tuple):
        return given
    return [str(one.get("id") if isinstance(one, dict) else one) for one in given]
