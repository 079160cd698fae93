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

    def acts_for(self, organisation: Organisation | int | None) -> bool:
        """Tell whether this is the organisation that the person acts for now."""
        pk = getattr(organisation, "pk", organisation)
        return self.organisation is not None and self.organisation.pk == pk

    @classmethod
    def of(cls, user, organisation: Organisation | None = None) -> "Actor":
        """Build the actor for a person; without an organisation, the first one they belong to."""
        if not user.is_authenticated:
            return NOBODY
        memberships = list(user.memberships.active().select_related("organisation"))
        return cls.among(user, memberships, organisation and organisation.pk)

    @classmethod
    def among(cls, user, memberships, chosen_pk: int | None) -> "Actor":
        """Pick the chosen organisation among the memberships, or the first."""
        organisations = {m.organisation_id: m.organisation for m in memberships}
        if not organisations:
            return cls(user)
        pk = chosen_pk if chosen_pk in organisations else next(iter(organisations))
        roles = frozenset(m.role for m in memberships if m.organisation_id == pk)
        return cls(user, organisations[pk], roles)


NOBODY = Actor()
SYSTEM = Actor(roles=frozenset({"system"}))
