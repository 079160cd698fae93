"""Organisation numbers: nine digits of which the last one checks the others."""

import pytest
from django.core.exceptions import ValidationError

from marketplace.demo.cast import COMPANIES
from marketplace.models import Organisation
from marketplace.orgnr import is_orgnr, validate_orgnr


@pytest.mark.parametrize("text", ["958935420", "974760673", "310000019"])
def test_real_and_synthetic_numbers_are_well_formed(text):
    assert is_orgnr(text)


@pytest.mark.parametrize(
    "text",
    ["", "958935421", "95893542", "9589354200", "958 935 420", "NO958935420", "95893542a", "٩" * 9],
)
def test_anything_else_is_not(text):
    assert not is_orgnr(text)


def test_a_number_whose_control_digit_would_be_ten_does_not_exist():
    assert not any(is_orgnr(f"20000003{digit}") for digit in "0123456789")


def test_every_slip_of_one_digit_is_seen():
    number = "958935420"
    slips = {
        number[:place] + digit + number[place + 1 :] for place in range(9) for digit in "0123456789"
    } - {number}

    assert len(slips) == 81
    assert not any(is_orgnr(slip) for slip in slips)


def test_a_wrong_number_is_told_with_what_a_right_one_looks_like():
    with pytest.raises(ValidationError, match="ni sifre"):
        validate_orgnr("123456789")


def test_an_organisation_is_not_cleaned_with_a_wrong_number():
    organisation = Organisation(kind="supplier", name="Feil AS", orgnr="123456789")

    with pytest.raises(ValidationError) as error:
        organisation.full_clean(validate_unique=False, validate_constraints=False)

    assert set(error.value.message_dict) == {"orgnr"}


def test_the_demo_companies_have_well_formed_synthetic_numbers():
    numbers = [orgnr for _kind, _name, orgnr in COMPANIES.values()]

    assert all(is_orgnr(number) and number.startswith("31") for number in numbers)
    assert len(set(numbers)) == len(numbers)
