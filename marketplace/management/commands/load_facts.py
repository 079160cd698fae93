"""`manage.py load_facts`: organisations, service areas and figures, as often as you like."""

from django.core.management.base import BaseCommand
from django.db import transaction

from marketplace import facts


class Command(BaseCommand):
    """Loads the facts under marketplace/facts/ and keeps them up to date."""

    help = "Load municipalities, counties, service areas and figures; safe to run again."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        """Load, and say how many there are of each."""
        loaded = facts.load()
        for name, number in loaded.items() if options["verbosity"] else ():
            self.stdout.write(f"{number:>5} {name}")
