"""Norwegian national identity numbers (fødselsnummer, D- and H-numbers) found in free text.

Control digits as in Skatteetaten's rules; from 2032 the first one may leave a rest of 0–3. Test
numbers (month + 40, + 65 or + 80) count too: no such number belongs in this portal.
"""

import re
from datetime import date

WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# What people put between the parts on one line, also signs that are not seen.
GAP = "[ \\t.,/·\u00a0\u00ad\u2000-\u2015\u202f\u2060\u2212\ufeff-]"
# Looked ahead for, so that a number is found also right after digits that were none. The ways of
# writing are few, since a table of small numbers holds every other way by chance.
WAYS = (
    # 120579 12345, 12057912345
    re.compile(rf"(?<!\d)(?=(\d{{6}}){GAP}{{0,3}}(\d{{5}})(?!\d))"),
    # 12.05.79 12345, 12-05-1979-12345
    re.compile(rf"(?<!\d)(?=(\d\d)({GAP})(\d\d)\2(?:18|19|20)?(\d\d){GAP}{{1,3}}(\d{{5}})(?!\d))"),
    # 12051979 12345
    re.compile(rf"(?<!\d)(?=(\d{{4}})(?:18|19|20)(\d\d){GAP}{{1,3}}(\d{{5}})(?!\d))"),
    # 120579 123 45
    re.compile(rf"(?<!\d)(?=(\d{{6}}){GAP}(\d{{3}}){GAP}(\d\d)(?!\d))"),
)


def contains_national_number(text: str) -> bool:
    """Tell whether the text holds something that is a valid national identity number."""
    found = (parts for way in WAYS for parts in way.findall(text))
    return any(is_national_number(digits) for parts in found if len(digits := of(parts)) == 11)


def of(parts: tuple[str, ...]) -> str:
    """The digits of the parts."""
    return "".join(part for part in parts if part.isdigit())


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
