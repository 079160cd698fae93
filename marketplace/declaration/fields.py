"""Form fields that take an answer from an HTML form and from a JSON body alike."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"
SAID = {"true": YES, "false": NO}
RADIO_LIMIT = 6


class OnlyText:
    """Refuses what is not text; a JSON body can hold anything."""

    def to_python(self, value: Any) -> Any:
        """The text with plain line breaks."""
        if value in self.empty_values:
            return super().to_python(value)
        if not isinstance(value, str):
            raise ValidationError(_("Skriv svaret som tekst."), code="not_text")
        return super().to_python(value.replace("\r\n", "\n"))


class TextField(OnlyText, forms.CharField):
    """Text on one or several lines."""


class DateField(OnlyText, forms.DateField):
    """A date as the browser and JSON write it: 2025-01-31."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, **kwargs)


class LinkField(OnlyText, forms.URLField):
    """A web address, and no other kind of address."""

    default_validators = [URLValidator(schemes=["https", "http"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class OneOfField(forms.ChoiceField):
    """One of the choices, as radio buttons while they are few."""

    def __init__(self, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        few = len(choices) <= RADIO_LIMIT
        blank = [("", _("Ikke oppgitt"))]
        widget = forms.RadioSelect if few else forms.Select
        super().__init__(
            choices=choices + blank if few else blank + choices, widget=widget, **kwargs
        )


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
