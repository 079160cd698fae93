"""Static files: collected again only when one of them has changed, for compressing is slow."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# The documentation of the API is drawn by Swagger UI; its sibling in the same package is not used.
UNUSED = ["redoc"]


def collect() -> None:
    """Collect, hash and compress what has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    mark = _mark()
    if not stamp.exists() or stamp.read_text() != mark:
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=UNUSED)
        stamp.write_text(mark)


def _mark() -> str:
    storage = settings.STORAGES["staticfiles"]["BACKEND"]
    return hashlib.sha256("\n".join([storage, *sorted(_files())]).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list(UNUSED):
            facts = Path(storage.path(name)).stat()
            yield f"{name} {facts.st_size} {facts.st_mtime_ns}"
