"""Roles in FKJ: one person proposes, another confirms."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, StepRefused, Unmet, guard, status_field, step
from marketplace.membership import clash, grant
from marketplace.models import Event, Membership, Organisation, Role
from marketplace.policy import administers


@guard(_("En annen administrator enn den som foreslo rollen, må bekrefte den."))
def is_second_person(proposal, actor) -> bool:
    """Two persons: neither the one who proposed nor the one who gets the role."""
    first = (proposal.proposed_by_id, proposal.person_id)
    return actor.user is not None and actor.user.pk not in first


class RoleProposalQuerySet(models.QuerySet):
    """Named ways to reach proposals."""

    def visible_to(self, user) -> "RoleProposalQuerySet":
        """One's own, and all for FKJ's administrators."""
        if not user.is_authenticated:
            return self.none()
        runs = Organisation.objects.run_by(user)
        return self if runs.include_fkj() else self.filter(person=user)

    def waiting_for(self, actor) -> "RoleProposalQuerySet":
        """Those that the actor may confirm."""
        if not (actor.is_fkj and actor.holds(Role.ADMIN)):
            return self.none()
        waits = self.filter(status=RoleProposal.Status.PROPOSED)
        return waits.exclude(Q(proposed_by=actor.user) | Q(person=actor.user))


class RoleProposal(Lifecycle):
    """Rolleforslag: a role in FKJ that a second administrator must confirm."""

    noun = "rolleforslag"
    named_with = ("person", "organisation")
    belongs_to = ("organisation",)

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Venter på bekreftelse")
        CONFIRMED = "confirmed", _("Bekreftet")
        DECLINED = "declined", _("Avslått")

    person = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="role_proposals",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="role_proposals",
        verbose_name=_("virksomhet"),
    )
    role = models.CharField(_("rolle"), max_length=30, choices=Role)
    proposed_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("foreslått av"),
    )
    status = status_field(Status, Status.PROPOSED)

    objects = RoleProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("rolleforslag")
        verbose_name_plural = _("rolleforslag")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(status="proposed"),
                name="propose_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("participation:members", args=[self.organisation_id])

    @classmethod
    def make(cls, person, organisation, role: str, proposed_by, by) -> "RoleProposal":
        """Propose a role, once; `by` is who did it, `proposed_by` who answers for it."""
        told = {"person": person, "organisation": organisation, "role": role}
        proposal, is_new = cls.objects.get_or_create(
            **told, status=cls.Status.PROPOSED, defaults={"proposed_by": proposed_by}
        )
        if is_new:
            Event.objects.write(proposal, Event.CREATED, by, moved=("", proposal.status))
        return proposal

    @step(
        Status.PROPOSED,
        to=Status.CONFIRMED,
        who=administers,
        label=_("Bekreft rollen"),
        done=_("Bekreftet"),
        needs=[is_second_person],
    )
    def confirm(self, by):
        """The second person agrees, and the role is given."""
        if refused := clash(self.person, self.organisation.kind, [self.role]):
            raise StepRefused([Unmet(refused)])
        grant(self.person, self.organisation, self.role, Membership.Source.FKJ, by)

    @step(
        Status.PROPOSED,
        to=Status.DECLINED,
        who=administers,
        label=_("Avslå"),
        done=_("Avslått"),
        asks={"note": reason()},
        primary=False,
    )
    def decline(self, by, note):
        """Any administrator says no, the first one too."""
