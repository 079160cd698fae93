"""What each provider says about a person, and what of it we believe: one mapping for each kind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.national_number import is_national_number

from .authorized import organisation_number
from .refusal import Refused

ENTRA_MFA = {"entraid_mfa", "entraid-mfa"}
IDENTITY = "helseid://claims/identity/"
LONGEST_NAME = 150


@dataclass(frozen=True)
class Person:
    """Person: what was proved about whoever signed in. `subject` is never stored as it is."""

    subject: str = field(repr=False)
    level: str
    strong: bool
    orgnr: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True)
class Kind:
    """Slag: how one provider names things. A claim that is not understood refuses the person."""

    label: str | Promise
    subject: Callable[[dict], str]
    level: Callable[[dict], str]
    # From the lowest to the highest; the word of ours → what the request asks for.
    ladder: dict[str, str]
    default_level: str
    strong_from: str
    scopes: tuple[str, ...] = ("openid", "profile")
    details: str = ""
    assertion_type: str = "JWT"
    needs_par: bool = False
    tells_email: bool = False
    # The browser is sent to this name in front of the issuer's host.
    browser_host: str = ""

    def reaches(self, level: str, wanted: str) -> bool:
        """Tell whether the level is as high as the wanted one; an unknown level reaches nothing."""
        levels = list(self.ladder)
        return level in levels and levels.index(level) >= levels.index(wanted)

    def read(self, claims: dict, wanted: str, resource: str = "") -> Person:
        """Say who it is, or refuse."""
        level = self.level(claims)
        if not self.reaches(level, wanted):
            raise Refused("level", level or "unknown level")
        first, last = _names(claims)
        return Person(
            subject=self.subject(claims),
            level=level,
            strong=self.reaches(level, self.strong_from),
            orgnr=organisation_number(claims, self.details, resource) if self.details else "",
            email=_email(claims) if self.tells_email else "",
            first_name=first,
            last_name=last,
        )


def _names(claims: dict) -> tuple[str, str]:
    first, last = _name(claims, "given_name"), _name(claims, "family_name")
    if not first:
        first, _space, last = _name(claims, "name").partition(" ")
    return first, last


def _name(claims: dict, key: str) -> str:
    value = claims.get(key)
    printable = "".join(c for c in value if c.isprintable()) if isinstance(value, str) else ""
    return " ".join(printable.split())[:LONGEST_NAME]


def _email(claims: dict) -> str:
    """The address at work. `email_verified: false` would be the employer's own doubt."""
    value = claims.get("email")
    if not isinstance(value, str) or claims.get("email_verified") is False:
        return ""
    try:
        validate_email(value)
    except ValidationError:
        return ""
    return value.lower()


def _pid(key: str) -> Callable[[dict], str]:
    """The national identity number: without a valid one there is no person."""

    def read(claims: dict) -> str:
        pid = claims.get(key)
        if not isinstance(pid, str) or len(pid) != 11 or not (pid.isascii() and pid.isdigit()):
            raise Refused("person", f"no {key}")
        if not is_national_number(pid):
            raise Refused("person", f"{key} is not valid")
        return pid

    return read


def _sub(claims: dict) -> str:
    sub = claims.get("sub")
    if not isinstance(sub, str) or not sub.strip():
        raise Refused("person", "no sub")
    return sub


def _acr(known: dict[str, str]) -> Callable[[dict], str]:
    return lambda claims: known.get(_text(claims.get("acr")), "")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _entra_level(claims: dict) -> str:
    """Entra says how by `amr`: a password alone is one factor."""
    if claims.get("acr") != "entraid":
        return ""
    methods = claims.get("amr")
    told = {_text(one) for one in methods} if isinstance(methods, list) else set()
    return "mfa" if told & ENTRA_MFA else "password"


def _helseid_level(claims: dict) -> str:
    return _text(claims.get(f"{IDENTITY}security_level"))


ID_PORTEN_LEVELS = {
    "idporten-loa-substantial": "substantial",
    "idporten-loa-high": "high",
}
KINDS = {
    "ansattporten-entra": Kind(
        label=_("jobbkonto"),
        subject=_sub,
        level=_entra_level,
        ladder={"password": "entraid", "mfa": "entraid"},
        default_level="mfa",
        strong_from="mfa",
        details="ansattporten:orgno",
        tells_email=True,
        browser_host="login.",
    ),
    "ansattporten-altinn": Kind(
        label=_("BankID på vegne av virksomhet"),
        subject=_pid("pid"),
        level=_acr({"substantial": "substantial", "high": "high"} | ID_PORTEN_LEVELS),
        ladder={"substantial": "substantial", "high": "high"},
        default_level="substantial",
        strong_from="substantial",
        details="ansattporten:altinn:resource",
        browser_host="login.",
    ),
    "idporten": Kind(
        label=_("ID-porten"),
        subject=_pid("pid"),
        level=_acr(ID_PORTEN_LEVELS),
        ladder={ours: theirs for theirs, ours in ID_PORTEN_LEVELS.items()},
        default_level="substantial",
        strong_from="substantial",
        browser_host="login.",
    ),
    "helseid": Kind(
        label=_("HelseID"),
        subject=_pid(f"{IDENTITY}pid"),
        level=_helseid_level,
        # HelseID knows no acr_values for the level; the answer is checked all the same.
        ladder={"3": "", "4": ""},
        default_level="4",
        strong_from="4",
        scopes=(
            "openid",
            "profile",
            "helseid://scopes/identity/pid",
            "helseid://scopes/identity/security_level",
        ),
        assertion_type="client-authentication+jwt",
        needs_par=True,
    ),
}
