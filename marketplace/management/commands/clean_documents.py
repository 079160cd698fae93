"""Finding stored files that no row has: left over when a request was cut off."""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import storages
from django.core.management.base import BaseCommand
from django.db.models import FileField

from marketplace.clock import db_now
from marketplace.models.document import PrivateStorage

# What is younger may belong to a request that has not finished.
YOUNGEST = timedelta(days=1)


class Command(BaseCommand):
    """List the files, and delete them when asked; tell of rows whose file is gone."""

    help = "Find stored files that no row has, and rows whose file is gone."

    def add_arguments(self, parser) -> None:
        """Only looking, until one asks for more."""
        parser.add_argument("--delete", action="store_true", help="delete the files")

    def handle(self, *args, delete: bool, **options) -> None:
        """Compare what is stored with what is known."""
        known = set(known_names())
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


def known_names() -> Iterator[str]:
    """Every file that a row of any kind has in the storage."""
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField) and isinstance(field.storage, PrivateStorage):
                rows = model._base_manager.exclude(**{field.name: ""})
                yield from rows.values_list(field.name, flat=True)


def stored_names() -> list[str]:
    """Every file in the storage: they lie in folders one step down."""
    storage = storages["documents"]
    if not storage.exists(""):
        return []
    folders, _files = storage.listdir("")
    return [f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]]
