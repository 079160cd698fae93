"""Who may do what in a conversation."""

from django.utils.translation import gettext_lazy as _

from marketplace.models.organisation import Role
from marketplace.policy import MUNICIPAL, Kind, Rule, machine, operator

MODERATORS = (Role.FACILITATOR, Role.ADMIN)
moderates = operator(*MODERATORS, whom=_("moderator i FKJ"))
wrote_it = Rule(
    lambda actor, comment: actor.user is not None and actor.user.pk == comment.author_id,
    _("den som skrev innlegget"),
)
takes_part = Rule(
    lambda actor, _thing: actor.organisation is not None, _("den som tilhører en virksomhet")
)
someone_else = Rule(
    lambda actor, comment: takes_part(actor) and not wrote_it(actor, comment), _("en annen")
)
belongs = Rule(
    lambda actor, thing: (
        takes_part(actor) and thing.concerned().filter(pk=actor.organisation.pk).exists()
    ),
    _("de som er med"),
)
is_fkj = operator(whom=_("FKJ"))
buyers_and_owner = Rule(
    lambda actor, thing: actor.is_kind(*MUNICIPAL, Kind.OPERATOR) or belongs(actor, thing),
    _("kommuner, FKJ og leverandøren"),
)
settles = wrote_it | Rule(
    lambda actor, comment: belongs(actor, comment.subject), _("den det gjelder")
)

__all__ = [
    "MODERATORS",
    "belongs",
    "buyers_and_owner",
    "is_fkj",
    "machine",
    "moderates",
    "settles",
    "someone_else",
    "takes_part",
    "wrote_it",
]
