"""Which ways in there are: read from a file outside the repository when the site starts.

Nothing here may need Django's settings: it is called while they are read.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import jwt
import yaml
from django.core.exceptions import ImproperlyConfigured

from .claims import KINDS, Kind

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
REQUIRED = {"id", "kind", "issuer", "client_id", "private_key"}
OPTIONAL = {"name", "level", "resource", "max_age", "browser_origins"}
SIGNING = {"RSA": "RS256", "EC": "ES256"}
SHORTEST_KEY = 32
# The id stands in addresses and is kept with every account.
SLUG = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class WayIn:
    """Innloggingsvei: one provider as it is configured here."""

    id: str
    kind: Kind
    issuer: str
    client_id: str
    key: jwt.PyJWK = field(repr=False)
    level: str
    told_name: str = ""
    resource: str = ""
    max_age: int | None = None
    browser_origins: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.told_name or str(self.kind.label)


def read(path: str, pid_key: str, secret_key: str, *, demo: bool = False) -> tuple[WayIn, ...]:
    """Read the file, or stop with a sentence that says what is wrong in it."""
    if not path:
        return ()
    if len(pid_key) < SHORTEST_KEY or pid_key == secret_key:
        raise _wrong(f"OIDC_PID_KEY must be a secret of its own, {SHORTEST_KEY} characters or more")
    rows = _rows(Path(path))
    ways = tuple(_way(row, Path(path).parent, demo) for row in rows)
    if len({way.id for way in ways}) != len(ways):
        raise _wrong(f"two providers in {path} have the same id")
    return ways


def origins(ways: tuple[WayIn, ...]) -> list[str]:
    """Where the browser is sent from a form of ours: what the CSP's form-action must allow."""
    return list(dict.fromkeys(origin for way in ways for origin in way.browser_origins))


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_safe(url: str, demo: bool = False) -> bool:
    """Tell whether an address is https, or on loopback in a demo."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    local = demo and parts.scheme == "http" and parts.hostname in LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or local) and not parts.fragment


def _wrong(sentence: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{sentence}. See docs/sign-in.example.yaml.")


def _rows(path: Path) -> list[dict]:
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _wrong(f"OIDC_PROVIDERS names {path}, which cannot be read") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _wrong(f"{path} is neither YAML nor JSON") from error
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        raise _wrong(f"{path} must be a list of providers")
    return told


def _way(row: dict, folder: Path, demo: bool) -> WayIn:
    name = row.get("id", "a provider without id")
    _check_names(row, name)
    kind = KINDS.get(row["kind"])
    if kind is None:
        raise _wrong(f"{name}: kind must be one of {', '.join(KINDS)}")
    way = _build(row, kind, folder)
    _check(way, demo)
    return way


def _check_names(row: dict, name: str) -> None:
    if missing := sorted(REQUIRED - row.keys()):
        raise _wrong(f"{name} lacks {', '.join(missing)}")
    if unknown := sorted(row.keys() - REQUIRED - OPTIONAL):
        raise _wrong(f"{name} has {', '.join(map(str, unknown))}, which means nothing")
    texts = REQUIRED | (OPTIONAL & row.keys()) - {"max_age", "browser_origins"}
    if strange := sorted(key for key in texts if not isinstance(row[key], str)):
        raise _wrong(f"{name}: {', '.join(strange)} must be text in quotes")


def _build(row: dict, kind: Kind, folder: Path) -> WayIn:
    return WayIn(
        id=row["id"],
        kind=kind,
        issuer=row["issuer"],
        client_id=row["client_id"],
        key=_key(folder / row["private_key"], row["id"]),
        level=row.get("level", kind.default_level),
        told_name=row.get("name", ""),
        resource=row.get("resource", ""),
        max_age=row.get("max_age"),
        browser_origins=_browser_origins(row, kind),
    )


def _browser_origins(row: dict, kind: Kind) -> tuple[str, ...]:
    own = origin_of(row["issuer"])
    told = row.get("browser_origins")
    if told is None:
        front = own.replace("://", f"://{kind.browser_host}", 1)
        is_local = urlsplit(own).hostname in LOOPBACK
        return (own,) if is_local else tuple(dict.fromkeys((own, front)))
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise _wrong(f"{row['id']}: browser_origins must be a list of origins")
    return tuple(told)


def _check(way: WayIn, demo: bool) -> None:
    if not SLUG.fullmatch(way.id):
        raise _wrong(f"{way.id}: id must be small letters, digits and hyphens")
    if way.level not in way.kind.ladder:
        raise _wrong(f"{way.id}: level must be one of {', '.join(way.kind.ladder)}")
    if bool(way.resource) != way.kind.details.startswith("ansattporten:altinn"):
        raise _wrong(f"{way.id}: resource belongs to ansattporten-altinn, and must be there")
    if way.max_age is not None and (type(way.max_age) is not int or way.max_age < 0):
        raise _wrong(f"{way.id}: max_age must be a number of seconds")
    for url in (way.issuer, *way.browser_origins):
        if not is_safe(url, demo):
            raise _wrong(f"{way.id}: {url} must begin with https://")
    if strange := [one for one in way.browser_origins if one != origin_of(one)]:
        raise _wrong(f"{way.id}: {strange[0]} must be an origin, without a path")


def _key(path: Path, name: str) -> jwt.PyJWK:
    """The private key; an error never shows what the file holds."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        key = jwt.PyJWK({"alg": SIGNING[told["kty"]], **told})
    except OSError as error:
        raise _wrong(f"{name}: the private key {path} cannot be read") from error
    except (ValueError, KeyError, TypeError, jwt.PyJWTError):
        raise _wrong(f"{name}: {path} is not a private key as RSA or EC JWK") from None
    if not key.key_id or "d" not in told:
        raise _wrong(f"{name}: {path} must be a private key with a kid")
    return key
