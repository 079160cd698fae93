"""The demo's applications answer the newest declaration whole, and nothing that it does not ask."""

import pytest

from marketplace.declaration import Schema
from marketplace.demo.answers import APART, NEED, PRODUCTS

DECLARED = PRODUCTS.items()
ENOUGH_FOR_A_STRANGER = 40


@pytest.fixture
def newest():
    return Schema.latest("product")


@pytest.fixture(params=[told for _name, told in DECLARED], ids=[name for name, _told in DECLARED])
def product(request):
    return request.param


@pytest.fixture(params=[{}, *APART.values()], ids=["Kartlegging", *APART])
def need(request):
    return NEED | request.param


def test_a_product_can_be_published(newest, product):
    assert [q.key for q in newest.missing(product)] == []


def test_a_need_can_be_published(newest, need):
    assert [q.key for q in newest.missing(need, need=True)] == []


def test_a_product_answers_only_what_is_asked_in_the_shape_that_is_asked_for(newest, product):
    assert [key for key in product if key not in newest] == []
    assert [key for key, told in product.items() if not newest[key].fits(told)] == []


def test_a_need_answers_only_what_needs_are_asked(newest, need):
    asked = {q.key for q in newest.asked(need=True)}

    assert [key for key in need if key not in asked] == []
    assert [key for key, told in need.items() if not newest[key].fits(told)] == []


def test_texts_are_long_enough_for_somebody_who_does_not_know_the_solution(newest, product):
    texts = {key: told for key, told in product.items() if newest[key].type == "text"}

    assert [key for key, told in texts.items() if len(told) < ENOUGH_FOR_A_STRANGER] == []


def test_the_products_differ_so_that_filters_mean_something(newest):
    found = {q.key: set() for q in newest.facet_questions()}
    for _name, told in DECLARED:
        for key, values in newest.facets(told).items():
            found[key].add(tuple(values))

    assert [key for key, values in found.items() if len(values) < 2] == []
