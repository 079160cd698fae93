"""A provider that can lie: real HTTP and signatures on loopback, wrong in one way at a time."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from marketplace.oidc.client import challenge_of

OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SHORT = rsa.generate_private_key(public_exponent=65537, key_size=1024)
CURVE = ec.generate_private_key(ec.SECP256R1())


def published(kid: str, key, algorithm) -> dict:
    """A public key as it stands among the provider's keys."""
    jwk = algorithm.to_jwk(key.public_key(), as_dict=True)
    return {name: value for name, value in jwk.items() if name != "key_ops"} | {"kid": kid}


RSA, EC = jwt.algorithms.RSAAlgorithm, jwt.algorithms.ECAlgorithm
KEYS = [
    published("ours", OURS, RSA) | {"use": "sig"},
    published("short", SHORT, RSA),
    published("curve", CURVE, EC),
    published("for-encryption", OURS, RSA) | {"use": "enc"},
    {"kty": "oct", "kid": "shared", "k": base64.urlsafe_b64encode(b"x" * 32).decode()},
]
PEM = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


class Liar:
    """What the provider answers. A test changes one thing and looks what the site does."""

    def __init__(self) -> None:
        self.issuer, self.asked = "", {}
        self.all_asked: dict[str, dict] = {}
        self.metadata, self.claims, self.header = {}, {}, {}
        self.without: set[str] = set()
        self.key, self.algorithm = OURS, "RS256"
        self.token_status, self.answer = 200, None
        self.assertions: list[dict] = []
        self.key_fetches, self.used = 0, set()
        self.keys = KEYS
        self.slow = 0.0
        # A provider that takes the same code again, as none should.
        self.forgets = False

    def told(self) -> dict:
        """Discovery."""
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "pushed_authorization_request_endpoint": f"{self.issuer}/par",
        }
        return {k: v for k, v in (told | self.metadata).items() if v is not None}

    def id_token(self, asked: dict) -> str:
        """The id_token, with this test's lie in it."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": asked["client_id"],
            "sub": "somebody",
            "iat": now,
            "exp": now + 120,
            "nonce": asked["nonce"],
        } | self.claims
        claims = {name: value for name, value in claims.items() if name not in self.without}
        header = {n: v for n, v in ({"kid": "ours"} | self.header).items() if v is not None}
        if self.algorithm == "HS256":
            return hmac_signed(claims, header)
        return jwt.encode(claims, self.key, self.algorithm, headers=header)

    def exchange(self, form: dict) -> tuple[int, dict]:
        """The token endpoint: each code once, and only with the verifier of its own log-in."""
        asked = self.all_asked.get(challenge_of(form["code_verifier"]))
        if not asked or (form["code"] in self.used and not self.forgets):
            return 400, {"error": "invalid_grant"}
        self.used.add(form["code"])
        return self.token_status, self.answer or {
            "access_token": "x",
            "id_token": self.id_token(asked),
        }


def hmac_signed(claims: dict, header: dict) -> str:
    """Signed with the public key as if it were a secret: the library will not do it for us."""
    parts = [json.dumps({"alg": "HS256", "typ": "JWT"} | header), json.dumps(claims)]
    body = b".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=") for part in parts)
    signature = hmac.new(PEM, body, hashlib.sha256).digest()
    return (body + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


class Handler(BaseHTTPRequestHandler):
    """Answers as the liar says."""

    def do_GET(self):
        """Discovery and keys."""
        liar = self.server.liar
        time.sleep(liar.slow)
        if self.path == "/jwks":
            liar.key_fetches += 1
            return self._say(200, {"keys": liar.keys})
        return self._say(200, liar.told())

    def do_POST(self):
        """The pushed request and the token."""
        liar = self.server.liar
        length = int(self.headers["Content-Length"])
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        proof = form.pop("client_assertion")
        liar.assertions.append(
            jwt.decode(proof, options={"verify_signature": False})
            | {"header": jwt.get_unverified_header(proof), "raw": proof}
        )
        if self.path == "/par":
            liar.asked = liar.all_asked[form["code_challenge"]] = form
            return self._say(201, {"request_uri": f"urn:{secrets.token_hex(8)}", "expires_in": 60})
        return self._say(*liar.exchange(form))

    def _say(self, status: int, told: dict):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told):
        """Keep quiet."""


@contextmanager
def lying():
    """A liar on loopback while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.liar = Liar()
    server.liar.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.liar
    finally:
        server.shutdown()
        server.server_close()
