"""What must always be true of the data: a fault in it is found.

That nothing is broken is asked at the end of the demo, of the story and of the promises.
"""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from marketplace import invariants
from marketplace.models import Membership, Organisation, Role

pytestmark = pytest.mark.django_db


def sentences() -> set[str]:
    """What is broken now."""
    return {one.sentence for one in invariants.broken()}


def change(sql: str) -> None:
    """Change the data behind everybody's back, triggers and all."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL session_replication_role = replica; {sql}")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


FAULTS = {
    "an unknown status": "UPDATE innovation_need SET status = 'lost'",
    "a status nobody led to": "UPDATE innovation_need SET status = 'archived'",
    "an event about nothing": "UPDATE marketplace_event SET subject_id = 999999",
    "an event for strangers": "UPDATE marketplace_membership SET ended_at = NULL,"
    " organisation_id = (SELECT min(id) FROM marketplace_organisation)",
    "a version rewritten": "UPDATE innovation_needversion SET content = '{}'",
    "a version taken away": "UPDATE innovation_needversion SET number = 2",
    "a wrong orgnr": "UPDATE marketplace_organisation SET orgnr = '310000052'"
    " WHERE orgnr = '310000051'",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_found(fault, published_need, supplier_org):
    assert sentences() == set()

    change(fault)

    assert sentences()


def test_a_role_of_fkj_elsewhere_is_found(member):
    Membership.objects.filter(user=member.user).update(role=Role.REVIEWER)

    assert any("FKJ" in sentence for sentence in sentences())


def test_the_command_fails_when_something_is_broken(supplier_org, capsys):
    call_command("check_data")
    Organisation.objects.filter(pk=supplier_org.pk).update(orgnr="310000052")

    with pytest.raises(CommandError, match="1 broken"):
        call_command("check_data")
