"""The gate: what the terms stop in every room, what they never stop, and what one is told."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from innovation.forms import EndorsementForm
from innovation.models import Endorsement
from marketplace import urls  # noqa: F401  (brings in every room)
from marketplace.demo.filling import fill
from marketplace.forms import NounForm
from marketplace.lifecycle import Lifecycle, StepRefused
from marketplace.models import Event, Letter
from participation.models import accepted_terms
from procurement.forms import CommitmentForm
from procurement.models import Commitment
from tests import access, cast, scene
from tests.participation.versions import accept, days_pass, publish

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PARTICIPANTS = ("member", "editor", "approver", "other_approver", "supplier", "other_supplier")
# Only a base for others.
BASES = {"OwnPartForm", "DeclaringForm"}


@pytest.fixture
def stopped(administrator, reviewer):
    """Terms that bind municipalities from today."""
    return publish(administrator, reviewer)


def told(heading: str) -> set[str]:
    """The names in code under a heading of the documentation that begins so."""
    page = (ROOT / "docs" / "terms-gate.md").read_text(encoding="utf-8")
    parts = [part for part in page.split("\n## ") if part.startswith(heading)]
    rows = [line for part in parts for line in part.splitlines() if line.startswith("| ")]
    return {name for row in rows for name in re.findall(r"`([\w.]+)`", row)}


def steps() -> dict[str, object]:
    """Every step that a person takes, by `noun.step`."""
    nouns = Lifecycle.nouns.items()
    named = {f"{noun}.{name}": s for noun, model in nouns for name, s in model.steps().items()}
    return {name: one for name, one in named.items() if not one.is_automatic}


def taken_by_participants() -> set[str]:
    """Steps that somebody outside FKJ may take, by the access table."""
    table = access.rows()
    return {
        name
        for name in steps()
        if any(table[f"step:{name}", "POST"][role] == "in" for role in PARTICIPANTS)
    }


def forms(base=NounForm) -> dict[str, type]:
    """Every form of a noun."""
    found = {}
    for form in base.__subclasses__():
        found |= {form.__name__: form} | forms(form)
    return {name: form for name, form in found.items() if form.__module__[:5] != "tests"}


def test_what_is_stopped_is_what_the_documentation_says():
    gated = {name for name, one in steps().items() if accepted_terms in one.needs}
    gated |= {name for name, form in forms().items() if accepted_terms in form.needs}

    assert gated == told("Stopped")


def test_every_step_of_a_participant_is_stopped_or_said_to_be_free():
    assert taken_by_participants() - told("Stopped") - told("Free") == set()


def test_every_form_is_stopped_or_said_to_be_free():
    assert set(forms()) - told("Stopped") - told("Free") == BASES & set(forms())


def test_nothing_that_is_gone_is_still_documented():
    assert told("Stopped") | told("Free") <= set(steps()) | set(forms())


# --- what one is told ---------------------------------------------------------------------------


def refusal_of(step, actor):
    """Why the step was refused."""
    with pytest.raises(StepRefused) as refused:
        step(by=actor)
    return refused.value.unmet[0]


def test_who_may_bind_is_told_what_to_accept_and_led_there_and_back(stopped, draft_need, approver):
    unmet = refusal_of(draft_need.propose, approver)

    assert str(unmet.sentence) == "Godta «Vilkår v1» for Ringsaker først."
    back = f"?next=/innovasjonsarena/behov/{draft_need.pk}/"
    assert unmet.link == f"/vilkar/{stopped.pk}/godta/{back}"


def test_who_may_not_bind_is_told_who_can_and_led_to_where_they_ask(stopped, draft_need, editor):
    unmet = refusal_of(draft_need.propose, editor)

    assert str(unmet.sentence).startswith("En godkjenner eller administrator hos Ringsaker")
    assert unmet.link == f"/vilkar/{stopped.pk}/"


def test_the_time_limit_that_ran_out_is_named(
    stopped, draft_need, approver, administrator, reviewer
):
    accept(stopped, approver)
    publish(administrator, reviewer, valid_from=1, accept_by=2)
    days_pass(3)

    assert "Fristen gikk ut" in str(refusal_of(draft_need.propose, approver).sentence)


def test_accepted_terms_open_the_gate(stopped, draft_need, editor, approver):
    accept(stopped, approver)

    draft_need.propose(by=editor)

    assert draft_need.status == "idea"


def test_the_way_out_is_open_without_acceptance(
    draft_need, editor, approver, administrator, reviewer
):
    draft_need.propose(by=editor)
    publish(administrator, reviewer)

    draft_need.withdraw(by=approver, reason="solved", note="")

    assert draft_need.status == "withdrawn"


@pytest.mark.parametrize("role", ["other_editor", "other_approver"])
def test_a_form_that_binds_is_stopped_and_says_why(role, request, administrator, reviewer, area):
    actor = request.getfixturevalue(role)
    owner = request.getfixturevalue("editor")
    need = cast.need(owner, area)
    need.propose(by=owner)
    need.prioritise(by=request.getfixturevalue("approver"))
    publish(administrator, reviewer)

    with pytest.raises(ValueError, match="må godta|Godta"):
        fill(EndorsementForm, actor, {"kind": "same_need"}, Endorsement(need=need))


def test_nobody_commits_without_having_accepted(officer, approver, administrator, reviewer):
    drafted = scene.procurement(officer)
    publish(administrator, reviewer)
    told = {"agree": True, "estimate": 1000}

    with pytest.raises(ValueError, match="Godta"):
        fill(CommitmentForm, approver, told, Commitment(procurement=drafted))


def test_the_form_page_says_so_first_and_leads_there_and_back(
    officer, approver, administrator, reviewer, sign_in
):
    drafted = scene.procurement(officer)
    drafted.review(by=administrator)
    terms = publish(administrator, reviewer)
    address = f"/felleskjop/{drafted.pk}/meld-pa/"

    page = sign_in(approver).get(address).content.decode()

    assert "Dette må på plass først" in page
    assert f"/vilkar/{terms.pk}/godta/?{urlencode({'next': address})}" in page


# --- asking those who may -----------------------------------------------------------------------


def ask(client, terms):
    """Press the button."""
    return client.post(f"/vilkar/{terms.pk}/be-om-godkjenning/", follow=True)


def test_those_who_may_are_asked_once_a_day(stopped, sign_in, editor, member, approver):
    cast.actor("leder", approver.organisation, "approver", "admin")

    first = ask(sign_in(editor), stopped).content.decode()
    second = ask(sign_in(member), stopped).content.decode()

    asked = Letter.objects.filter(key__startswith="terms-ask").order_by("to")
    assert [letter.to for letter in asked] == ["approver@test.example", "leder@test.example"]
    assert "har fått en e-post" in first and "allerede spurt i dag" in second
    assert "Editor ber deg" in asked[0].text
    assert Event.objects.filter(step="asked_to_accept").count() == 1


def test_when_nobody_may_one_is_told_whom_to_turn_to(stopped, sign_in, editor):
    page = ask(sign_in(editor), stopped).content.decode()

    assert "Be FKJ om å gi noen den" in page
    assert not Letter.objects.exists()


def test_who_may_accept_does_not_ask_and_strangers_do_not_ask_either(
    stopped, sign_in, approver, supplier
):
    assert ask(sign_in(approver), stopped).status_code == 403
    assert ask(sign_in(supplier), stopped).status_code == 403
