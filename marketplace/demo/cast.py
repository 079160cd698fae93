"""The demo's people and organisations: clearly made up, with `.example` addresses."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from marketplace.actor import Actor
from marketplace.models import Membership, Organisation, Role, User

PASSWORD = "felles-journal-demo"  # noqa: S105  (demo data only; the command prints it)
Kind = Organisation.Kind


@dataclass(frozen=True)
class Person:
    """A demo person: log-in, name, whom they act for, and as what."""

    email: str
    first_name: str
    last_name: str
    organisation: str
    roles: tuple[str, ...]
    who: str
    also: tuple[str, ...] = ()


FKJ, FJORD, NORDLYS, DIALOG = "fkj", "fjordhelse", "nordlys", "dialog"
HAVBRIS, BERGTUN = "havbris", "bergtun"
PEOPLE = [
    Person(
        "kommune@demo.example",
        "Inger",
        "Demo",
        "3411",
        (Role.EDITOR, Role.BUYER),
        "municipal employee: editor and buyer, Ringsaker",
    ),
    Person(
        "leder@demo.example",
        "Lars",
        "Demo",
        "3411",
        (Role.APPROVER, Role.ADMIN),
        "municipal approver, Ringsaker",
    ),
    Person(
        "leverandor@demo.example",
        "Lea",
        "Demo",
        FJORD,
        (Role.ADMIN,),
        "supplier, Fjordhelse Demo AS",
    ),
    Person(
        "fasilitator@demo.example", "Frida", "Demo", FKJ, (Role.FACILITATOR,), "facilitator, FKJ"
    ),
    Person("vurderer@demo.example", "Vidar", "Demo", FKJ, (Role.REVIEWER,), "reviewer, FKJ"),
    Person(
        "innkjop@demo.example",
        "Ina",
        "Demo",
        FKJ,
        (Role.PROCUREMENT_OFFICER,),
        "procurement officer, FKJ",
    ),
    Person(
        "admin@demo.example",
        "Ada",
        "Demo",
        FKJ,
        (Role.ADMIN,),
        "administrator, FKJ, and Django admin",
    ),
    Person(
        "innlandet@demo.example",
        "Iris",
        "Demo",
        "county-34",
        (Role.EDITOR, Role.APPROVER, Role.BUYER),
        "leads the work in Innlandet; also editor in Hamar",
        also=("3403",),
    ),
    Person(
        "bodo@demo.example",
        "Birk",
        "Demo",
        "1804",
        (Role.EDITOR, Role.APPROVER, Role.BUYER),
        "editor and approver, Bodø",
    ),
    Person(
        "drammen@demo.example",
        "Dina",
        "Demo",
        "3301",
        (Role.EDITOR, Role.APPROVER, Role.BUYER),
        "editor and approver, Drammen",
    ),
    Person(
        "nordlys@demo.example",
        "Nora",
        "Demo",
        NORDLYS,
        (Role.ADMIN,),
        "supplier, Nordlys Omsorg Demo AS",
    ),
    Person(
        "dialog@demo.example",
        "Dag",
        "Demo",
        DIALOG,
        (Role.ADMIN,),
        "supplier, Dialog Digital Demo AS",
    ),
    Person(
        "havbris@demo.example",
        "Hanna",
        "Demo",
        HAVBRIS,
        (Role.ADMIN,),
        "supplier, Havbris Helse Demo AS",
    ),
    Person(
        "bergtun@demo.example",
        "Bo",
        "Demo",
        BERGTUN,
        (Role.ADMIN,),
        "supplier, Bergtun Data Demo AS",
    ),
    Person(
        "ny-godkjenner@innlandet.example",
        "Nils",
        "Demo",
        "county-34",
        (Role.APPROVER,),
        "new approver, Innlandet: is stopped until two-step log-in is set up",
    ),
    Person(
        "ny@demo.example",
        "Nina",
        "Demo",
        "",
        (),
        "new here: belongs to no organisation yet (try 310 000 205)",
    ),
    Person("soker@demo.example", "Siri", "Demo", "", (), "has asked to join Ringsaker"),
]
LOGINS = [(person.email, person.who) for person in PEOPLE]

# Numbers in the series 31… are synthetic; their control digits are valid.
COMPANIES = {
    FKJ: (Kind.OPERATOR, "Felles kommunal journal", "310000019"),
    FJORD: (Kind.SUPPLIER, "Fjordhelse Demo AS", "310000027"),
    NORDLYS: (Kind.SUPPLIER, "Nordlys Omsorg Demo AS", "310000035"),
    DIALOG: (Kind.SUPPLIER, "Dialog Digital Demo AS", "310000043"),
    HAVBRIS: (Kind.SUPPLIER, "Havbris Helse Demo AS", "310000256"),
    BERGTUN: (Kind.SUPPLIER, "Bergtun Data Demo AS", "310000264"),
}


@transaction.atomic
def assemble() -> dict[str, Actor]:
    """Make sure that everybody exists; returns the actors by the part of the address before @."""
    organisations = {key: _company(*told) for key, told in COMPANIES.items()}
    return {p.email.split("@")[0]: _person(p, organisations) for p in PEOPLE}


def _company(kind: str, name: str, orgnr: str) -> Organisation:
    found, _new = Organisation.objects.get_or_create(
        orgnr=orgnr, defaults={"kind": kind, "name": name}
    )
    return found


def _place(key: str) -> Organisation:
    if key.startswith("county-"):
        number = key.removeprefix("county-")
        return Organisation.objects.get(kind=Kind.COUNTY, county_number=number)
    return Organisation.objects.get(municipality_number=key)


def _person(person: Person, organisations: dict[str, Organisation]) -> Actor:
    user = User.objects.filter(email=person.email).first() or _sign_up(person)
    if not person.organisation:
        return Actor(user)
    organisation = organisations.get(person.organisation) or _place(person.organisation)
    for role in person.roles:
        Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
    for key in person.also:
        Membership.objects.get_or_create(user=user, organisation=_place(key), role=Role.EDITOR)
    return Actor(user, organisation, frozenset(person.roles))


def _sign_up(person: Person) -> User:
    is_admin = person.email.startswith("admin@")
    user = User.objects.create_user(
        person.email,
        PASSWORD,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=is_admin,
        is_superuser=is_admin,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
