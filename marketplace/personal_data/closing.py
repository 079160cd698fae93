"""Closing an account: at once for everybody else, for good only after some days."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.actor import Actor
from marketplace.clock import db_now
from marketplace.models import Event, Figure, Membership, Organisation, User

from .sessions import end_sessions

SALT = "reopen-account"
LAST_ADMIN = _(
    "Du er den eneste administratoren i %(names)s. Gi rollen til en kollega først, eller be FKJ om "
    "hjelp."
)


class LastAdministrator(Exception):
    """Some organisations would be left without an administrator."""

    def __init__(self, organisations: list[Organisation]) -> None:
        names = ", ".join(str(one) for one in organisations)
        super().__init__(str(LAST_ADMIN % {"names": names}))


def leave(user: User, organisations: list[Organisation], moment: datetime, *, guarded=True) -> None:
    """End every role in the organisations, or none when one would lose its only administrator."""
    pks = [one.pk for one in organisations]
    held = Organisation.objects.filter(pk__in=pks).hold()
    stuck = [x for x in held if not Membership.objects.leaves_an_admin(x, without=user)]
    if stuck and guarded:
        raise LastAdministrator(stuck)
    for organisation in held:
        rows = Membership.objects.filter(organisation=organisation, user=user, ended_at=None)
        roles = list(rows.values_list("role", flat=True))
        _tell(organisation, "left", user, roles)
        rows.update(ended_at=moment)


def _tell(organisation: Organisation, step: str, user: User, roles: list[str]) -> None:
    told = {"user": {"id": user.pk}, "roles": roles}
    Event.objects.write(organisation, step, Actor(user, organisation), data=told)


@transaction.atomic
def leave_one(user: User, organisation: Organisation) -> None:
    """Go out of one organisation."""
    leave(user, [organisation], db_now())


@transaction.atomic
def close(user: User, *, guarded: bool = True) -> None:
    """Shut the account: no roles, no log-in, and a letter that tells how to regret it.

    Unguarded it is the first half of an erasure: nobody is asked, and there is no way back.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.closed_at or user.erased_at:
        return
    moment = db_now()
    rows = Membership.objects.filter(user=user, ended_at=None)
    leave(
        user, [m.organisation for m in rows.select_related("organisation")], moment, guarded=guarded
    )
    user.is_active, user.closed_at = False, moment
    user.save()
    end_sessions(user)
    if guarded:
        _write_letter(user)


def regret_days() -> int:
    """How many days one can change one's mind."""
    return int(Figure.objects.value("regret-days"))


def _write_letter(user: User) -> None:
    link = letters.address(reverse("participation:reopen_account", args=[token(user)]))
    last = user.closed_at + timedelta(days=regret_days())
    key = f"account-closed-{user.pk}-{user.closed_at.timestamp():.0f}"
    letters.write(key, user, "account_closed", {"link": link, "last": last})


def token(user: User) -> str:
    """A secret that opens this closing of the account again, and no other."""
    return signing.dumps([user.pk, user.closed_at.isoformat()], salt=SALT)


def closed_by(secret: str) -> User | None:
    """The closed account that the secret opens, or None when it does not, or no longer."""
    try:
        pk, moment = signing.loads(secret, salt=SALT)
    except signing.BadSignature:
        return None
    rows = User.objects.filter(pk=pk, closed_at=datetime.fromisoformat(moment), erased_at=None)
    return rows.exclude(pk__in=due().values("pk")).first()


def due() -> models.QuerySet:
    """Closed accounts whose days of regret are over."""
    limit = db_now() - timedelta(days=regret_days())
    return User.objects.filter(closed_at__lte=limit, erased_at=None)


@transaction.atomic
def reopen(user: User) -> None:
    """Open the account again, with the roles that the closing ended."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.closed_at is None or user.erased_at:
        return
    rows = Membership.objects.filter(user=user, ended_at=user.closed_at)
    standing = rows.filter(organisation__in=Organisation.objects.standing())
    for membership in standing.select_related("organisation"):
        _tell(membership.organisation, "came_back", user, [membership.role])
    standing.update(ended_at=None)
    user.is_active, user.closed_at = True, None
    user.save()
