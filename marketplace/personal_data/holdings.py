"""Every place that names a person, and what becomes of it when the person is erased.

A new foreign key to User needs a line in HOLDINGS; a test fails until it has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from django.apps import apps
from django.db import models

from marketplace.models import User


class Fate(Enum):
    """Skjebne: what erasure does with the rows."""

    STAYS = "stays"  # It tells what an organisation did; the person becomes a number.
    GOES = "goes"  # It was only the person's own.
    EMPTIED = "emptied"  # The row is counted on, its text is not.


@dataclass(frozen=True)
class Holding:
    """Opplysning: what is shown to the person, and what is emptied. The row's number always is."""

    fate: Fate
    shows: tuple[str, ...] = ()
    emptied: dict = field(default_factory=dict)


SIGNED = Holding(Fate.STAYS)
EVENT = ("at", "step", "subject_type", "subject_id", "organisation", "from_status", "to_status")
LETTER = ("to", "subject", "text", "written_at", "sent_at")
EMPTY_LETTER = {"subject": "", "text": "", "headers": {}, "answer": ""}
CHOICES = ("digest", "direct_mention", "direct_task", "direct_decision", "follows_own")
JOINING = ("organisation", "orgnr", "name", "role", "message", "status", "created_at")
SESSION = ("created_at", "last_seen_at", "ip", "user_agent")
MEMBERSHIP = ("organisation", "role", "source", "confirmed_at", "ended_at")

HOLDINGS = {
    "account.EmailAddress.user": Holding(Fate.GOES, ("email", "verified", "primary")),
    "admin.LogEntry.user": Holding(Fate.STAYS, ("action_time", "object_repr")),
    "experience.Reply.written_by": Holding(Fate.STAYS, ("at", "text")),
    "innovation.Signature.signed_by": Holding(Fate.STAYS, ("at", "organisation")),
    "marketplace.Comment.author": Holding(Fate.STAYS, ("written_at", "kind", "text")),
    "marketplace.Comment_mentions.user": Holding(Fate.GOES),
    "marketplace.Document.uploaded_by": Holding(Fate.STAYS, ("uploaded_at", "title", "file_name")),
    "marketplace.Event.actor": Holding(Fate.STAYS, (*EVENT, "note")),
    "marketplace.Follow.user": Holding(Fate.GOES, ("since", "subject_type", "subject_id", "level")),
    "marketplace.Letter.user": Holding(Fate.EMPTIED, LETTER, EMPTY_LETTER),
    "marketplace.Membership.user": Holding(Fate.STAYS, MEMBERSHIP),
    "marketplace.Notice.user": Holding(Fate.GOES, ("at", "kind", "subject_type", "subject_id")),
    "marketplace.NoticeSettings.user": Holding(Fate.GOES, CHOICES),
    "marketplace.Report.by": Holding(Fate.STAYS, ("at", "cause", "text")),
    "marketplace.Waiting.user": Holding(Fate.GOES, ("organisation", "subject_type", "subject_id")),
    "store.Shortlist.responsible": Holding(Fate.STAYS, ("created_at", "title", "status")),
    "mfa.Authenticator.user": Holding(Fate.GOES, ("type", "created_at", "last_used_at")),
    "marketplace.User_groups.user": Holding(Fate.GOES),
    "marketplace.User_user_permissions.user": Holding(Fate.GOES),
    "participation.Acceptance.accepted_by": Holding(Fate.STAYS, ("at", "organisation")),
    "participation.Invitation.accepted_by": Holding(Fate.STAYS, ("organisation", "sent_at")),
    "participation.Invitation.invited_by": Holding(Fate.STAYS, ("organisation", "sent_at")),
    "participation.JoinRequest.person": Holding(Fate.EMPTIED, JOINING, {"message": ""}),
    "participation.Qualification.reviewer": SIGNED,
    "participation.RoleProposal.person": Holding(Fate.STAYS, ("organisation", "role", "status")),
    "participation.RoleProposal.proposed_by": Holding(Fate.STAYS, ("organisation", "role")),
    "participation.Assessment.by": Holding(Fate.STAYS, ("at", "question", "verdict", "comment")),
    "participation.SelfDeclaration.sent_by": Holding(Fate.STAYS, ("at", "of")),
    "participation.Terms.written_by": SIGNED,
    "procurement.Commitment.signed_by": Holding(Fate.STAYS, ("at", "organisation")),
    "store.Contract.buyer_signed_by": Holding(Fate.STAYS, ("buyer_signed_at",)),
    "store.Contract.supplier_signed_by": Holding(Fate.STAYS, ("supplier_signed_at",)),
    "procurement.FrameworkAgreement.fkj_signed_by": Holding(Fate.STAYS, ("fkj_signed_at",)),
    "procurement.FrameworkAgreement.supplier_signed_by": Holding(
        Fate.STAYS, ("supplier_signed_at",)
    ),
    "procurement.JointProcurement.drafted_by": SIGNED,
    "procurement.JointProcurement.opened_by": SIGNED,
    "procurement.JointProcurement.opening_approved_by": SIGNED,
    "procurement.JointProcurement.reviewed_by": SIGNED,
    # Points are secret until the award is known, also for those who gave them and have left.
    "procurement.Score.evaluator": SIGNED,
    "socialaccount.SocialAccount.user": Holding(Fate.GOES, ("provider", "date_joined")),
    "store.Look.user": Holding(Fate.GOES, ("search", "at")),
    # What is shared stays with the colleagues; a search tells of products, not of people.
    "store.SavedSearch.user": Holding(Fate.STAYS, ("created_at", "name", "query", "organisation")),
    "usersessions.UserSession.user": Holding(Fate.GOES, SESSION),
}
# Columns that hold an address without pointing at its person: emptied when somebody is erased.
ADDRESSES = ("marketplace.Letter.to", "participation.Invitation.email")


@dataclass(frozen=True)
class Place:
    """Sted: a column that names a person."""

    model: type[models.Model]
    column: models.Field

    @property
    def label(self) -> str:
        """`room.Model.field`."""
        return f"{self.model._meta.label}.{self.column.name}"

    @property
    def holding(self) -> Holding:
        """What is decided for it; what nobody has decided stays and shows nothing."""
        return HOLDINGS.get(self.label, SIGNED)

    def rows(self, user: User) -> models.QuerySet:
        """The rows that name the person."""
        return self.model._base_manager.filter(**{self.column.name: user}).order_by("pk")


def places() -> Iterator[Place]:
    """Every foreign key to a person, in every table, ours and others'."""
    tables = apps.get_models(include_auto_created=True)
    for model in sorted(tables, key=lambda model: model._meta.label):
        for column in model._meta.concrete_fields:
            if column.is_relation and column.related_model is User:
                yield Place(model, column)
