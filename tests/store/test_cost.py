"""What things cost: the arithmetic, asked about many scales that nobody wrote by hand."""

from decimal import Decimal
from random import Random

import pytest

from store.models.prices.cost import Cost, Period, Tiering, cost, falling_due, price_at, rounded
from store.models.prices.tag import About, CountedBy, PriceTag

SEEDS = range(60)
D = Decimal


def scale_of(seed: int, rising: bool = False) -> list[tuple[int, Decimal]]:
    chance = Random(seed)
    starts = [chance.choice([0, 1]), *sorted(chance.sample(range(2, 400), chance.randint(0, 7)))]
    prices = [D(chance.randint(0, 9_999_999)) / 10_000 for _start in starts]
    return list(zip(starts, sorted(prices) if rising else prices, strict=True))


def unit_by_unit(scale, quantity: int) -> Decimal:
    return sum((price_at(scale, n) for n in range(1, quantity + 1)), D(0))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cumulative_cost_is_the_sum_of_what_each_unit_costs(seed):
    scale = scale_of(seed)

    for quantity in (0, 1, 2, 17, 199, 400, 523):
        assert cost(Tiering.CUMULATIVE, scale, quantity) == unit_by_unit(scale, quantity)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cumulative_cost_never_falls_and_never_leaps(seed):
    scale = scale_of(seed)
    dearest = max(price for _start, price in scale)

    costs = [cost(Tiering.CUMULATIVE, scale, n) for n in range(420)]

    steps = [after - before for before, after in zip(costs, costs[1:], strict=False)]
    assert all(0 <= one <= dearest for one in steps)


@pytest.mark.parametrize("tiering", [Tiering.SINGLE, Tiering.VOLUME])
@pytest.mark.parametrize("seed", SEEDS)
def test_with_rising_prices_more_never_costs_less(seed, tiering):
    scale = scale_of(seed, rising=True)

    costs = [cost(tiering, scale, n) for n in range(420)]

    assert costs == sorted(costs)


@pytest.mark.parametrize("tiering", Tiering)
@pytest.mark.parametrize("seed", SEEDS)
def test_none_cost_nothing_and_nothing_is_ever_negative(seed, tiering):
    scale = scale_of(seed)

    assert cost(tiering, scale, 0) == 0
    assert cost(tiering, scale, -5) == 0
    assert all(cost(tiering, scale, n) >= 0 for n in (1, 50, 10**9))


@pytest.mark.parametrize("seed", SEEDS)
def test_huge_numbers_are_exact(seed):
    scale = scale_of(seed)
    start, price = scale[-1]
    before = cost(Tiering.CUMULATIVE, scale, start)

    huge = cost(Tiering.CUMULATIVE, scale, 10**9)

    assert huge == before + (10**9 - max(start, 0)) * price


def test_each_kind_of_tier_is_read_in_its_own_way():
    scale = [(1, D("10")), (100, D("8"))]

    costs = {kind: cost(kind, scale, 150) for kind in Tiering if kind != Tiering.FLAT}

    assert costs == {"single": D("8"), "cumulative": D("1398"), "volume": D("1200")}


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1.004", "1.00")],
)
def test_half_an_øre_is_rounded_away_from_zero(amount, expected):
    assert rounded(D(amount)) == D(expected)


def test_rounding_is_done_once_at_the_end():
    third = falling_due(Period.YEAR, D("0.0033"))

    many = sum([third] * 100, Cost())

    assert many.over(12) == D("0.33")


def test_months_and_years_come_to_the_same_over_the_whole_time():
    monthly, yearly = falling_due(Period.MONTH, D("10")), falling_due(Period.YEAR, D("120"))
    once = falling_due(Period.ONE_OFF, D("500"))

    assert monthly == yearly
    assert (yearly + once).over(18) == D("680.00")


def test_a_price_survives_the_way_through_json():
    scale = ((0, D("12.5000")), (100, D("0.1234")))
    words = {"pk": 7, "about": About.SOLUTION, "name": "Abonnement"}
    tag = PriceTag(CountedBy.INHABITANT, Tiering.VOLUME, Period.YEAR, scale, **words)

    assert PriceTag.from_json(tag.as_json()) == tag


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (("fixed", "flat", "year", ((1, D(42000)),)), "42\u00a0000 kr per år"),
        (("inhabitant", "flat", "month", ((1, D("12.5")),)), "12,50 kr per innbygger per måned"),
        (
            ("user", "volume", "year", ((1, D(9)), (5, D("7.125")))),
            "Fra 7,125 kr per bruker per år",
        ),
        (("inhabitant", "single", "year", ((1, D(10)), (5, D(20)))), "Fra 10 kr per år"),
        (("hour", "flat", "one_off", ((1, D(1200)),)), "1\u00a0200 kr per time"),
        (("fixed", "flat", "one_off", ((1, D(5000)),)), "5\u00a0000 kr én gang"),
    ],
)
def test_a_price_reads_as_a_person_would_say_it(tag, text):
    assert PriceTag(*tag).text == text
