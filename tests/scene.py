"""One of each noun, made by Ringsaker, its supplier and FKJ, for tests that visit every page."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from experience.forms import ReportForm
from experience.models import ExperienceReport
from innovation.forms import PartyForm
from innovation.models import Party
from marketplace.clock import db_now
from marketplace.conversation.forms import CommentForm
from marketplace.demo.answers import QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.documents.forms import DocumentForm
from marketplace.models import Comment, Document, Organisation
from participation.forms import (
    AcceptanceForm,
    InvitationForm,
    MergerForm,
    QualificationForm,
    TermsForm,
)
from participation.models import (
    Acceptance,
    Invitation,
    JoinRequest,
    Merger,
    RoleProposal,
    Terms,
)
from procurement.forms import CommitmentForm, CriterionForm, JointProcurementForm, OfferForm
from procurement.models import Commitment, Criterion, FrameworkAgreement, JointProcurement, Offer
from store.forms import (
    AdoptionForm,
    ContractForm,
    ListingForm,
    PricePlanForm,
    SavedSearchForm,
    ShortlistForm,
)
from store.models import (
    Adoption,
    Contract,
    IntroductionTask,
    Listing,
    PricePlan,
    SavedSearch,
    Shortlist,
    ShortlistEntry,
)
from verification.forms import PictureForm
from verification.models import Picture


def procurement(officer, **more) -> JointProcurement:
    """A draft of a joint procurement with all criteria."""
    deadline = timezone.localtime(db_now() + timedelta(days=30)).strftime("%Y-%m-%d %H:%M:%S")
    words = {
        "title": "Felles innkjøp av kartlegging",
        "description": "Løsning for felles kartlegging i kommunene.",
        "no_basis_reason": "Bygger på et eldre grunnlag.",
        "estimated_value": 900_000,
        "max_value": 1_000_000,
        "deadline": deadline,
    }
    drafted = fill(JointProcurementForm, officer, words | more)
    for kind, weight in (("quality", 40), ("climate", 30), ("price", 30)):
        told = {"kind": kind, "name": kind.title(), "weight": weight, "scale_anchor": "0, 5, 10"}
        fill(CriterionForm, officer, told, Criterion(procurement=drafted))
    return drafted


def published_procurement(officer, facilitator, approver, **more) -> JointProcurement:
    """A joint procurement that takes offers."""
    drafted = procurement(officer, **more)
    drafted.review(by=facilitator)
    joined = Commitment(procurement=drafted)
    fill(CommitmentForm, approver, {"agree": True, "estimate": 500_000}, joined)
    drafted.publish(by=officer)
    return drafted


def offer(supplier, procurement: JointProcurement) -> Offer:
    """A sealed draft."""
    words = {"solution": "Kartlegging på nettbrett.", "price": 700_000}
    return fill(OfferForm, supplier, words, Offer(procurement=procurement))


def agreement(procurement: JointProcurement, offer: Offer) -> FrameworkAgreement:
    """An agreement that waits for signatures."""
    return FrameworkAgreement.objects.create(
        procurement=procurement,
        supplier=offer.supplier,
        offer=offer,
        max_value=1_000_000,
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(days=365),
    )


def listing(version, supplier) -> Listing:
    """Something on the shelf."""
    price = {"price_model": "flat", "price": "100.00", "period": "year"}
    made = fill(ListingForm, supplier, price, Listing(application=version.application))
    made.publish(by=supplier)
    return made


def price_plan(listing: Listing, supplier) -> PricePlan:
    """A service whose price is a draft."""
    words = {"about": "service", "name": "Opplæring", "counted_by": "hour", "period": "one_off"}
    told = {"tiering": "flat", "price_1": 1200}
    return fill(PricePlanForm, supplier, words | told, PricePlan(listing=listing))


def contract(listing: Listing, buyer) -> Contract:
    """A draft order."""
    words = {
        "basis": "below_threshold",
        "price": "100.00",
        "amount": "400.00",
        "starts_on": timezone.localdate().isoformat(),
    }
    return fill(ContractForm, buyer, words, Contract(listing=listing))


def shortlist(listing: Listing, writer) -> Shortlist:
    """A list with one product on it."""
    made = fill(ShortlistForm, writer, {"title": "Kartlegging neste år"})
    ShortlistEntry.add(made, listing.version, listing, writer)
    return made


def introduction_task(contract: Contract) -> IntroductionTask:
    """Something that the municipality must do, straight into the tables."""
    return IntroductionTask.objects.create(contract=contract, title="Test", side="buyer")


def adoption(listing: Listing, municipality) -> Adoption:
    """Ringsaker uses it."""
    made = fill(AdoptionForm, municipality, {}, Adoption(listing=listing))
    made.take_into_use(by=municipality)
    return made


def report(adoption: Adoption, writer) -> ExperienceReport:
    """A draft of an experience."""
    words = {"title": "Slik gikk det", "usability": 4, "what_worked": "Virker ute."}
    return fill(ReportForm, writer, words, ExperienceReport(adoption=adoption))


def join_request(work, asker) -> Party:
    """A request that waits for the lead."""
    return fill(PartyForm, asker, {"message": "Vi vil med."}, Party(collaboration=work))


def saved_search(person) -> SavedSearch:
    """A search that only its owner sees."""
    words = {"name": "Kartlegging", "query": "q=kartlegging"}
    return fill(SavedSearchForm, person, words, SavedSearch())


def comment(thing, writer) -> Comment:
    """A question."""
    words = {"kind": "question", "text": "Hvordan gjør dere det?"}
    return fill(CommentForm, writer, words, Comment(subject=thing))


def join(person, organisation) -> JoinRequest:
    """A request that waits for the organisation's administrator."""
    return JoinRequest.objects.create(person=person.user, organisation=organisation)


def invitation(by, organisation, email: str) -> Invitation:
    """An invitation that nobody has taken."""
    told = {"email": email, "roles": ["member"]}
    return fill(InvitationForm, by, told, Invitation(organisation=organisation))


def role_proposal(by, person) -> RoleProposal:
    """A role in FKJ that waits for a second person."""
    return RoleProposal.make(person.user, by.organisation, "reviewer", by.user, by)


def qualification(supplier):
    """A draft of a qualification."""
    return fill(QualificationForm, supplier, dict(QUALIFICATION))


def document(thing, writer, **more) -> Document:
    """A note for those who are with, checked and kept."""
    words = {"title": "Møtereferat", "visibility": "concerned"} | more
    file = SimpleUploadedFile("referat.txt", "Vi møttes i går.".encode())
    form = DocumentForm(words, {"file": file}, instance=Document(subject=thing), actor=writer)
    assert form.is_valid(), form.errors
    return form.save()


def picture(application, supplier) -> Picture:
    """What the application looks like."""
    drawn = BytesIO()
    Image.new("RGB", (400, 300), (11, 85, 115)).save(drawn, "PNG")
    file = SimpleUploadedFile("skjerm.png", drawn.getvalue())
    instance = Picture(application=application)
    form = PictureForm({"alt": "Startsiden."}, {"file": file}, instance=instance, actor=supplier)
    assert form.is_valid(), form.errors
    return form.save()


def merger(administrator) -> Merger:
    """A plan that two municipalities nobody here belongs to become one."""
    rows = Organisation.objects.filter(municipality_number__in=["1101", "1103"])
    [old, successor] = rows.order_by("pk")
    told = {"successor": successor.pk, "predecessors": [old.pk], "decision": "Forskrift."}
    return fill(MergerForm, administrator, told | {"takes_effect_on": "2030-01-01"})


def terms(**more) -> Terms:
    """Terms for municipalities that apply from next week, so that they stop nobody on their way."""
    next_week = timezone.localdate() + timedelta(days=7)
    told = {"audience": "municipal", "number": 1, "valid_from": next_week, "status": "published"}
    fields = [f"{name}{suffix}" for name in ("title", "text") for suffix in ("", "_nn", "_en")]
    return Terms.objects.create(**dict.fromkeys(fields, "Vilkår") | told | more)


def terms_draft(writer) -> Terms:
    """A version for suppliers that is being written."""
    words = {"title": "Utkast til vilkår", "text": "Vær åpen."}
    return fill(TermsForm, writer, words, Terms(audience="supplier"))


def acceptance(terms: Terms, approver) -> Acceptance:
    """The municipality has accepted in advance."""
    return fill(AcceptanceForm, approver, {"agree": True}, Acceptance(terms=terms))
