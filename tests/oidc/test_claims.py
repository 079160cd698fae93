"""What a provider says of a person, and what of it is too little."""

import pytest

from marketplace.demo.identity.people import IDA_PID, IDENTITY, RINGSAKER
from marketplace.models import User
from tests.oidc.attempts import attempt, details, orgno, refused

pytestmark = pytest.mark.django_db

LOW = [
    ("jobbkonto", {"amr": ["entraid_pwd"]}),
    ("jobbkonto", {"amr": "entraid_mfa"}),
    ("jobbkonto", {"amr": None}),
    ("jobbkonto", {"acr": "high"}),
    ("altinn", {"acr": "low"}),
    ("altinn", {"acr": None}),
    ("altinn", {"acr": ["high"]}),
    ("id-porten", {"acr": "idporten-loa-low"}),
    ("id-porten", {"acr": "substantial"}),
    ("helseid", {f"{IDENTITY}security_level": "3"}),
    ("helseid", {f"{IDENTITY}security_level": None, "acr": "high"}),
]


@pytest.mark.parametrize(("way", "lie"), LOW)
def test_a_low_or_unknown_level_is_refused(way, lie, liar):
    assert refused(*attempt(liar, way, lie), "level")


NOBODY = [
    ("jobbkonto", {"sub": ""}),
    ("jobbkonto", {"sub": None}),
    ("altinn", {"pid": None}),
    ("altinn", {"pid": "00000000000"}),
    ("id-porten", {"pid": int(IDA_PID)}),
    ("id-porten", {"pid": "12345678901"}),
    ("helseid", {f"{IDENTITY}pid": "", "pid": IDA_PID}),
]


@pytest.mark.parametrize(("way", "lie"), NOBODY)
def test_somebody_without_a_valid_identity_is_refused(way, lie, liar):
    # A library may refuse a sub that is no text before we ask who it is.
    answer, client = attempt(liar, way, lie)

    assert answer.status_code == 403
    assert not User.objects.exists() and not client.get("/").context["user"].is_authenticated


ORGANISATIONS = {
    "none told": None,
    "not a list": {"type": "ansattporten:orgno"},
    "empty": [],
    "a list of text": ["ansattporten:orgno"],
    "another type": details(orgno(), type_="ansattporten:altinn:service"),
    "no parties": [{"type": "ansattporten:orgno"}],
    "parties are text": [{"type": "ansattporten:orgno", "authorized_parties": RINGSAKER}],
    "nobody": details(),
    "party is text": details(RINGSAKER),
    "no number": details({"name": "Ringsaker"}),
    "wrong control digit": details(orgno("864950583")),
    "number is a number": details({"orgno": {"ID": 864950582}}),
    "another register": details({"orgno": {"authority": "duns", "ID": f"0192:{RINGSAKER}"}}),
    "another prefix": details({"orgno": {"ID": f"0184:{RINGSAKER}"}}),
    "two organisations": details(orgno(), orgno("972418013")),
    "two in two details": details(orgno()) + details(orgno("972418013")),
    "one good, one broken": details(orgno(), {}),
}


@pytest.mark.parametrize("lie", ORGANISATIONS)
def test_an_organisation_that_is_not_told_exactly_is_refused(lie, liar):
    lied = {"authorization_details": ORGANISATIONS[lie]}

    assert refused(*attempt(liar, "jobbkonto", lied), "organisation")


def test_a_right_to_another_resource_is_no_right(liar):
    lied = details(orgno(), type_="ansattporten:altinn:resource", resource="urn:another")

    answer, client = attempt(liar, "altinn", {"authorization_details": lied})

    assert refused(answer, client, "organisation")
