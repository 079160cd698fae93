"""Reading the access table, and asking the portal what it does."""

from pathlib import Path

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

TABLE = Path(__file__).with_name("access.txt")
ROLES = (
    "anonymous",
    "member",
    "editor",
    "approver",
    "other_approver",
    "supplier",
    "other_supplier",
    "facilitator",
    "reviewer",
    "officer",
    "administrator",
)
# The admin is one matter: staff come in, others do not. It is walked whole in its own test.
NOT_OURS = ("admin:",)
LOGIN = "/konto/login/"


def names(resolver=None, prefix: str = "") -> list[str]:
    """Every named address, with its namespaces."""
    found = []
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            deeper = f"{prefix}{part.namespace}:" if part.namespace else prefix
            found += names(part, deeper)
        elif isinstance(part, URLPattern):
            found.append(f"{prefix}{part.name}")
    ours = [name for name in found if not name.startswith(NOT_OURS)]
    return list(dict.fromkeys(ours))


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """The table: (address, method) → what each role meets."""
    lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines()]
    told = [line for line in lines if line and not line[0].startswith("#")]
    return {(name, method): dict(zip(ROLES, cells, strict=True)) for name, method, *cells in told}


def word(response) -> str:
    """What the answer means: in, login, no, hidden, method, or a fault."""
    status = response.status_code
    if status == 302 and response["Location"].startswith(LOGIN):
        return "login"
    meanings = {403: "no", 404: "hidden", 405: "method"}
    came_in = status < 400 or status in (409, 422, 503)
    return "in" if came_in else meanings.get(status, f"fault-{status}")


def meet(client: Client, name: str, method: str, kwargs: dict, body: dict | None = None) -> str:
    """Send the request and undo whatever it did."""
    is_api = name.startswith("api:") and method != "GET"
    more = {"data": body or {}, "content_type": "application/json"} if is_api else {}
    mark, cookies = transaction.savepoint(), client.cookies.copy()
    try:
        return word(getattr(client, method.lower())(reverse(name, kwargs=kwargs), **more))
    finally:
        transaction.savepoint_rollback(mark)
        client.cookies = cookies
