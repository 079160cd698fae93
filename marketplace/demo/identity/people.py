"""The demo's people at the provider: made up, with numbers from Tenor's synthetic series."""

from dataclasses import dataclass, field

RINGSAKER, FJORD, NOBODY = "864950582", "310000027", "310900001"
RESOURCE = "urn:altinn:resource:fkj-markedsplass"
IDENTITY = "helseid://claims/identity/"
JOB, ALTINN, ID_PORTEN, HELSEID = "jobbkonto", "altinn", "id-porten", "helseid"


@dataclass(frozen=True)
class Resident:
    """Somebody who can be chosen: what the provider tells about them, for each client."""

    id: str
    first_name: str
    last_name: str
    about: str
    told: dict = field(default_factory=dict)

    def as_told(self) -> dict:
        """As the provider's configuration has it."""
        name = f"{self.first_name} {self.last_name}"
        return {"id": self.id, "name": name, "about": self.about, "as": self.told}


def named(first: str, last: str) -> dict:
    """A name as claims."""
    return {"name": f"{first} {last}", "given_name": first, "family_name": last}


def at_work(first: str, last: str, orgnr: str, *amr: str) -> dict:
    """A job account in Entra, by Ansattporten."""
    detail = {"type": "ansattporten:orgno", "authorized_parties": [{"orgno": _orgno(orgnr)}]}
    claims = {"email": f"{first.lower()}.{last.lower()}@demo.example"} | named(first, last)
    details = {"authorization_details": [detail]}
    return {JOB: {"acr": "entraid", "amr": list(amr), "claims": claims | details}}


def on_behalf(pid: str, orgnr: str) -> dict:
    """BankID on behalf of an organisation that Altinn knows, by Ansattporten."""
    party = {"orgno": _orgno(orgnr), "resource": "fkj-markedsplass", "actions": ["write"]}
    detail = {"type": "ansattporten:altinn:resource", "resource": RESOURCE}
    claims = {"pid": pid, "authorization_details": [detail | {"authorized_parties": [party]}]}
    return {ALTINN: {"acr": "high", "amr": ["BankID"], "claims": claims}}


def as_resident(pid: str) -> dict:
    """ID-porten, which tells a number and nothing else."""
    level = "idporten-loa-high"
    return {ID_PORTEN: {"acr": level, "amr": ["BankID"], "claims": {"pid": pid}}}


def as_health_worker(pid: str, first: str, last: str, level: str = "4") -> dict:
    """HelseID, whose organisation is the client's own and not the person's."""
    claims = {
        f"{IDENTITY}pid": pid,
        f"{IDENTITY}security_level": level,
        "helseid://claims/client/claims/orgnr_parent": RINGSAKER,
    }
    return {HELSEID: {"acr": "", "amr": ["pwd"], "claims": claims | named(first, last)}}


def _orgno(orgnr: str) -> dict:
    return {"authority": "iso6523-actorid-upis", "ID": f"0192:{orgnr}"}


KARI_PID, AKSEL_PID, IDA_PID = "14878402457", "15837142072", "13849004837"
PEOPLE = [
    Resident(
        "kari",
        "Kari",
        "Jobbkonto",
        "ansatt i Ringsaker kommune, med to-trinns bekreftelse",
        at_work("Kari", "Jobbkonto", RINGSAKER, "entraid_pwd", "entraid_mfa"),
    ),
    Resident(
        "lavik",
        "Lavik",
        "Passord",
        "ansatt i Ringsaker kommune, bare med passord: kommer ikke inn",
        at_work("Lavik", "Passord", RINGSAKER, "entraid_pwd"),
    ),
    Resident(
        "una",
        "Una",
        "Ukjent",
        "ansatt i en virksomhet som ikke er med på markedsplassen",
        at_work("Una", "Ukjent", NOBODY, "entraid_pwd", "entraid-mfa"),
    ),
    Resident(
        "aksel",
        "Aksel",
        "Altinn",
        "representerer leverandøren Fjordhelse Demo AS",
        on_behalf(AKSEL_PID, FJORD) | as_resident(AKSEL_PID),
    ),
    Resident(
        "ida",
        "Ida",
        "Helse",
        "helsepersonell, uten virksomhet",
        as_resident(IDA_PID) | as_health_worker(IDA_PID, "Ida", "Helse"),
    ),
]
