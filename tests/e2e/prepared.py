"""What is already there when a journey begins."""

from marketplace.demo import chapters
from marketplace.demo.answers import TILDEL
from marketplace.demo.chapters.needs import ASSESSMENT
from marketplace.models import ServiceArea
from procurement.models import JointProcurement
from store.models import Listing
from tests import cast
from tests.procurement.conftest import let_the_deadline_pass
from tests.store.shop import put_on_shelf
from verification.models import Run

COMPETITOR = "Tildel"


def theme() -> ServiceArea:
    """Kognitiv kartlegging."""
    return ServiceArea.objects.get(path=ASSESSMENT)


def competitor_in_store(actors) -> Listing:
    """A listing of Nordlys, verified and published."""
    application = cast.application(actors["nordlys"], theme(), COMPETITOR)
    version = cast.draft_version(application, actors["nordlys"], **TILDEL)
    version.declare(by=actors["nordlys"])
    cast.attest(version, actors["nordlys"], actors["vurderer"])
    return put_on_shelf(version, actors["nordlys"])


def whole_story(actors) -> None:
    """Every chapter of the demo, without its waiting: neither workers nor deadlines."""
    chapters.notices.follow(actors)
    chapters.needs.tell(actors)
    chapters.collaboration.tell(actors)
    chapters.procurement.announce(actors)
    let_the_deadline_pass(JointProcurement.objects.get(title=chapters.procurement.FIRST))
    chapters.procurement.award(actors)
    chapters.procurement.open_another(actors)
    chapters.verification.declare(actors)
    for run in Run.objects.active():
        cast.finish(run)
    chapters.verification.attest(actors)
    chapters.store.tell(actors)
    chapters.prices.tell(actors)
    chapters.shortlist.tell(actors)
    chapters.catalogue.tell(actors)
    chapters.experience.tell(actors)
    chapters.joining.tell(actors)
    chapters.merger.tell(actors)
    chapters.conversation.tell(actors)
    chapters.notices.tell(actors)
    chapters.documents.tell(actors)
