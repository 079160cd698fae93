"""What was asked and what came back."""

import hashlib
import json
from dataclasses import dataclass, field

SECRET_HEADERS = {"authorization", "cookie", "set-cookie", "proxy-authorization"}
LONGEST_HEADER = 1_000


@dataclass(frozen=True)
class Exchange:
    """Utveksling: one fetch from the first address to the final answer; status 0 is no answer."""

    url: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    ip: str = ""
    ms: int = 0
    hops: tuple[tuple[str, int], ...] = ()

    def json(self) -> object:
        """Return the body as JSON; ValueError when it is not, however it is broken."""
        try:
            return json.loads(self.body)
        except RecursionError as error:
            raise ValueError("nested too deep") from error

    def as_json(self) -> dict:
        """Return the evidence to store: no secrets, and a hash instead of the body."""
        return {
            "url": self.url,
            "status": self.status,
            "headers": {
                name: "***" if name in SECRET_HEADERS else value[:LONGEST_HEADER]
                for name, value in self.headers.items()
            },
            "size": len(self.body),
            "sha256": hashlib.sha256(self.body).hexdigest(),
            "ip": self.ip,
            "ms": self.ms,
            "hops": [list(hop) for hop in self.hops],
        }
