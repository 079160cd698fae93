"""Finding stored files that no document has: left over when a request was cut off."""

from datetime import timedelta

from django.core.files.storage import storages
from django.core.management.base import BaseCommand

from marketplace.clock import db_now
from marketplace.models import Document

# What is younger may belong to a request that has not finished.
YOUNGEST = timedelta(days=1)


class Command(BaseCommand):
    """List the files, and delete them when asked; tell of documents whose file is gone."""

    help = "Find stored files without a document, and documents without a file."

    def add_arguments(self, parser) -> None:
        """Only looking, until one asks for more."""
        parser.add_argument("--delete", action="store_true", help="delete the files")

    def handle(self, *args, delete: bool, **options) -> None:
        """Compare what is stored with what is known."""
        known = set(Document.objects.exclude(content="").values_list("content", flat=True))
        stored = set(stored_names())
        for name in sorted(stored - known):
            self._orphan(name, delete)
        for name in sorted(known - stored):
            self.stderr.write(f"missing: {name}")

    def _orphan(self, name: str, delete: bool) -> None:
        storage = storages["documents"]
        if db_now() - storage.get_modified_time(name) < YOUNGEST:
            return
        if delete:
            storage.delete(name)
        self.stdout.write(f"{'deleted' if delete else 'orphan'}: {name}")


def stored_names() -> list[str]:
    """Every file in the storage: they lie in folders one step down."""
    storage = storages["documents"]
    if not storage.exists(""):
        return []
    folders, _files = storage.listdir("")
    return [f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]]
