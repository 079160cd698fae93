"""National identity numbers in free text: found when they are there, and hardly ever otherwise."""

import random
from datetime import date, timedelta

import pytest

from marketplace.national_number import contains_national_number
from marketplace.orgnr import is_orgnr

FIRST_DAY, DAYS = date(1930, 1, 1), 38_000
# Skatteetaten's synthetic persons have 80 on the month, others 40 or 65; D-numbers 40 on the day.
SHIFTS = [(0, 0), (0, 40), (0, 65), (0, 80), (40, 0), (40, 80)]


def synthetic(dice: random.Random) -> str:
    """A number for nobody, made by the rules that hold from 2032."""
    while True:
        birth = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
        on_day, on_month = dice.choice(SHIFTS)
        start = f"{birth.day + on_day:02}{birth.month + on_month:02}{birth.year % 100:02}"
        number = start + f"{dice.randrange(1000):03}"
        first = (dice.choice([0, 1, 2, 3]) - weighed(number, "376189452")) % 11
        second = -weighed(f"{number}{first}", "5432765432") % 11
        if first < 10 and second < 10:
            return f"{number}{first}{second}"


def weighed(digits: str, weights: str) -> int:
    """Sum of the digits by their weights."""
    return sum(int(digit) * int(weight) for digit, weight in zip(digits, weights, strict=False))


NUMBERS = [synthetic(random.Random(seed)) for seed in range(200)]


def test_two_hundred_numbers_are_all_found():
    missed = [number for number in NUMBERS if not contains_national_number(number)]

    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "Gjelder {} i dag.",
        "fnr:{}",
        "({})",
        "født{}født",
        "310000019 og {}",
        "først 12345678901, så {}",
    ],
)
def test_a_number_is_found_wherever_it_stands(text):
    assert all(contains_national_number(text.format(number)) for number in NUMBERS)


@pytest.mark.parametrize("between", [" ", ".", "-", "–", "\u00a0", "\t"])
def test_a_number_is_found_when_it_is_written_in_two_parts(between):
    parts = [number[:6] + between + number[6:] for number in NUMBERS]

    assert all(contains_national_number(text) for text in parts)


def test_a_slip_of_one_digit_is_let_through():
    slips = [number[:-1] + str((int(number[-1]) + 1) % 10) for number in NUMBERS]

    assert not any(contains_national_number(text) for text in slips)


def test_a_longer_row_of_digits_is_something_else():
    assert not any(contains_national_number(f"{number}7") for number in NUMBERS)


def ordinary(dice: random.Random) -> str:
    """A number that people do write in the portal."""
    digits = "".join(dice.choices("0123456789", k=9))
    return dice.choice(
        [
            digits,
            f"{digits[:3]} {digits[3:6]} {digits[6:]}",
            f"+47 {digits[:8]}",
            f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:8]}",
            f"tlf. {digits[:8]}, {digits[1:]}",
            f"{dice.randrange(2015, 2031)}/{digits[:5]}-{digits[5:7]}",
            f"{dice.randrange(2015, 2031)}{digits[:7]}",
            f"Sak {digits[:6]}-{digits[6:]}/{dice.randrange(99)}",
            f"kr {digits[:3]} {digits[3:6]},{digits[6:8]}",
        ]
    )


def test_ordinary_numbers_raise_an_alarm_at_most_once_in_a_hundred():
    dice = random.Random(2026)

    alarms = sum(contains_national_number(ordinary(dice)) for _ in range(10_000))

    assert alarms <= 100


def test_organisation_numbers_raise_no_alarm():
    dice = random.Random(1)
    texts = (f"{dice.randrange(800_000_000, 1_000_000_000)}" for _ in range(10_000))

    assert not any(contains_national_number(text) for text in texts if is_orgnr(text))


@pytest.mark.parametrize("text", ["", "0", "ingen tall", "00000000000", "99999999999", "٠" * 11])
def test_what_is_not_a_number_is_let_through(text):
    assert not contains_national_number(text)
