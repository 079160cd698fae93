"""One cast for every test: the same few organisations and people, and how far they have come."""

import os

import pytest

from marketplace.runtime.local import prepare_for_tests

prepare_for_tests()

from django.db import connection  # noqa: E402

from marketplace import facts  # noqa: E402
from marketplace.documents import storage  # noqa: E402
from marketplace.models import Figure, Organisation, ServiceArea  # noqa: E402
from tests import cast as people  # noqa: E402
from tests.signing_in import enter  # noqa: E402


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Give every run a database of its own, so that two runs do not disturb each other."""
    connection.settings_dict["TEST"]["NAME"] = f"test_fkj_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the facts once, and let the test runner empty tables that only grow."""
    with django_db_blocker.unblock():
        facts.load()
    _let_the_flush_through()


def _let_the_flush_through() -> None:
    # For every connection: browser tests keep an event loop, and so get a connection of their own.
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_triggers(self, statements):
        # Only a superuser may do this, and only for the emptying between tests.
        return flush(self, ["SET LOCAL session_replication_role = replica", *statements])

    operations.execute_sql_flush = without_triggers


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Serve static files as they lie, and keep no mail on disk."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    # A page that is drawn has a context that one can look into.
    settings.KEEP_PAGES = False
    # Nothing listens there: no test asks the real register.
    settings.BRREG_URL = "http://127.0.0.1:1"


@pytest.fixture(autouse=True)
def own_memory(settings, tmp_path):
    """Let no test remember what another has found."""
    told = settings.CACHES["default"] | {"KEY_PREFIX": tmp_path.name + tmp_path.parent.name}
    settings.CACHES = {"default": told}


@pytest.fixture(autouse=True)
def own_documents(settings, tmp_path):
    """Keep the documents of each test to itself."""
    settings.STORAGES = settings.STORAGES | {
        "documents": storage.chosen({}, tmp_path / "documents")
    }


@pytest.fixture
def known_facts(db):
    """The facts; a test with real transactions empties the tables after itself."""
    if not Figure.objects.exists():
        facts.load()


@pytest.fixture
def municipality(known_facts) -> Organisation:
    """Ringsaker."""
    return Organisation.objects.get(municipality_number="3411")


@pytest.fixture
def other_municipality(known_facts) -> Organisation:
    """Bodø."""
    return Organisation.objects.get(municipality_number="1804")


@pytest.fixture
def third_municipality(known_facts) -> Organisation:
    """Drammen."""
    return Organisation.objects.get(municipality_number="3301")


@pytest.fixture
def supplier_org(known_facts) -> Organisation:
    """A supplier."""
    return people.company("supplier", "Fjordhelse Test AS", "310000051")


@pytest.fixture
def other_supplier_org(known_facts) -> Organisation:
    """Its competitor."""
    return people.company("supplier", "Nordlys Test AS", "310000078")


@pytest.fixture
def fkj(known_facts) -> Organisation:
    """The operator."""
    return people.company("operator", "Felles kommunal journal", "310000086")


@pytest.fixture
def area(known_facts) -> ServiceArea:
    """A theme, three steps down the tree."""
    return ServiceArea.objects.get(path__endswith="kognitiv-kartlegging")


@pytest.fixture
def member(municipality):
    """Reads and little more."""
    return people.actor("member", municipality, "member")


@pytest.fixture
def editor(municipality):
    """Writes and buys for Ringsaker."""
    return people.actor("editor", municipality, "editor", "buyer")


@pytest.fixture
def approver(municipality):
    """Binds Ringsaker."""
    return people.actor("approver", municipality, "approver")


@pytest.fixture
def other_editor(other_municipality):
    """Writes and buys for Bodø."""
    return people.actor("other-editor", other_municipality, "editor", "buyer")


@pytest.fixture
def other_approver(other_municipality):
    """Binds Bodø."""
    return people.actor("other-approver", other_municipality, "approver", "editor")


@pytest.fixture
def third_approver(third_municipality):
    """Binds Drammen."""
    return people.actor("third-approver", third_municipality, "approver", "editor")


@pytest.fixture
def supplier(supplier_org):
    """Administrator at the supplier."""
    return people.actor("supplier", supplier_org, "admin")


@pytest.fixture
def other_supplier(other_supplier_org):
    """Administrator at the competitor."""
    return people.actor("other-supplier", other_supplier_org, "admin")


@pytest.fixture
def facilitator(fkj):
    """FKJ's facilitator."""
    return people.actor("facilitator", fkj, "facilitator")


@pytest.fixture
def reviewer(fkj):
    """FKJ's reviewer."""
    return people.actor("reviewer", fkj, "reviewer")


@pytest.fixture
def officer(fkj):
    """FKJ's procurement officer."""
    return people.actor("officer", fkj, "procurement_officer")


@pytest.fixture
def administrator(fkj):
    """FKJ's administrator."""
    return people.actor("administrator", fkj, "admin")


@pytest.fixture
def qualified_supplier(supplier, reviewer, administrator):
    """The supplier, qualified."""
    people.qualify(supplier, reviewer, administrator)
    return supplier


@pytest.fixture
def draft_need(editor, area):
    """A need that only Ringsaker sees."""
    return people.need(editor, area)


@pytest.fixture
def published_need(draft_need, editor, approver, other_editor, third_approver, facilitator):
    """A need that two other municipalities share, published."""
    return people.publish(draft_need, editor, approver, [other_editor, third_approver], facilitator)


@pytest.fixture
def collaboration(published_need, editor, other_editor):
    """Ringsaker leads, Bodø is let in."""
    return people.collaborate(published_need, editor, other_editor)


@pytest.fixture
def approved_basis(collaboration, editor, approver, other_approver, facilitator):
    """The felles behovsgrunnlag that Ringsaker and Bodø have signed."""
    return people.approve(collaboration, editor, facilitator, [approver, other_approver])


@pytest.fixture
def application(supplier, area):
    """An application of the supplier."""
    return people.application(supplier, area)


@pytest.fixture
def declared_version(application, supplier):
    """A version whose declaration is frozen."""
    return people.declare(application, supplier)


@pytest.fixture
def attested_version(declared_version, qualified_supplier, reviewer):
    """A declared version of a qualified supplier with a valid attestation."""
    people.attest(declared_version, qualified_supplier, reviewer)
    return declared_version


@pytest.fixture
def sign_in(client):
    """Log the browser in as an actor: `sign_in(editor)` returns the client."""

    def as_actor(actor):
        enter(client, actor.user)
        return client

    return as_actor
