"""Erasing a person: what the organisations did stays, who the person was does not."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models, transaction
from django.db.models import Q

from marketplace.clock import db_now
from marketplace.models import Letter, User

from .closing import close, due
from .holdings import ADDRESSES, EMPTY_LETTER, Fate, Place, places
from .sessions import end_sessions

# Everything else in the row goes back to what it is for nobody in particular.
KEPT = {"id", "date_joined", "closed_at", "erased_at"}


def erase_due() -> int:
    """Erase every closed account whose days of regret are over; returns how many."""
    found = list(due().values_list("pk", flat=True))
    return sum(erase(User.objects.get(pk=pk), when_due=True) for pk in found)


@transaction.atomic
def erase(user: User, *, when_due: bool = False) -> bool:
    """Make the person a number. Tells whether it was done: they may have regretted meanwhile."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_at or (when_due and not due().filter(pk=user.pk).exists()):
        return False
    close(user, guarded=False)
    user.refresh_from_db()
    Letter.objects.filter(user=user, sent_at=None).delete()
    for place in places():
        _settle(place, user)
    _forget_where_others_name(user)
    _blank(user)
    end_sessions(user)
    return True


def pseudonym(user: User) -> str:
    """An address that reaches nobody."""
    return f"slettet-{user.pk}@slettet.invalid"


def _settle(place: Place, user: User) -> None:
    holding = place.holding
    if holding.fate is Fate.GOES:
        place.rows(user).delete()
    elif holding.fate is Fate.EMPTIED:
        place.rows(user).update(**holding.emptied)


def _forget_where_others_name(user: User) -> None:
    """Letters to others and the log of the administration quote people."""
    Letter.objects.filter(to__iexact=user.email).update(**EMPTY_LETTER)
    for address in ADDRESSES:
        model, column = address.rsplit(".", 1)
        rows = apps.get_model(model)._base_manager
        rows.filter(**{f"{column}__iexact": user.email}).update(**{column: pseudonym(user)})
    names = [name for name in (user.email, user.get_full_name()) if name]
    for name in names:
        Letter.objects.filter(Q(text__icontains=name) | Q(subject__icontains=name)).update(
            subject=_without("subject", name), text=_without("text", name)
        )
        quoted = LogEntry.objects.filter(
            Q(object_repr__icontains=name) | Q(change_message__icontains=name)
        )
        quoted.update(
            object_repr=_without("object_repr", name),
            change_message=_without("change_message", name),
        )


def _without(column: str, name: str) -> models.Func:
    """The column with dots where the name stood, whatever its case."""
    pattern = "".join(f"[{sign}]" if sign.isalnum() else f"\\{sign}" for sign in name)
    whole = rf"(?<!\w){pattern}(?!\w)"
    told = (models.F(column), models.Value(whole), models.Value("…"), models.Value("gi"))
    return models.Func(*told, function="regexp_replace")


def _blank(user: User) -> None:
    for column in User._meta.concrete_fields:
        if column.name not in KEPT:
            setattr(user, column.attname, column.get_default())
    user.email = pseudonym(user)
    user.set_unusable_password()
    user.is_active, user.erased_at = False, db_now()
    user.save()
