"""Innmelding: one person waits for Ringsaker's answer, and Fjordhelse has invited a colleague."""

from allauth.account.models import EmailAddress

from marketplace.models import Role
from participation.forms import InvitationForm, JoinForm
from participation.models import Invitation, JoinRequest

from ..filling import fill

COLLEAGUE = "kollega@demo.example"


def tell(actors) -> None:
    """Ask and invite, once; the newcomer is left to find an organisation by hand."""
    for name in ("ny", "soker"):
        _verify(actors[name].user)
    _ask(actors["soker"], actors["leder"].organisation)
    _invite(actors["leverandor"])


def _verify(user) -> None:
    """The demo's people cannot read mail, so their addresses are verified from the start."""
    told = {"verified": True, "primary": True}
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults=told)


def _ask(person, organisation) -> None:
    if not JoinRequest.objects.filter(person=person.user).exists():
        told = {"organisation": organisation.pk, "role": Role.EDITOR}
        fill(JoinForm, person, told | {"message": "Jeg er ny fagansvarlig for kartlegging."})


def _invite(admin) -> None:
    where = admin.organisation
    if not Invitation.objects.filter(organisation=where, email=COLLEAGUE).exists():
        told = {"email": COLLEAGUE, "roles": [Role.MEMBER]}
        fill(InvitationForm, admin, told, Invitation(organisation=where))
