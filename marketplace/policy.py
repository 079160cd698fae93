"""The bricks that every room's policy is built of: who may take a step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.actor import Actor
from marketplace.models.organisation import Organisation, Role

Kind = Organisation.Kind
MUNICIPAL = (Kind.MUNICIPALITY, Kind.COUNTY)


@dataclass(frozen=True)
class Rule:
    """A yes/no question about an actor and a thing, with words for whoever it lets in."""

    test: Callable[[Actor, Any], bool]
    whom: str | Promise
    # A template would call the rule without an actor when it reads `rule.whom`.
    do_not_call_in_templates = True

    def __call__(self, actor: Actor, thing: Any = None) -> bool:
        return bool(self.test(actor, thing))

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(
            lambda actor, thing: self(actor, thing) or other(actor, thing),
            format_lazy("{} {} {}", self.whom, _("eller"), other.whom),
        )


def _number_at(thing: Any, path: str) -> int | None:
    """The number of the organisation at the path; the organisation itself is not fetched."""
    *way, last = path.split(".")
    return getattr(reduce(getattr, way, thing), f"{last}_id")


def owner(*roles: str, at: str = "owner", whom: str | Promise = "") -> Rule:
    """Someone who acts for the organisation found at the path, with one of the roles."""
    return Rule(
        lambda actor, thing: actor.acts_for(_number_at(thing, at)) and actor.holds(*roles),
        whom or _("eieren"),
    )


def operator(*roles: str, whom: str | Promise = "") -> Rule:
    """Someone at FKJ with one of the roles."""
    return Rule(lambda actor, _thing: actor.is_fkj and actor.holds(*roles), whom or _("FKJ"))


def municipal(*roles: str, whom: str | Promise = "") -> Rule:
    """Someone at any municipality or county with one of the roles."""
    return Rule(
        lambda actor, _thing: actor.is_kind(*MUNICIPAL) and actor.holds(*roles),
        whom or _("en kommune"),
    )


def supplier(*roles: str, whom: str | Promise = "") -> Rule:
    """Someone at any supplier with one of the roles."""
    return Rule(
        lambda actor, _thing: actor.is_kind(Kind.SUPPLIER) and actor.holds(*roles),
        whom or _("en leverandør"),
    )


def when(test: Callable[[Any], bool], rule: Rule) -> Rule:
    """The rule, as long as the thing itself allows it."""
    return Rule(lambda actor, thing: test(thing) and rule(actor, thing), rule.whom)


def during(rule: Rule, *statuses: str) -> Rule:
    """The rule, in these statuses only."""
    return when(lambda thing: thing.status in statuses, rule)


def until(rule: Rule, *statuses: str) -> Rule:
    """The rule, in every status but these."""
    return when(lambda thing: thing.status not in statuses, rule)


machine = Rule(lambda actor, _thing: actor.holds("system"), _("systemet"))
facilitates = operator(Role.FACILITATOR, whom=_("fasilitator i FKJ"))
reviews = operator(Role.REVIEWER, whom=_("vurderer i FKJ"))
buys_jointly = operator(Role.PROCUREMENT_OFFICER, whom=_("innkjøpsansvarlig i FKJ"))
administers = operator(Role.ADMIN, whom=_("administrator i FKJ"))
