"""How people of these tests come to belong: by asking, by being invited, by being given a role."""

from datetime import timedelta

from allauth.account.models import EmailAddress

from marketplace.actor import Actor
from marketplace.clock import db_now
from marketplace.demo.filling import fill
from marketplace.models import Letter, Membership, User
from participation.forms import InvitationForm, JoinForm
from participation.models import Invitation, JoinRequest
from tests.brreg.playing import GOOD


def newcomer_at(address: str) -> Actor:
    """A person who has shown that the address is theirs, and belongs nowhere."""
    name = address.partition("@")[0]
    user = User.objects.create(email=address, first_name=name.title(), password="!unusable")
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return Actor(user)


def roles(person, organisation) -> set[str]:
    """The roles that the person holds there now."""
    rows = Membership.objects.active().filter(user=person.user, organisation=organisation)
    return set(rows.values_list("role", flat=True))


def row(person, role: str) -> Membership:
    """The membership that gives the role now."""
    return Membership.objects.active().get(user=person.user, role=role)


def ask(person, **told) -> JoinRequest:
    """Ask through the form."""
    return fill(JoinForm, person, {"role": "member"} | told)


def ask_for_new(person, orgnr=GOOD, kind="supplier") -> JoinRequest:
    """Ask to join a company that the portal does not know."""
    return ask(person, orgnr=orgnr, kind=kind, role="admin")


def at_town(municipality, name="kari") -> Actor:
    """Somebody whose verified address lies on the municipality's website."""
    return newcomer_at(f"{name}@{municipality.website.removeprefix('www.')}")


def invite(by, email="ny@test.example", roles=("editor",), where=None) -> Invitation:
    """Invite through the form."""
    told = {"email": email, "roles": list(roles)}
    return fill(InvitationForm, by, told, Invitation(organisation=where or by.organisation))


def token() -> str:
    """The code in the newest letter."""
    return Letter.objects.first().text.partition("/invitasjon/")[2].partition("/")[0]


def door() -> str:
    """Where the newest letter leads."""
    return f"/invitasjon/{token()}/"


def make_late(invitation: Invitation) -> None:
    """Let the days pass."""
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=db_now() - timedelta(seconds=1))
    invitation.refresh_from_db()


def let_it_rest(invitation: Invitation) -> None:
    """Let eleven minutes pass since the letter."""
    then = db_now() - timedelta(minutes=11)
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=then)


def members_of(organisation) -> str:
    """The address of the page of its people."""
    return f"/virksomheter/{organisation.pk}/medlemmer/"
