"""Form fields for yes and no, from an HTML form and from a JSON body alike."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .plain import TextField

YES, NO = "yes", "no"
SAID = {"true": YES, "false": NO}


class YesNoField(forms.TypedChoiceField):
    """Yes, no or not answered."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        choices = [(YES, _("Ja")), (NO, _("Nei")), ("", _("Ikke oppgitt"))]
        super().__init__(
            choices=choices, coerce=lambda value: value == YES, empty_value=None, **kwargs
        )

    def to_python(self, value: Any) -> str:
        """Reads true and false from JSON as the form's own yes and no."""
        return super().to_python(SAID.get(str(value).lower(), value))

    def prepare_value(self, value: Any) -> Any:
        """A stored true or false as the form's own yes and no."""
        return SAID.get(str(value).lower(), value) if isinstance(value, bool) else value


class YesNoWhyWidget(forms.MultiWidget):
    """Radio buttons and, below them, room for the justification."""

    def __init__(self, attrs: dict | None = None) -> None:
        why = forms.Textarea(attrs={"rows": 2, "aria-label": _("Begrunnelse")})
        super().__init__({"answer": forms.RadioSelect, "why": why}, attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list:
        """Reads both parts from a form post, or a whole answer from JSON."""
        if name not in data:
            return super().value_from_datadict(data, files, name)
        given = data[name]
        return [given.get("answer"), given.get("why")] if isinstance(given, dict) else [given, ""]

    def decompress(self, value: list | None) -> list:
        """Nothing to take apart: the form already gives both parts."""
        return value or ["", ""]


class YesNoWhyField(forms.MultiValueField):
    """Yes or no with a justification."""

    widget = YesNoWhyWidget

    def __init__(self, max_length: int, **kwargs: Any) -> None:
        fields = [YesNoField(required=False), TextField(required=False, max_length=max_length)]
        super().__init__(fields, require_all_fields=False, **kwargs)
        self.widget.widgets[0].choices = fields[0].choices

    def compress(self, values: list) -> dict | None:
        """The whole answer, or nothing."""
        answer, why = values or (None, "")
        if answer is None and why:
            raise ValidationError(
                _("Svar ja eller nei i tillegg til begrunnelsen."), code="no_answer"
            )
        return None if answer is None else {"answer": answer, "why": why}
