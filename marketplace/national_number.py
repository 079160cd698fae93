"""Norwegian national identity numbers (fødselsnummer, D- and H-numbers) found in free text.

Control digits as in Skatteetaten's rules; from 2032 the first one may leave a rest of 0–3. Test
numbers (month + 40, + 65 or + 80) count too: no such number belongs in this portal.
"""

import re
from datetime import date

WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
CANDIDATE = re.compile(r"(?<!\d)(\d{6})[\s.–-]?(\d{5})(?!\d)")


def contains_national_number(text: str) -> bool:
    """Tell whether the text holds something that is a valid national identity number."""
    return any(is_national_number("".join(found)) for found in CANDIDATE.findall(text))


def is_national_number(text: str) -> bool:
    """Tell whether eleven digits have a possible birth date and right control digits."""
    digits = [int(character) for character in text]
    return _has_birth_date(digits) and _has_control_digits(digits)


def _has_control_digits(digits: list[int]) -> bool:
    first = sum(d * w for d, w in zip(digits, WEIGHTS_1, strict=False)) % 11
    second = sum(d * w for d, w in zip(digits, WEIGHTS_2, strict=True)) % 11
    return first <= 3 and second == 0


def _has_birth_date(digits: list[int]) -> bool:
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    day -= 40 if day > 40 else 0
    month -= next((shift for shift in (80, 65, 40) if month > shift), 0)
    try:
        # A leap year, so that 29 February passes: the century is not in the six digits.
        date(2000, month, day)
    except ValueError:
        return False
    return True
