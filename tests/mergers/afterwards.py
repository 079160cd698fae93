"""People as the portal sees them after a merger."""

from marketplace.actor import Actor


def now(actor: Actor) -> Actor:
    """The person as the portal sees them today."""
    return Actor.of(type(actor.user).objects.get(pk=actor.user.pk))
