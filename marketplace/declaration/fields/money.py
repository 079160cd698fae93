"""A field for kroner, as people write them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Ordinary, no-break, narrow no-break and thin spaces stand between thousands.
SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
KRONER = re.compile(r"^kr\.?|(kr\.?|,-|nok)$", re.IGNORECASE)


class MoneyField(forms.DecimalField):
    """Kroner: «12 500», «12 500,50» and «kr 12 500,-» are understood."""

    default_error_messages = {"invalid": _("Skriv beløpet med tall, for eksempel 12 500.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget} | kwargs)

    def to_python(self, value: Any):
        """The number in the text, without spaces and currency."""
        return super().to_python(plain(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any):
        """A stored number with spaces between the thousands; what was typed stays as it was."""
        return value if value is None or isinstance(value, str) else grouped(value)


def plain(text: str) -> str:
    """The amount as a computer writes it."""
    return KRONER.sub("", SPACES.sub("", text)).replace(",", ".")


def grouped(amount: Any) -> str:
    """The amount as a person writes it."""
    return f"{amount:,}".replace(",", "\u00a0").replace(".", ",")
