"""Inviting people to an organisation by e-mail."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.clock import db_now
from marketplace.lifecycle import Lifecycle, StepRefused, Unmet, guard, status_field, step
from marketplace.membership import clash, grant
from marketplace.models import Figure, Membership, Organisation, Role, User
from marketplace.models.event import ClockTimestamp
from marketplace.policy import machine
from marketplace.writing import Written
from participation import policy

from .joining import stands_today
from .role_proposal import RoleProposal

REST = timedelta(minutes=10)


def digest(token: str) -> str:
    """What is kept of a token: it cannot be turned back into a link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@guard(_("Invitasjonen er utløpt. Be om en ny."))
def is_in_time(invitation, actor) -> bool:
    """Tell whether the last moment has not passed, by the database's clock."""
    return db_now() < invitation.expires_at


@guard(_("Det er under ti minutter siden invitasjonen ble sendt. Vent litt før du sender igjen."))
def has_rested(invitation, actor) -> bool:
    """Tell whether the last letter is some minutes old."""
    return db_now() - invitation.sent_at > REST


class InvitationQuerySet(models.QuerySet):
    """Named ways to reach invitations."""

    def visible_to(self, user) -> "InvitationQuerySet":
        """One's own; those of an organisation that one runs; all for FKJ's administrator."""
        if not user.is_authenticated:
            return self.none()
        runs = Organisation.objects.run_by(user)
        if runs.include_fkj():
            return self
        mine = Q(email__in=user.verified()) | Q(accepted_by=user)
        return self.filter(Q(organisation__in=runs) | mine)

    def unanswered(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(status=Invitation.Status.SENT, expires_at__gt=ClockTimestamp())

    def past_end(self) -> "InvitationQuerySet":
        """Those whose last moment has passed."""
        return self.filter(status=Invitation.Status.SENT, expires_at__lte=ClockTimestamp())

    def waiting_for(self, actor) -> "InvitationQuerySet":
        """Those that the person can accept."""
        if actor.user is None:
            return self.none()
        return self.unanswered().filter(email__in=actor.user.verified())


class Invitation(Written, Lifecycle):
    """Invitasjon: an organisation asks the owner of an e-mail address to take some roles."""

    noun = "invitasjon"
    named_with = ("organisation",)
    belongs_to = ("organisation",)

    class Status(models.TextChoices):
        SENT = "sent", _("Sendt")
        ACCEPTED = "accepted", _("Tatt imot")
        EXPIRED = "expired", _("Utløpt")
        REVOKED = "revoked", _("Trukket tilbake")

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name=_("virksomhet"),
    )
    email = models.EmailField(_("e-post"))
    roles = ArrayField(models.CharField(max_length=30, choices=Role), verbose_name=_("roller"))
    invited_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("invitert av"),
    )
    accepted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("tatt imot av"),
    )
    token_hash = models.CharField(_("avtrykk av koden"), max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sendt"), editable=False)
    expires_at = models.DateTimeField(_("utløper"), editable=False)
    status = status_field(Status, Status.SENT)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitasjon")
        verbose_name_plural = _("invitasjoner")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(status="sent"),
                name="invite_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("participation:invitation", args=[self.pk])

    @property
    def due_on(self):
        """The last day it can be accepted."""
        return timezone.localdate(self.expires_at)

    @property
    def role_names(self) -> str:
        """The roles in words."""
        return ", ".join(str(Role(role).label) for role in self.roles)

    def renew(self) -> str:
        """Give it a new token and new days; returns the token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        self.token_hash, self.sent_at = digest(token), db_now()
        days = int(Figure.objects.value("invitation-days"))
        self.expires_at = self.sent_at + timedelta(days=days)
        return token

    def tell(self, token: str) -> None:
        """Write the letter with the link."""
        link = letters.address(reverse("participation:invitation_door", args=[token]))
        key = f"invitation-{self.pk}-{self.token_hash[:16]}"
        to = User.objects.filter(email=self.email, is_active=True).first() or self.email
        told = {"invitation": self, "link": link}
        language = "" if isinstance(to, User) else self.language
        letters.write(key, to, "invitation", told, language=language)

    @step(
        Status.SENT,
        to=Status.ACCEPTED,
        who=policy.invited,
        label=_("Ta imot"),
        done=_("Tatt imot"),
        needs=[is_in_time, stands_today],
    )
    def accept(self, by):
        """The one who was invited takes the roles; roles in FKJ wait for a second person."""
        if refused := clash(by.user, self.organisation.kind, self.roles):
            raise StepRefused([Unmet(refused)])
        self.accepted_by = by.user
        for role in self.roles:
            if self.organisation.kind == Organisation.Kind.OPERATOR:
                RoleProposal.make(by.user, self.organisation, role, self.invited_by, by)
            else:
                grant(by.user, self.organisation, role, Membership.Source.INVITATION, by)

    @step(
        Status.SENT,
        who=policy.manages_for,
        label=_("Send på nytt"),
        done=_("Sendt på nytt"),
        needs=[stands_today, has_rested],
        confirm=_("Lenken i det forrige brevet slutter å virke, og fristen begynner på nytt."),
        primary=False,
    )
    def resend(self, by):
        """Write a new letter; the link in the old one ceases to work."""
        self.tell(self.renew())

    @step(
        Status.SENT,
        to=Status.REVOKED,
        who=policy.manages_for,
        label=_("Trekk tilbake"),
        done=_("Trukket tilbake"),
        confirm=_("Lenken slutter å virke. Dere kan sende en ny invitasjon senere."),
        primary=False,
    )
    def revoke(self, by):
        """The organisation changes its mind."""

    @step(Status.SENT, to=Status.EXPIRED, who=machine, label=_("Utløp"), done=_("Utløpt"))
    def expire(self, by):
        """The last moment has passed."""
