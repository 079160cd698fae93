"""From a published need to a felles behovsgrunnlag that three municipalities have signed."""

from innovation.forms import ChecklistForm, CollaborationForm, PartyForm, TrackForm
from innovation.models import Collaboration, Need, Party

from ..filling import fill
from .needs import HOME_CARE

TITLE = "Felles kognitiv kartlegging"
SUMMARIES = {
    "1-core": "Bodø leder; Ringsaker og Drammen er med, med sykepleier og IKT-arkitekt i teamet.",
    "2-users": "To verksteder med helsepersonell, ett med pårørende. Uten nett: kravet herfra.",
    "3-suppliers": "Åpen dialog i 14 dager; fire leverandører svarte. Sammendrag er delt med alle.",
    "4-information": "Kartleggingsresultat som FHIR QuestionnaireResponse, kodet med SNOMED CT.",
}


def tell(actors) -> None:
    """Work through the circles and the checklist, and sign."""
    if Collaboration.objects.filter(title=TITLE).exists():
        return
    lead = actors["bodo"]
    work = _form(actors, lead)
    _report_circles(work, lead)
    work.start(by=lead)
    work.send_to_control(by=lead)
    _answer_checklist(work, lead)
    work.submit_for_approval(by=actors["fasilitator"])
    for name in ("bodo", "leder", "drammen"):
        if work.status == Collaboration.Status.APPROVAL:
            work.sign(by=actors[name])
    work.hand_over(by=actors["fasilitator"])


def _form(actors, lead) -> Collaboration:
    need = Need.objects.get(title=HOME_CARE)
    words = {"title": TITLE, "mandate": "Beskrive én felles, strukturert kartlegging."}
    work = fill(CollaborationForm, lead, words, Collaboration(need=need))
    for name in ("kommune", "drammen"):
        asked = {"message": "Vi har samme behov og vil delta i kjerneteamet."}
        party = fill(PartyForm, actors[name], asked, Party(collaboration=work))
        party.accept(by=lead)
    return work


def _report_circles(work: Collaboration, lead) -> None:
    for track in work.tracks.all():
        told = {"status": "done", "summary": SUMMARIES[track.kind]}
        fill(TrackForm, lead, told, track)


def _answer_checklist(work: Collaboration, lead) -> None:
    for item in work.checklist.all():
        told = {"answer": "yes", "evidence": "Gjennomgått i kjerneteamet; se oppsummeringene."}
        fill(ChecklistForm, lead, told, item)
