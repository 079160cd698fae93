"""The admin is one matter: staff come in, others do not."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.signing_in import enter

pytestmark = pytest.mark.django_db


def test_the_admin_lets_in_staff_only(editor):
    resolver = get_resolver().namespace_dict["admin"][1]
    plain = {name for name in resolver.reverse_dict if isinstance(name, str)}
    addresses = [reverse(f"admin:{name}") for name in plain if _takes_nothing(resolver, name)]
    client = Client()
    enter(client, editor.user)

    statuses = {client.get(address).status_code for address in addresses}

    assert len(addresses) > 40
    assert statuses <= {302, 403}


def _takes_nothing(resolver, name: str) -> bool:
    possibilities = resolver.reverse_dict.getlist(name)
    return any(not parameters for (_path, parameters), *_rest in possibilities[0][0:1])
