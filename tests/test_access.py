"""Every address × method × role does what the table says, and every address has a row."""

import pytest
from django.test import Client

from innovation.models import CommonBasis
from marketplace import letters
from marketplace.lifecycle import Lifecycle
from marketplace.notices import topics
from participation.models import Qualification
from tests import access, cast, scene
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors(request) -> dict:
    """The people behind the columns of the table."""
    return {role: request.getfixturevalue(role) for role in access.ROLES if role != "anonymous"}


@pytest.fixture
def things(actors, area, draft_need, collaboration, attested_version, third_approver) -> dict:
    """One of each noun, made by Ringsaker, its supplier and FKJ."""
    officer, facilitator = actors["officer"], actors["facilitator"]
    tender = scene.published_procurement(officer, facilitator, actors["approver"])
    offer = scene.offer(actors["supplier"], tender)
    draft = scene.procurement(officer, title="Et utkast til felleskjøp")
    secret = cast.draft_version(attested_version.application, actors["supplier"], "2.0-utkast")
    listing = scene.listing(attested_version, actors["supplier"])
    adoption = scene.adoption(listing, actors["editor"])
    CommonBasis.freeze(collaboration, actors["editor"])
    terms = scene.terms()
    unseen = cast.application(actors["supplier"], area, "Ikke verifisert ennå")
    contract = scene.contract(listing, actors["editor"])
    return {
        "virksomhet": actors["editor"].organisation,
        "sammenslaing": scene.merger(actors["administrator"]),
        "behov": cast.need(actors["editor"], area, "Et utkast"),
        "samarbeid": collaboration,
        "deltakelse": scene.join_request(collaboration, third_approver),
        "kvalifisering": scene.qualification(actors["other_supplier"]),
        "innmelding": scene.join(actors["other_approver"], actors["supplier"].organisation),
        "invitasjon": scene.invitation(
            actors["supplier"], actors["supplier"].organisation, "ny@test.example"
        ),
        "rolleforslag": scene.role_proposal(actors["administrator"], actors["facilitator"]),
        "supplier_org": actors["supplier"].organisation,
        "qualified": Qualification.objects.valid().get(),
        "felleskjop": draft,
        "tilbud": offer,
        "rammeavtale": scene.agreement(tender, offer),
        "losning": unseen,
        "bilde": scene.picture(unseen, actors["supplier"]),
        "versjon": secret,
        "kjoring": attested_version.runs.get(),
        "attest": attested_version.attestations.get(),
        "oppforing": listing,
        "prisplan": scene.price_plan(listing, actors["supplier"]),
        "kontrakt": contract,
        "innforingsoppgave": scene.introduction_task(contract),
        "ibruktaking": adoption,
        "sok": scene.saved_search(actors["editor"]),
        "kortliste": scene.shortlist(listing, actors["editor"]),
        "erfaring": scene.report(adoption, actors["editor"]),
        "innlegg": scene.comment(collaboration.need, actors["editor"]),
        "dokument": scene.document(collaboration, actors["editor"]),
        "letter": letters.write("one", "ola@test.example", "notice"),
        "token": topics.sign(actors["editor"].user, topics.DIGEST),
        "vilkar": scene.terms_draft(actors["administrator"]),
        "terms": terms,
        "aksept": scene.acceptance(terms, actors["other_approver"]),
        "tender": tender,
        "published_need": collaboration.need,
        "attested_application": attested_version.application,
    }


def kwargs_of(name: str, things: dict) -> dict:
    """What the address needs: the number of the thing that it is about."""
    if name in SPECIAL:
        return SPECIAL[name](things)
    if name.startswith("api:") and name.endswith("-detail"):
        return {"pk": things[name.removeprefix("api:").removesuffix("-detail")].pk}
    return {}


SPECIAL = {
    "api:declaration": lambda t: {"name": "product"},
    "api:declaration_version": lambda t: {"name": "product", "version": 1},
    "trail": lambda t: {"noun": "behov", "pk": t["behov"].pk},
    "trail_export": lambda t: {"noun": "behov", "pk": t["behov"].pk, "form": "csv"},
    "comment": lambda t: {"pk": t["innlegg"].pk},
    "comment_edit": lambda t: {"pk": t["innlegg"].pk},
    "comment_history": lambda t: {"pk": t["innlegg"].pk},
    "comment_new": lambda t: {"noun": "behov", "pk": t["published_need"].pk},
    "participation:terms_new": lambda t: {"audience": "municipal"},
    "participation:terms_page": lambda t: {"pk": t["terms"].pk},
    "participation:terms_edit": lambda t: {"pk": t["vilkar"].pk},
    "participation:terms_changes": lambda t: {"pk": t["terms"].pk},
    "participation:terms_text": lambda t: {"pk": t["terms"].pk, "language": "nn"},
    "participation:ask": lambda t: {"pk": t["terms"].pk},
    "participation:accept": lambda t: {"parent_pk": t["terms"].pk},
    "participation:acceptance": lambda t: {"pk": t["aksept"].pk},
    "participation:acceptance_pdf": lambda t: {"pk": t["aksept"].pk},
    "participation:qualification": lambda t: {"pk": t["kvalifisering"].pk},
    "participation:qualification_edit": lambda t: {"pk": t["kvalifisering"].pk},
    "participation:join_request": lambda t: {"pk": t["innmelding"].pk},
    "participation:members": lambda t: {"pk": t["supplier_org"].pk},
    "participation:role_new": lambda t: {"parent_pk": t["supplier_org"].pk},
    "participation:role_end": lambda t: {
        "organisation_pk": t["supplier_org"].pk,
        "pk": t["supplier_org"].memberships.first().pk,
    },
    "participation:invite": lambda t: {"parent_pk": t["supplier_org"].pk},
    "participation:invitation": lambda t: {"pk": t["invitasjon"].pk},
    "participation:invitation_door": lambda t: {"token": "unknown"},
    "participation:organisation": lambda t: {"pk": t["virksomhet"].pk},
    "participation:leave": lambda t: {"pk": t["virksomhet"].pk},
    "participation:merger": lambda t: {"pk": t["sammenslaing"].pk},
    "participation:merger_edit": lambda t: {"pk": t["sammenslaing"].pk},
    "participation:reopen_account": lambda t: {"secret": "unknown"},
    "participation:qualification_review": lambda t: {"pk": t["kvalifisering"].pk},
    "participation:certificate": lambda t: {"pk": t["qualified"].pk},
    "api:kvalifisering-assess": lambda t: {"pk": t["kvalifisering"].pk},
    "innovation:need": lambda t: {"pk": t["behov"].pk},
    "innovation:need_edit": lambda t: {"pk": t["behov"].pk},
    "innovation:requirement_new": lambda t: {"parent_pk": t["behov"].pk},
    "innovation:endorse": lambda t: {"parent_pk": t["published_need"].pk},
    "innovation:collaboration_new": lambda t: {"parent_pk": t["published_need"].pk},
    "innovation:collaboration": lambda t: {"pk": t["samarbeid"].pk},
    "innovation:collaboration_edit": lambda t: {"pk": t["samarbeid"].pk},
    "innovation:join": lambda t: {"parent_pk": t["samarbeid"].pk},
    "innovation:basis": lambda t: {"pk": t["samarbeid"].pk, "number": 1},
    "innovation:track_edit": lambda t: {"pk": t["samarbeid"].tracks.first().pk},
    "innovation:checklist_edit": lambda t: {"pk": t["samarbeid"].checklist.first().pk},
    "procurement:procurement": lambda t: {"pk": t["felleskjop"].pk},
    "procurement:procurement_edit": lambda t: {"pk": t["felleskjop"].pk},
    "procurement:commit": lambda t: {"parent_pk": t["tender"].pk},
    "procurement:criterion_new": lambda t: {"parent_pk": t["felleskjop"].pk},
    "procurement:criterion_edit": lambda t: {"pk": t["felleskjop"].criteria.first().pk},
    "procurement:offer_new": lambda t: {"parent_pk": t["tender"].pk},
    "procurement:offer": lambda t: {"pk": t["tilbud"].pk},
    "procurement:offer_edit": lambda t: {"pk": t["tilbud"].pk},
    "procurement:score_edit": lambda t: {"pk": t["tilbud"].pk},
    "procurement:agreement": lambda t: {"pk": t["rammeavtale"].pk},
    "verification:application": lambda t: {"pk": t["losning"].pk},
    "verification:application_edit": lambda t: {"pk": t["losning"].pk},
    "verification:version_new": lambda t: {"parent_pk": t["losning"].pk},
    "verification:version": lambda t: {"pk": t["versjon"].pk},
    "verification:version_edit": lambda t: {"pk": t["versjon"].pk},
    "verification:version_about": lambda t: {"pk": t["versjon"].pk},
    "verification:version_declaration": lambda t: {"pk": t["versjon"].pk},
    "verification:version_section": lambda t: {"pk": t["versjon"].pk, "section": "function"},
    "verification:version_changes": lambda t: {"pk": t["versjon"].pk},
    "verification:version_import": lambda t: {"pk": t["versjon"].pk},
    "verification:version_json": lambda t: {"pk": t["versjon"].pk},
    "verification:version_xlsx": lambda t: {"pk": t["versjon"].pk},
    "verification:version_pdf": lambda t: {"pk": t["versjon"].pk},
    "verification:pictures": lambda t: {"pk": t["losning"].pk},
    "verification:picture_new": lambda t: {"parent_pk": t["losning"].pk},
    "verification:picture_edit": lambda t: {"pk": t["bilde"].pk},
    "verification:picture_move": lambda t: {"pk": t["bilde"].pk},
    "verification:picture_remove": lambda t: {"pk": t["bilde"].pk},
    "verification:picture": lambda t: {"pk": t["bilde"].pk, "mark": t["bilde"].sha256[:16]},
    "verification:run": lambda t: {"pk": t["kjoring"].pk},
    "verification:attestation": lambda t: {"public_id": t["attest"].public_id},
    "store:listing": lambda t: {"slug": t["oppforing"].slug},
    "store:listing_new": lambda t: {"parent_pk": t["attested_application"].pk},
    "store:listing_edit": lambda t: {"pk": t["oppforing"].pk},
    "store:cost": lambda t: {"pk": t["oppforing"].pk},
    "store:plans": lambda t: {"pk": t["oppforing"].pk},
    "store:plan_new": lambda t: {"parent_pk": t["oppforing"].pk},
    "store:plan": lambda t: {"pk": t["prisplan"].pk},
    "store:plan_edit": lambda t: {"pk": t["prisplan"].pk},
    "store:contract_new": lambda t: {"parent_pk": t["oppforing"].pk},
    "store:contract_pdf": lambda t: {"pk": t["kontrakt"].pk},
    "store:recipients_edit": lambda t: {"pk": t["kontrakt"].pk},
    "store:line_new": lambda t: {"parent_pk": t["kontrakt"].pk},
    "store:task_new": lambda t: {"parent_pk": t["kontrakt"].pk},
    "store:task_edit": lambda t: {"pk": t["innforingsoppgave"].pk},
    "store:contract": lambda t: {"pk": t["kontrakt"].pk},
    "store:contract_edit": lambda t: {"pk": t["kontrakt"].pk},
    "store:shortlist_add": lambda t: {"parent_pk": t["oppforing"].pk},
    "store:shortlist": lambda t: {"pk": t["kortliste"].pk},
    "store:shortlist_edit": lambda t: {"pk": t["kortliste"].pk},
    "store:shortlist_sheet": lambda t: {"pk": t["kortliste"].pk},
    "store:entry": lambda t: {"pk": t["kortliste"].entries.get().pk},
    "store:entry_remove": lambda t: {"pk": t["kortliste"].entries.get().pk},
    "store:entry_renew": lambda t: {"pk": t["kortliste"].entries.get().pk},
    "store:adoption_new": lambda t: {"parent_pk": t["oppforing"].pk},
    "store:adoption": lambda t: {"pk": t["ibruktaking"].pk},
    "store:saved_search": lambda t: {"pk": t["sok"].pk},
    "store:saved_search_edit": lambda t: {"pk": t["sok"].pk},
    "store:saved_search_seen": lambda t: {"pk": t["sok"].pk},
    "store:adoption_edit": lambda t: {"pk": t["ibruktaking"].pk},
    "experience:report_new": lambda t: {"parent_pk": t["ibruktaking"].pk},
    "experience:report": lambda t: {"pk": t["erfaring"].pk},
    "experience:report_edit": lambda t: {"pk": t["erfaring"].pk},
    "experience:reply_new": lambda t: {"parent_pk": t["erfaring"].pk},
    "mfa_edit_webauthn": lambda t: {"pk": 0},
    "mfa_remove_webauthn": lambda t: {"pk": 0},
    "notices:open": lambda t: {"noun": "behov", "pk": t["behov"].pk},
    "notices:follow": lambda t: {"noun": "behov", "pk": t["behov"].pk},
    "notices:unsubscribe": lambda t: {"token": t["token"]},
    "notices:resubscribe": lambda t: {"token": t["token"]},
    "notices:letter": lambda t: {"pk": t["letter"].pk},
    "notices:letter_html": lambda t: {"pk": t["letter"].pk},
    "documents:new": lambda t: {"noun": "samarbeid", "pk": t["samarbeid"].pk},
    "documents:list": lambda t: {"noun": "samarbeid", "pk": t["samarbeid"].pk},
    "documents:file": lambda t: {"pk": t["dokument"].pk},
    "documents:replace": lambda t: {"pk": t["dokument"].pk},
    "documents:withdraw": lambda t: {"pk": t["dokument"].pk},
    "documents:erase": lambda t: {"pk": t["dokument"].pk},
    "documents:signed": lambda t: {"token": "unknown"},
    "account_confirm_email": lambda t: {"key": "unknown"},
    "oidc_login": lambda t: {"way": "jobbkonto"},
    "oidc_callback": lambda t: {"way": "jobbkonto"},
    "account_reset_password_from_key": lambda t: {"uidb36": "1", "key": "unknown"},
}


# Made from a parent: the body names it.
PARENTS = {
    "api:invitasjon-list": ("organisation", "supplier_org"),
    "api:samarbeid-list": ("need", "published_need"),
    "api:deltakelse-list": ("collaboration", "samarbeid"),
    "api:tilbud-list": ("procurement", "tender"),
    "api:versjon-list": ("application", "losning"),
    "api:oppforing-list": ("application", "attested_application"),
    "api:prisplan-list": ("listing", "oppforing"),
    "api:kontrakt-list": ("listing", "oppforing"),
    "api:innforingsoppgave-list": ("contract", "kontrakt"),
    "api:ibruktaking-list": ("listing", "oppforing"),
    "api:erfaring-list": ("adoption", "ibruktaking"),
    "api:dokument-list": ("subject", "samarbeid"),
}
BODIES = {
    "api:innlegg-list": lambda t: {"noun": "behov", "subject_id": t["published_need"].pk},
}
# Steps are tried on something that more roles can see than a draft.
SEEN = {"behov": "published_need", "felleskjop": "tender"}


def requests() -> list[tuple[str, str]]:
    """Every address with the methods that matter for it; steps once for each noun and step."""
    pages = [name for name in access.names() if name != "step" and not name.endswith("-step")]
    asked = [(name, "GET") for name in pages] + [(name, "POST") for name in pages]
    asked += [(name, "PATCH") for name in pages if name.startswith("api:")]
    for noun, model in sorted(Lifecycle.nouns.items()):
        asked += [(f"step:{noun}.{step}", "POST") for step in model.steps()]
        asked += [(f"api-step:{noun}.{step}", "POST") for step in model.steps()]
    return asked


def ask(client: Client, name: str, method: str, things: dict) -> str:
    """Meet the portal as the table's row says."""
    kind, _colon, rest = name.partition(":")
    if kind in ("step", "api-step"):
        noun, step = rest.split(".")
        pk = things[SEEN.get(noun, noun)].pk
        if kind == "step":
            return access.meet(client, "step", method, {"noun": noun, "pk": pk, "name": step})
        return access.meet(client, f"api:{noun}-step", method, {"pk": pk, "name": step})
    field, parent = PARENTS.get(name, ("", ""))
    body = {field: things[parent].pk, "noun": things[parent].noun} if field else {}
    body |= BODIES[name](things) if name in BODIES else {}
    return access.meet(client, name, method, kwargs_of(name, things), body)


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(access.rows()) == set(requests())


@pytest.mark.parametrize("role", access.ROLES)
def test_a_role_meets_what_the_table_says(role, actors, things):
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        enter(client, actors[role].user)

    met = {row: ask(client, *row, things) for row in access.rows()}

    expected = {row: cells[role] for row, cells in access.rows().items()}
    differences = {row: (met[row], expected[row]) for row in met if met[row] != expected[row]}
    assert differences == {}
