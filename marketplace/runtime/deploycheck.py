"""`manage.py check --deploy` with the environment of a production site."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ABSENT = {"FKJ_DEMO", "DEBUG", "HTTPS", "FETCH_CONNECT_TO", "FETCH_EXTRA_CA"}
ABSENT |= {"MFA_EXEMPT_DOMAINS"}


def production() -> dict[str, str]:
    """Return an environment such as a real site would have; nothing in it is ever contacted."""
    kept = {name: value for name, value in os.environ.items() if name not in ABSENT}
    return kept | {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "markedsplassen.example",
        "DATABASE_URL": "postgresql://site@database.example/site",
        "REDIS_URL": "redis://redis.example:6379",
        "SITE_URL": "https://markedsplassen.example",
    }


def main() -> int:
    """Run the check and return its exit code."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=production()).returncode


if __name__ == "__main__":
    sys.exit(main())
