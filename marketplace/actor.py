"""Who acts: one person on behalf of exactly one organisation, or the machine."""

from dataclasses import dataclass, field

from marketplace.models.organisation import Organisation
from marketplace.models.user import User


@dataclass(frozen=True)
class Actor:
    """Aktør: a person, the organisation acted for, and the roles held in it."""

    user: User | None = None
    organisation: Organisation | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    inherited: frozenset[int] = field(default_factory=frozenset)

    def holds(self, *roles: str) -> bool:
        """Tell whether the actor holds one of the roles (any role when none is named)."""
        return bool(self.roles.intersection(roles) if roles else self.roles)

    def is_kind(self, *kinds: str) -> bool:
        """Tell whether the organisation acted for is of one of the kinds."""
        return self.organisation is not None and self.organisation.kind in kinds

    @property
    def is_fkj(self) -> bool:
        """Tell whether the person acts for FKJ."""
        return self.is_kind(Organisation.Kind.OPERATOR)

    @property
    def reach(self) -> frozenset[int]:
        """Numbers of the organisation acted for and of all that it has taken over."""
        return self.inherited | {self.organisation.pk} if self.organisation else frozenset()

    def acts_for(self, organisation: Organisation | int | None) -> bool:
        """Tell whether the person acts for this organisation now, or for its successor."""
        return getattr(organisation, "pk", organisation) in self.reach

    @classmethod
    def of(cls, user, organisation: Organisation | None = None) -> "Actor":
        """Build the actor for a person; without an organisation, the first one they belong to."""
        if not user.is_authenticated:
            return NOBODY
        memberships = list(user.memberships.active().with_reach())
        return cls.among(user, memberships, organisation and organisation.pk)

    @classmethod
    def among(cls, user, memberships, chosen_pk: int | None) -> "Actor":
        """Pick the chosen organisation among the memberships, or the first."""
        if not memberships:
            return cls(user)
        known = {m.organisation_id for m in memberships}
        pk = chosen_pk if chosen_pk in known else memberships[0].organisation_id
        mine = [m for m in memberships if m.organisation_id == pk]
        roles, inherited = frozenset(m.role for m in mine), frozenset(mine[0].inherited)
        return cls(user, mine[0].organisation, roles, inherited)


NOBODY = Actor()
SYSTEM = Actor(roles=frozenset({"system"}))
