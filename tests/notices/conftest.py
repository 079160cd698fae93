"""Letting what happened be told, as the worker does."""

import pytest

from marketplace.models import Follow, Notice
from marketplace.notices import telling


@pytest.fixture
def told():
    """Tell of everything that has happened; returns (event's step, kind) of a person's notices."""

    def tell(actor=None) -> list[tuple[str, str]]:
        telling.tell_all()
        rows = Notice.objects.filter(user=actor.user) if actor else Notice.objects.none()
        return list(rows.order_by("pk").values_list("event__step", "kind"))

    return tell


@pytest.fixture
def follow():
    """Let somebody follow something: `follow(editor, need)`."""
    return lambda actor, thing, level="all": Follow.objects.set(actor.user, thing, level)
