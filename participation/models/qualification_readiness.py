"""What must be true before a step of a qualification, each in a sentence."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.declaration import Schema
from marketplace.lifecycle import guard

from .evidence import lacking
from .qualification_status import SUSPENDED
from .review import Review


def to_review(qualification, actor) -> str:
    """Where the answers are reviewed."""
    return reverse("participation:qualification_review", args=[qualification.pk])


@guard(_("Alle spørsmålene må være besvart."), link=lambda q, actor: q.edit_url)
def is_complete(qualification, actor) -> bool:
    """Tell whether no required answer is missing."""
    return not qualification.schema.missing(qualification.answers)


@guard(
    _("Dokumentasjonen som kreves, må være lastet opp og kontrollert."),
    link=lambda q, actor: f"{q.get_absolute_url()}#dokumentasjon",
)
def has_evidence(qualification, actor) -> bool:
    """Tell whether what must be shown by a document is shown, and may be read."""
    return not lacking(qualification)


@guard(
    _("Kravene er fornyet siden dere begynte. Åpne skjemaet, svar på det nye og lagre."),
    link=lambda q, actor: q.edit_url,
)
def answers_newest_set(qualification, actor) -> bool:
    """Tell whether the first round answers the newest requirement set."""
    newest = Schema.latest(qualification.schema_name).version
    return qualification.round > 0 or qualification.schema_version == newest


@guard(_("Ingen svar kan være «ikke oppfylt»."))
def meets_every_requirement(qualification, actor) -> bool:
    """Tell whether the machine's verdict has no clear no."""
    return "not_met" not in qualification.schema.verdicts(qualification.answers).values()


@guard(_("Svarene som en person avgjør, må være vurdert."), link=to_review)
def is_assessed(qualification, actor) -> bool:
    """Tell whether somebody has looked at everything the machine leaves to a person."""
    return not Review(qualification).pending


@guard(_("Ingen svar kan være merket «må rettes»."), link=to_review)
def nothing_must_change(qualification, actor) -> bool:
    """Tell whether no answer waits to be put right."""
    return not Review(qualification).unresolved


@guard(_("Merk minst ett svar med «må rettes», og skriv hva som er galt."), link=to_review)
def has_marked_answers(qualification, actor) -> bool:
    """Tell whether the supplier would know which answers to put right."""
    return bool(Review(qualification).marked)


@guard(_("Den som godkjenner, må være en annen enn den som vurderte."))
def is_another_person(qualification, actor) -> bool:
    """Two persons: neither the reviewer nor anybody who assessed an answer approves."""
    if actor.user is None or actor.user.pk == qualification.reviewer_id:
        return False
    return not qualification.assessments.filter(by=actor.user).exists()


@guard(_("Du er eller har vært knyttet til leverandøren og kan ikke behandle saken."))
def is_disinterested(qualification, actor) -> bool:
    """Nobody handles the case of a supplier that they belong or have belonged to."""
    return not qualification.supplier.memberships.filter(user=actor.user).exists()


@guard(_("Du har saken allerede."))
def is_somebody_elses(qualification, actor) -> bool:
    """Tell whether there is somebody to take the case over from."""
    return actor.user is not None and actor.user.pk != qualification.reviewer_id


@guard(_("Leverandøren er suspendert. Opphev suspensjonen før en ny kvalifisering godkjennes."))
def has_no_suspension(qualification, actor) -> bool:
    """A suspension cannot be got round with a new application."""
    return not qualification.supplier.qualifications.filter(status=SUSPENDED).exists()


@guard(_("Gyldighetstiden er ute. Leverandøren må søke på nytt."))
def has_days_left(qualification, actor) -> bool:
    """Tell whether there is anything left to reinstate."""
    return qualification.valid_until >= db_today()


@guard(_("Siste gyldige dag må ha passert."))
def is_past_its_end(qualification, actor) -> bool:
    """Tell whether it is no longer valid by the database's calendar."""
    return qualification.valid_until < db_today()
