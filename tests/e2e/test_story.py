"""The story that must always work, from a need to an experience that becomes a new need."""

from marketplace import invariants
from marketplace.demo import chapters
from tests.e2e import prepared
from tests.e2e.people import People
from tests.e2e.scenes import collaboration, experience, needs, procurement, store, verification


def test_a_need_becomes_a_product_in_use_and_an_experience(actors, visitor, workers):
    chapters.needs.tell(actors)
    prepared.competitor_in_store(actors)
    people = People(visitor)

    needs.compare_three_and_ask_to_join(people)
    collaboration.work_out_the_common_basis(people)
    procurement.announce(people)
    procurement.hand_in_offers(people)
    procurement.evaluate_and_award(people)
    procurement.sign_the_framework_agreement(people)
    verification.declare_and_verify(people)
    store.put_on_the_shelf(people)
    store.find_and_compare(people)
    store.order(people)
    store.take_into_use(people)
    experience.tell_how_it_went(people)

    assert people.troubles() == []
    assert list(invariants.broken()) == []
