"""Every kind of page, for everybody: accessible, and no wider than the window."""

import pytest
from django.urls import reverse

from innovation.models import Collaboration, Need
from marketplace.demo.chapters import verification
from marketplace.models import Document, Letter, Organisation
from marketplace.notices import topics
from participation.models import Merger, Qualification, Terms
from participation.models.certificate import Certificate
from procurement.models import FrameworkAgreement, JointProcurement
from store.models import Adoption, Contract, Listing, SavedSearch, Shortlist
from tests import scene
from tests.e2e import prepared
from verification.models import Application, Run, Version

OPEN_TO_ALL = [
    "/",
    "/vilkar/",
    "/vilkar/versjoner/",
    "/kvalifisering/",
    "/innovasjonsarena/",
    "/innovasjonsarena/?area=tjenestetildeling",
    "/innovasjonsarena/?q=finnes-ikke",
    "/innovasjonsarena/samarbeid/",
    "/felleskjop/",
    "/felleskjop/rammeavtaler/",
    "/verifikasjon/",
    "/butikken/",
    "/butikken/?q=kartlegging&offline=yes",
    "/butikken/?q=finnes-ikke",
    "/butikken/?vis=tabell",
    "/butikken/?q=kratlegging",
    "/butikken/i-bruk/",
    "/butikken/i-bruk/?status=considering&county=18",
    "/butikken/apne-data/",
    "/erfaringsarena/",
    "/virksomheter/sammenslaing/",
    "/hjelp/",
    "/virksomheter/",
    "/virksomheter/?q=finnes-ikke",
    "/om/tilgjengelighet/",
    "/om/personvern/",
    "/om/informasjonskapsler/",
    "/konto/login/",
    "/konto/password/reset/",
    "/konto/signup/",
    "/konto/confirm-email/",
    "/konto/confirm-email/ukjent/",
    "/finnes-ikke/",
]
EDITOR_PAGES = [
    "/",
    "/min-side/",
    "/vilkar/",
    "/innovasjonsarena/behov/nytt/",
    "/butikken/kontrakter/",
    "/butikken/kortlister/",
    "/butikken/kortlister/ny/",
    "/butikken/lagrede-sok/",
    "/butikken/lagrede-sok/nytt/?q=kartlegging",
    "/konto/password/change/",
    "/konto/",
    "/konto/email/",
    "/konto/to-trinn/",
    "/konto/to-trinn/totp/activate/",
    "/konto/to-trinn/webauthn/",
    "/konto/to-trinn/webauthn/add/",
    "/konto/innlogginger/",
    "/konto/okter/",
    "/konto/reauthenticate/",
    "/konto/mine-data/",
    "/konto/lukk/",
    "/varsler/",
    "/varsler/?kind=mention",
    "/varsler/folger/",
    "/varsler/innstillinger/",
    "/innovasjonsarena/?area=tjenestetildeling",
]


@pytest.fixture
def told(actors):
    """The whole story."""
    prepared.whole_story(actors)
    return actors


def addresses(*things) -> list[str]:
    """Where the things are."""
    return [thing.get_absolute_url() for thing in things]


def compared(page: str, things) -> str:
    """The page that lays them side by side."""
    return f"{reverse(page)}?" + "&".join(f"id={thing.pk}" for thing in things)


def one_of_each() -> list[str]:
    """The nouns that everybody may see."""
    listing = Listing.objects.get(application__name=verification.KOGNITIV)
    version = listing.version
    basis = Collaboration.objects.get(versions__isnull=False).newest_basis
    things = [
        Need.objects.filter(status=Need.Status.IN_COLLABORATION).first(),
        *Collaboration.objects.all(),
        *Organisation.objects.filter(municipality_number__in=["3411", "1804"]),
        Organisation.objects.get(kind="county", county_number="34"),
        listing.supplier,
        *Merger.objects.all(),
        *Organisation.objects.filter(heir__isnull=False),
        *JointProcurement.objects.all(),
        FrameworkAgreement.objects.first(),
        version.application,
        version,
        version.runs.first(),
        version.attestations.first(),
        listing,
        Adoption.objects.first(),
        listing.adoptions.get(reports__isnull=False).reports.first(),
        Terms.objects.get(audience="supplier", number=2),
    ]
    qualified = Qualification.objects.valid().first()
    more = [
        qualified.get_absolute_url(),
        Certificate(qualified).check_url,
        reverse("innovation:basis", args=[basis.of_id, basis.number]),
    ]
    return addresses(*things) + more


def document_pages(actor) -> list[str]:
    """Where the actor uploads, replaces and takes back."""
    document = Document.objects.get(owner=actor.organisation)
    about = [document.subject.noun, document.subject_id]
    pages = [reverse(f"documents:{name}", args=about) for name in ("list", "new")]
    return pages + [reverse(f"documents:{n}", args=[document.pk]) for n in ("replace", "withdraw")]


def shortlist_pages(actor) -> list[str]:
    """A shortlist, where one of its products is judged, and its products beside the need."""
    shortlist = Shortlist.objects.get(owner=actor.organisation)
    entry = shortlist.entries.first()
    beside = f"?v={entry.version_id}&need={Need.objects.first().pk}&liste={shortlist.pk}"
    pages = [reverse("store:shortlist_add", args=[entry.listing_id]), reverse("store:compare")]
    judged = reverse("store:entry", args=[entry.pk])
    return [shortlist.get_absolute_url(), judged, pages[0], pages[1] + beside]


def test_public_pages_are_accessible_and_fit_every_window(told, visitor):
    needs = [*Need.objects.in_play()[:3]]
    listings = [*Listing.objects.on_shelf()]
    comparisons = [
        compared("innovation:compare", needs),
        compared("store:compare", listings),
        compared("store:compare", listings) + "&only=differences",
    ]
    passer_by = visitor()

    for address in [*OPEN_TO_ALL, *one_of_each(), *comparisons]:
        passer_by.look_from_everywhere(address)

    assert passer_by.troubles == []


def test_the_mailbox_and_what_leads_from_it_are_accessible(told, visitor):
    passer_by = visitor()
    letter = Letter.objects.filter(key__startswith="digest:").first()
    token = topics.sign(letter.user, topics.DIGEST)
    pages = ["/postkasse/", reverse("notices:letter", args=[letter.pk])]

    for address in [*pages, reverse("notices:unsubscribe", args=[token])]:
        passer_by.look_from_everywhere(address)
    passer_by.press("Ja, slutt med dette")
    passer_by.press("Angre")

    assert passer_by.heading == "Du får e-post om dette igjen"
    assert passer_by.troubles == []


def test_pages_of_a_municipality_are_accessible_and_fit_every_window(told, visitor):
    inger = visitor(acting=told["kommune"])
    contract = Contract.objects.get(buyer=told["kommune"].organisation)
    listing = contract.listing
    own = [
        *addresses(
            contract,
            listing,
            Need.objects.get(status=Need.Status.PRIORITISING, title__startswith="Video"),
        ),
        *document_pages(told["kommune"]),
        reverse("store:contract_new", args=[listing.pk]),
        *addresses(contract.buyer),
        reverse("participation:leave", args=[contract.buyer_id]),
        reverse("innovation:join", args=[Collaboration.objects.filter(status="forming").get().pk]),
        compared("store:compare", Listing.objects.on_shelf()),
        *shortlist_pages(told["kommune"]),
        *addresses(*SavedSearch.objects.all()),
    ]

    for address in [*EDITOR_PAGES, *own]:
        inger.look_from_everywhere(address)

    assert inger.troubles == []


def test_pages_of_a_supplier_are_accessible_and_fit_every_window(told, visitor):
    lea = visitor(acting=told["leverandor"])
    mine = Application.objects.get(name=verification.KOGNITIV)
    new_terms = Terms.objects.get(audience="supplier", number=2)
    open_for_offers = JointProcurement.objects.get(status="published")
    pages = [
        "/",
        "/verifikasjon/",
        "/verifikasjon/losning/ny/",
        reverse("verification:version_new", args=[mine.pk]),
        reverse("procurement:offer_new", args=[open_for_offers.pk]),
        *addresses(mine, Version.objects.get(application__name="Videomøte Omsorg")),
        *addresses(told["leverandor"].organisation.offers.get()),
        *addresses(told["leverandor"].organisation.qualifications.get()),
        *addresses(told["leverandor"].organisation.acceptances.get()),
        reverse("participation:accept", args=[new_terms.pk]),
        reverse("participation:terms_changes", args=[new_terms.pk]),
    ]

    for address in pages:
        lea.look_from_everywhere(address)

    assert lea.troubles == []


def test_pages_of_the_operator_are_accessible_and_fit_every_window(told, visitor):
    vidar, ina = visitor(acting=told["vurderer"]), visitor(acting=told["innkjop"])
    ada = visitor(acting=told["admin"])
    run = Run.objects.filter(status=Run.Status.WAITING_REVIEW).first()
    attest = reverse("step", args=["kjoring", run.pk, "attest"])

    case = Qualification.objects.in_queue().get()
    case.start_review(by=told["vurderer"])
    review = reverse("participation:qualification_review", args=[case.pk])
    cases = ["/kvalifisering/", "/kvalifisering/ko/", *addresses(case), review]

    for address in ["/", *cases, "/butikken/", run.get_absolute_url(), attest]:
        vidar.look_from_everywhere(address)
    for address in ["/", "/felleskjop/nytt/", *addresses(*JointProcurement.objects.all())]:
        ina.look_from_everywhere(address)

    drafted = scene.terms_draft(told["admin"])
    for address in [
        "/virksomheter/sammenslaing/ny/",
        "/vilkar/ny/municipal/",
        "/vilkar/versjoner/",
        *addresses(Merger.objects.get(), drafted),
    ]:
        ada.look_from_everywhere(address)

    assert vidar.troubles + ina.troubles + ada.troubles == []


def test_a_form_with_errors_is_accessible(actors, visitor):
    inger = visitor(acting=actors["kommune"])
    inger.go("/innovasjonsarena/behov/nytt/")

    inger.press("Lagre utkast")
    inger.look_around()

    assert inger.main.locator("[data-error-summary] a").count() == 3
    assert inger.troubles == []


def test_the_api_has_pages_that_explain_it(visitor):
    developer = visitor()

    developer.go("/api/v1/docs/")
    developer.page.get_by_text("/api/v1/behov/", exact=True).first.wait_for()
    developer.look_around()

    # Swagger UI brings a <main> of its own.
    ours = [told for told in developer.troubles if "/docs/: landmark-" not in told]
    assert ours == []


def test_the_administration_works_under_the_strict_policy(told, visitor):
    ada = visitor(acting=told["admin"], looks=False)
    need = Need.objects.first()

    ada.go("/admin/")
    ada.page.get_by_role("link", name="Behov", exact=True).first.click()
    ada.page.get_by_role("link", name=need.title).click()
    ada.go("/admin/marketplace/organisation/?q=Ringsaker")

    assert "Ringsaker" in ada.page.locator("#result_list").inner_text()
    assert ada.troubles == []
