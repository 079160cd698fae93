"""What happens when somebody arrives from outside: the organisation they came for.

allauth is a library, so its signals are the only door that stands open on every way in: at once,
after the sign-up form, after two-step verification.
"""

from allauth.account.signals import user_logged_in
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib import messages
from django.db import transaction
from django.dispatch import receiver
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from marketplace.actor import Actor
from marketplace.clock import db_now, db_today
from marketplace.middleware import CHOSEN
from marketplace.models import Event, Membership, Organisation, Role, User
from marketplace.models.event import ClockTimestamp

STRONG = "strong_sign_in"


@receiver(user_logged_in)
def logged_in(request, user, sociallogin=None, **kwargs) -> None:
    """Somebody is in: note how sure we are, and for whom they came."""
    if sociallogin is not None:
        arrival = sociallogin.state.get("arrival", {})
        request.session[STRONG] = bool(arrival.get("strong"))
        come_for(request, user, arrival.get("orgnr", ""))


@receiver(social_account_added)
def connected(request, sociallogin, **kwargs) -> None:
    """A way in was connected to an account: it proves as much as coming in by it."""
    arrival = sociallogin.state.get("arrival", {})
    if arrival.get("strong"):
        request.session[STRONG] = True
    _trace(sociallogin.user, "sign_in_connected", sociallogin.account)
    come_for(request, sociallogin.user, arrival.get("orgnr", ""))


@receiver(social_account_removed)
def removed(request, socialaccount, **kwargs) -> None:
    """A way in was taken away."""
    _trace(request.user, "sign_in_removed", socialaccount)


def _trace(user: User, step: str, account) -> None:
    Event.objects.write(user, step, Actor.of(user), data={"way": account.provider})


def come_for(request, user: User, orgnr: str) -> None:
    """Act for the organisation that was proved, when the person belongs to it or may do so now."""
    if not orgnr:
        return
    organisation = Organisation.objects.filter(orgnr=orgnr).first()
    refusal = _unknown(orgnr) if organisation is None else join(user, organisation)
    if refusal:
        messages.warning(request, refusal)
    else:
        request.session[CHOSEN] = organisation.pk


@transaction.atomic
def join(user: User, organisation: Organisation) -> str:
    """Make or confirm the membership; returns why not, or nothing.

    Roles are ours: a log-in gives the first, plainest membership and never more. One that somebody
    has ended stays ended, and FKJ's own people are added by FKJ.
    """
    # One log-in at a time: two at once would both be the first.
    User.objects.select_for_update().get(pk=user.pk)
    here = Membership.objects.filter(user=user, organisation=organisation)
    if here.active().exists():
        here.active().update(confirmed_at=ClockTimestamp())
        return ""
    refusal = _ended(organisation) if here.exists() else _closed(user, organisation)
    if not refusal:
        _make(user, organisation)
    return refusal


def _make(user: User, organisation: Organisation) -> None:
    source = Membership.Source.SIGN_IN
    Membership.objects.create(
        user=user,
        organisation=organisation,
        role=Role.MEMBER,
        source=source,
        confirmed_at=db_now(),
    )
    actor = Actor(user, organisation, frozenset({Role.MEMBER}))
    told = {"role": Role.MEMBER, "person": user.pk, "source": source}
    Event.objects.write(organisation, "role_granted", actor, data=told)


def _closed(user: User, organisation: Organisation) -> str:
    """Why the organisation takes in nobody by log-in, or not this person."""
    name = {"name": organisation.full_name}
    if organisation.kind == Organisation.Kind.OPERATOR:
        return _("%(name)s legger til sine egne folk. Be en administrator der om tilgang.") % name
    if organisation.valid_to and organisation.valid_to < db_today():
        return _("%(name)s er ikke lenger i bruk på markedsplassen.") % name
    if _stands_on_the_other_side(user, organisation):
        return _(
            "Du er allerede med på den andre siden av bordet. En person kan ikke være med for både "
            "en leverandør og en oppdragsgiver, så vi la deg ikke til i %(name)s."
        ) % (name)
    return ""


def _stands_on_the_other_side(user: User, organisation: Organisation) -> bool:
    supplier = Organisation.Kind.SUPPLIER
    others = Organisation.objects.of(user)
    if organisation.kind == supplier:
        return others.exclude(kind=supplier).exists()
    return others.filter(kind=supplier).exists()


def _ended(organisation: Organisation) -> str:
    return _(
        "Medlemskapet ditt i %(name)s er avsluttet. "
        "Be en administrator der om å legge deg til igjen."
    ) % {"name": organisation.full_name}


def _unknown(orgnr: str) -> str:
    sentence = _("Virksomheten med organisasjonsnummer {orgnr} er ikke med på markedsplassen ennå.")
    told = format_html(sentence, orgnr=orgnr)
    try:
        where = reverse("participation:find")
    except NoReverseMatch:
        return told
    words = _("Finn virksomheten din")
    return format_html('{} <a class="ds-link" href="{}">{}</a>', told, where, words)
