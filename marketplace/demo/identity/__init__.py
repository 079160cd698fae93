"""Where the demo's people log in from outside: a certified OpenID provider, on loopback.

The site is told of it as it would be of a real one: by a file that OIDC_PROVIDERS names.
"""

import json
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from .people import ALTINN, HELSEID, ID_PORTEN, IDENTITY, JOB, PEOPLE, RESOURCE

CHECKOUT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_name("provider.mjs")
PACKAGE = CHECKOUT / "node_modules" / "oidc-provider"
PATIENCE = 90.0
WAYS = {
    JOB: {"kind": "ansattporten-entra"},
    ALTINN: {"kind": "ansattporten-altinn", "resource": RESOURCE},
    ID_PORTEN: {"kind": "idporten"},
    HELSEID: {"kind": "helseid"},
}
CLAIMS = ["pid", "authorization_details", f"{IDENTITY}pid", f"{IDENTITY}security_level"]
CLAIMS += ["helseid://claims/client/claims/orgnr_parent"]
SCOPES = ["helseid://scopes/identity/pid", "helseid://scopes/identity/security_level"]
RAR_TYPES = ["ansattporten:orgno", "ansattporten:altinn:resource"]
ACR_VALUES = ["entraid", "substantial", "high", "idporten-loa-substantial", "idporten-loa-high"]


def is_possible() -> bool:
    """Tell whether Node and the provider are installed."""
    return bool(shutil.which("node")) and PACKAGE.is_dir()


def command(var: Path) -> list[str]:
    """How the provider is started, once `prepare` has written what it reads."""
    return ["node", str(SCRIPT), str(var / "provider.json"), str(var / "state.json")]


def prepare(var: Path, *sites: str) -> None:
    """Make keys, and write what the provider must know; the port of the last time is kept."""
    var.mkdir(parents=True, exist_ok=True)
    told = {
        "port": _port(var),
        "clients": [_client(var, id_, sites) for id_ in WAYS],
        "jwks": {"keys": [_key(var, "signing")]},
        "people": [person.as_told() for person in PEOPLE],
        "claims": CLAIMS,
        "scopes": SCOPES,
        "acr_values": ACR_VALUES,
        "rar_types": RAR_TYPES,
    }
    (var / "provider.json").write_text(json.dumps(told))


def environment(var: Path) -> dict[str, str]:
    """What the site is told, once the provider has said where it is."""
    issuer = read_state(var)["issuer"]
    rows = [
        {"id": id_, "issuer": issuer, "client_id": id_, "private_key": f"{id_}.jwk"} | more
        for id_, more in WAYS.items()
    ]
    (var / "ways.json").write_text(json.dumps(rows))
    return {"OIDC_PROVIDERS": str(var / "ways.json"), "OIDC_PID_KEY": _secret(var / "pid_key")}


def read_state(var: Path) -> dict:
    """Return what the provider says of itself; nothing when it has said nothing."""
    try:
        return json.loads((var / "state.json").read_text())
    except (OSError, ValueError):
        return {}


@contextmanager
def running(var: Path, *sites: str) -> Iterator[dict[str, str]]:
    """Run the provider while the block lasts; gives the environment of the site."""
    prepare(var, *sites)
    with (var / "provider.log").open("ab") as log:
        process = subprocess.Popen(command(var), cwd=CHECKOUT, stdout=log, stderr=log)
    try:
        _await(var, process)
        yield environment(var)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(var: Path, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if read_state(var).get("pid") == process.pid:
            return
        time.sleep(0.05)
    raise RuntimeError(f"The provider did not start; see {var / 'provider.log'}.")


def _port(var: Path) -> int:
    """The port of the last time where it is free: an account is known by its issuer."""
    earlier = int(read_state(var).get("issuer", ":0").rpartition(":")[2])
    for wanted in (earlier, 0):
        with suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", wanted))
            return probe.getsockname()[1]
    raise RuntimeError("No port is free on loopback.")


def _client(var: Path, id_: str, sites: tuple[str, ...]) -> dict:
    public = {
        name: value for name, value in _key(var, id_).items() if name in ("kty", "kid", "n", "e")
    }
    return {
        "client_id": id_,
        "client_name": id_,
        "redirect_uris": [f"{site}/konto/innlogging/{id_}/svar/" for site in sites],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "private_key_jwt",
        "authorization_details_types": RAR_TYPES,
        "jwks": {"keys": [public]},
    }


def _key(var: Path, name: str) -> dict:
    """A private key as JWK, made once."""
    path = var / f"{name}.jwk"
    if not path.exists():
        made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(made, as_dict=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(jwk | {"kid": secrets.token_hex(8)}))
    key = json.loads(path.read_text())
    # PyJWT writes what the key may be used for; the provider has its own opinion on that.
    return {name: value for name, value in key.items() if name != "key_ops"}


def _secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(40))
    return path.read_text()
