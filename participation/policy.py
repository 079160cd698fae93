"""Who may accept terms, qualify suppliers, and what it takes to be let in."""

from django.utils.translation import gettext_lazy as _

from marketplace.models import Role
from marketplace.policy import administers, during, operator, owner

binds_supplier = owner(Role.ADMIN, at="supplier", whom=_("administrator hos leverandøren"))
documents_qualification = during(binds_supplier, "draft", "needs_changes")
settles = operator(Role.REVIEWER, whom=_("vurderer i FKJ")) | administers


def may_bind(actor) -> bool:
    """Tell whether the actor may accept terms for the organisation."""
    return actor.organisation is not None and actor.holds(Role.APPROVER, Role.ADMIN)
