"""Norwegian organisation numbers (Enhetsregisteret): nine digits with a mod-11 control digit."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def is_orgnr(text: str) -> bool:
    """Tell whether the text is a well-formed organisation number."""
    if len(text) != 9 or not text.isascii() or not text.isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    return (11 - total % 11) % 11 == int(text[8])


def validate_orgnr(text: str) -> None:
    """Raise a sentence that says what an organisation number looks like."""
    if not is_orgnr(text):
        raise ValidationError(
            _("Skriv organisasjonsnummeret med ni sifre, for eksempel 958935420."), code="orgnr"
        )
