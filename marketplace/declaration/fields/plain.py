"""Form fields that take an answer from an HTML form and from a JSON body alike."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

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

    def prepare_value(self, value: Any) -> Any:
        """A date as it would be posted."""
        return value.isoformat() if isinstance(value, datetime.date) else value


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
