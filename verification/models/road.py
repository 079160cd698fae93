"""The road of an application to the store: every gate, how it stands, and the next step."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.models import Qualification, Terms

from .application import Application
from .attestation import Attestation
from .run import Run
from .version import Version


class State(StrEnum):
    """Tilstand: how far a gate has come."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    CLOSED = "closed"

    @property
    def label(self) -> str | Promise:
        """In words, since a colour says nothing to many."""
        return {
            State.DONE: gettext_lazy("Ferdig"),
            State.NOW: gettext_lazy("Deres tur"),
            State.WAITING: gettext_lazy("Venter på andre"),
            State.CLOSED: gettext_lazy("Senere"),
        }[self]

    @property
    def icon(self) -> str:
        """The icon that says the same."""
        icons = {"done": "check-circle", "now": "arrow-right", "waiting": "clock"}
        return icons.get(self.value, "circle")

    @property
    def colour(self) -> str:
        """The colour that says the same."""
        return {"done": "success", "now": "info", "waiting": "warning"}.get(self.value, "neutral")


@dataclass(frozen=True)
class Gate:
    """Port: one thing that must be in order, where one sees it, and what to do now."""

    name: str | Promise
    state: State
    told: str = ""
    url: str = ""
    verb: str | Promise = ""


@dataclass(frozen=True)
class Bench:
    """Arbeidsbenk: one application with its versions and its road."""

    application: Application
    versions: list[Version]
    gates: list[Gate]

    @property
    def next(self) -> Gate | None:
        """The first gate that waits for the supplier."""
        return next((gate for gate in self.gates if gate.state == State.NOW), None)

    @property
    def is_verified(self) -> bool:
        """Tell whether a version holds a valid attestation, so that it may stand in the store."""
        return any(newest_valid(version) for version in self.versions)


def on_bench(applications):
    """With what the road is drawn from, fetched in one go."""
    attestations = Attestation.objects.with_validity().order_by("-pk")
    versions = Version.objects.order_by("-pk").prefetch_related(
        Prefetch("attestations", attestations), Prefetch("runs", Run.objects.order_by("-pk"))
    )
    return applications.prefetch_related(Prefetch("versions", versions))


def benches(applications, organisation) -> list[Bench]:
    """Each application with its road; what is common to all of them is asked once."""
    common = [terms_gate(organisation), qualified_gate(organisation)]
    return [bench(application, common) for application in applications]


def bench(application: Application, common: list[Gate]) -> Bench:
    """One application with its road."""
    versions = list(application.versions.all())
    gates = [*common, declared_gate(application, versions), verified_gate(versions)]
    return Bench(application, versions, gates)


def terms_gate(organisation) -> Gate:
    """Whether the terms are accepted."""
    name, url = gettext_lazy("Vilkår"), reverse("participation:terms")
    owed = Terms.objects.owed_by(organisation).first()
    if owed:
        return Gate(name, State.NOW, str(owed), owed.get_absolute_url(), _("Les og godta"))
    return Gate(name, State.DONE, _("Godtatt"), url)


def qualified_gate(organisation) -> Gate:
    """Whether the supplier is qualified, and until when."""
    name, url = gettext_lazy("Kvalifisering"), reverse("participation:qualifications")
    rows = Qualification.objects.filter(supplier=organisation)
    valid = rows.valid().first()
    if valid:
        return Gate(name, State.DONE, until(valid.valid_until), valid.get_absolute_url())
    latest = rows.order_by("-pk").first()
    if latest is None:
        return Gate(name, State.NOW, "", url, _("Søk om kvalifisering"))
    is_at_fkj = latest.status in ("submitted", "in_review")
    state = State.WAITING if is_at_fkj else State.NOW
    told, address = str(latest.get_status_display()), latest.get_absolute_url()
    return Gate(name, state, told, address, _("Gå videre med kvalifiseringen"))


def until(day) -> str:
    """Until when something counts."""
    return _("Gjelder til %(date)s") % {"date": date_format(day, "SHORT_DATE_FORMAT")}


def declared_gate(application: Application, versions: list[Version]) -> Gate:
    """How far the newest version that is not withdrawn has come."""
    name = gettext_lazy("Deklarasjon")
    alive = [version for version in versions if version.status != Version.Status.WITHDRAWN]
    if not alive:
        url = reverse("verification:version_new", args=[application.pk])
        return Gate(name, State.NOW, "", url, _("Lag en versjon"))
    newest = alive[0]
    if newest.status == Version.Status.DECLARED:
        told = _("Versjon %(number)s er deklarert") % {"number": newest.number}
        return Gate(name, State.DONE, told, newest.get_absolute_url())
    return draft_gate(name, newest)


def draft_gate(name, draft: Version) -> Gate:
    """What is left of a draft."""
    done = draft.newest_schema.completeness(draft.newest_answers)
    numbers = {"number": draft.number, "answered": done.answered, "total": done.total}
    told = _("Versjon %(number)s: %(answered)d av %(total)d svar") % numbers
    if done.is_complete:
        return Gate(name, State.NOW, told, draft.get_absolute_url(), _("Se over og deklarer"))
    url = reverse("verification:version_declaration", args=[draft.pk])
    return Gate(name, State.NOW, told, url, _("Fyll ut deklarasjonen"))


def verified_gate(versions: list[Version]) -> Gate:
    """Whether a version is attested; if not, how far the newest declared one has come."""
    name = gettext_lazy("Verifisering")
    for version in versions:
        if attestation := newest_valid(version):
            told = f"{version.number}: {attestation.get_level_display()}. "
            told += until(attestation.valid_until)
            return Gate(name, State.DONE, told, attestation.get_absolute_url())
    declared = [version for version in versions if version.status == Version.Status.DECLARED]
    if not declared:
        return Gate(name, State.CLOSED, _("Når versjonen er deklarert"))
    return run_gate(name, declared[0])


def run_gate(name, version: Version) -> Gate:
    """How far the newest run has come."""
    runs = list(version.runs.all())
    if not runs:
        url = version.get_absolute_url()
        return Gate(name, State.NOW, _("Ikke prøvd"), url, _("Start selvverifisering"))
    told, url = str(runs[0].get_status_display()), runs[0].get_absolute_url()
    if runs[0].status in Run.ACTIVE or runs[0].status == Run.Status.WAITING_REVIEW:
        return Gate(name, State.WAITING, told, url)
    return Gate(name, State.NOW, told, url, _("Se hva som må rettes"))


def newest_valid(version: Version) -> Attestation | None:
    """The newest attestation of the version that counts now; they are fetched newest first."""
    return next((one for one in version.attestations.all() if one.counts), None)
