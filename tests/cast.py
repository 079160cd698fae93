"""How the cast gets where the tests need it: through the portal's own forms and steps."""

from innovation.forms import (
    ChecklistForm,
    CollaborationForm,
    EndorsementForm,
    NeedForm,
    PartyForm,
    TrackForm,
)
from innovation.models import Collaboration, Endorsement, Need, Party
from marketplace.actor import Actor
from marketplace.demo.answers import NEED, PRODUCT, QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.models import Document, Membership, Organisation, ServiceArea, User
from participation.forms import QualificationForm, ReviewForm
from participation.models import Qualification
from participation.models.evidence import lacking
from verification.checks import CHECKS, Message, Outcome, Result
from verification.forms import ApplicationForm, VersionForm
from verification.models import Application, CheckRun, Run, Version

PASSED = Result(Outcome.PASSED, Message("Bestått"))


def company(kind: str, name: str, orgnr: str) -> Organisation:
    """An organisation that is not in the facts."""
    return Organisation.objects.create(kind=kind, name=name, orgnr=orgnr)


def actor(name: str, organisation: Organisation, *roles: str) -> Actor:
    """A person with roles in an organisation."""
    user = User.objects.create(
        email=f"{name}@test.example", first_name=name.title(), password="!unusable"
    )
    for role in roles:
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return Actor(user, organisation, frozenset(roles))


def need(owner: Actor, area: ServiceArea, title: str = "Felles kartlegging", **more) -> Need:
    """A draft that can be taken all the way."""
    words = {
        "title": title,
        "problem": "Kartleggingen gjøres to ganger på to ulike måter.",
        "area": area.pk,
        "goals": ["staff"],
        "go_ahead_role": "Kommunalsjef",
        "go_ahead_on": "2026-09-01",
    }
    return fill(NeedForm, owner, words | NEED | more)


def endorse(need: Need, who: Actor) -> Endorsement:
    """Say that the municipality has the same need."""
    return fill(EndorsementForm, who, {"kind": "same_need"}, Endorsement(need=need))


def publish(need: Need, owner: Actor, approver: Actor, others: list[Actor], facilitator) -> Need:
    """From draft to published."""
    need.propose(by=owner)
    need.prioritise(by=approver)
    for other in others:
        endorse(need, other)
    need.publish(by=facilitator)
    return need


def collaborate(need: Need, lead: Actor, other: Actor) -> Collaboration:
    """Start a collaboration and let one more in; all circles are reported."""
    words = {"title": "Felles arbeid", "mandate": "Beskrive behovet sammen."}
    work = fill(CollaborationForm, lead, words, Collaboration(need=need))
    party = fill(PartyForm, other, {"message": "Vi er med."}, Party(collaboration=work))
    party.accept(by=lead)
    for track in work.tracks.all():
        fill(TrackForm, lead, {"status": "done", "summary": "Gjort."}, track)
    return work


def approve(work: Collaboration, lead: Actor, facilitator: Actor, signers: list[Actor]):
    """From forming to an approved basis."""
    work.start(by=lead)
    work.send_to_control(by=lead)
    for item in work.checklist.all():
        fill(ChecklistForm, lead, {"answer": "yes", "evidence": "Vurdert."}, item)
    work.submit_for_approval(by=facilitator)
    for signer in signers:
        work.sign(by=signer)
    return work.newest_basis


def show(qualification: Qualification, supplier: Actor) -> None:
    """Attach what the requirements want to see, checked already."""
    told = {"owner": supplier.organisation, "uploaded_by": supplier.user, "scan": "clean"}
    told |= {"file_name": "bevis.pdf", "media_type": "application/pdf", "size": 9}
    for question in lacking(qualification):
        told |= {"topic": question.key, "title": question.label, "sha256": "0" * 64}
        Document.objects.create(subject=qualification, content=f"00/{question.key}", **told)


def qualify(supplier: Actor, reviewer: Actor, administrator: Actor) -> None:
    """From nothing to qualified."""
    qualification = fill(QualificationForm, supplier, dict(QUALIFICATION))
    show(qualification, supplier)
    qualification.submit(by=supplier)
    qualification.start_review(by=reviewer)
    fill(ReviewForm, reviewer, {"delivery-experience_verdict": "ok"}, qualification)
    qualification.qualify(by=administrator)


def application(supplier: Actor, area: ServiceArea, name: str = "KognitivTest") -> Application:
    """An application."""
    words = {"name": name, "summary": "Kartlegging som tas med ut.", "areas": [area.pk]}
    return fill(ApplicationForm, supplier, words)


def draft_version(application: Application, supplier: Actor, number="1.0", **more) -> Version:
    """A version with a complete declaration."""
    words = {"number": number, "release_notes": "Første versjon.", "artifact_sha256": "a" * 64}
    instance = Version(application=application)
    return fill(VersionForm, supplier, words | PRODUCT | more, instance)


def declare(application: Application, supplier: Actor, number: str = "1.0", **more) -> Version:
    """A declared version."""
    version = draft_version(application, supplier, number, **more)
    version.declare(by=supplier)
    return version


def finish(run: Run, **results: Result) -> None:
    """Let a worker that needs no network finish every check; all pass unless said otherwise."""
    for check in run.checks.all():
        job = CheckRun.objects.claim(check.pk)
        job.finish(results.get(job.code.replace("-", "_"), PASSED))
    run.refresh_from_db()


def attest(version: Version, supplier: Actor, reviewer: Actor) -> Run:
    """Run every check of a declared version and let the reviewer attest it."""
    version.verify(by=supplier)
    run = version.runs.first()
    assert run.checks.count() == len(CHECKS)
    finish(run)
    run.attest(by=reviewer, note="Vurdert.")
    return run
