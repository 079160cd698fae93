"""`manage.py check_data`: asks whether everything that must be true of the data is true."""

from django.core.management.base import BaseCommand, CommandError

from marketplace import invariants


class Command(BaseCommand):
    """Changes nothing; fails when something is broken, so that a nightly job is heard."""

    help = "Check every invariant of the data; exit with an error and a list when one is broken."

    def handle(self, *args, **options) -> None:
        """Ask every question, and tell what was found."""
        found = list(invariants.broken())
        for one in found:
            self.stderr.write(f"{one.sentence}  {one.what}")
        if found:
            raise CommandError(f"{len(found)} broken of {len(invariants.INVARIANTS)} asked.")
        self.stdout.write(f"{len(invariants.INVARIANTS)} invariants hold.")
