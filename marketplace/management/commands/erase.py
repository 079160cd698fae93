"""`manage.py erase <e-mail>`: erase a person at once, for administrators."""

from django.core.management.base import BaseCommand, CommandError

from marketplace.models import User
from marketplace.personal_data.erasure import erase


class Command(BaseCommand):
    """Make a person a number; the trail stays."""

    help = "Erase a person: names, addresses and log-ins go, the trail stays. Cannot be undone."

    def add_arguments(self, parser) -> None:
        """Whom, and whether to ask first."""
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="Do not ask first.")

    def handle(self, *args, email: str, yes: bool, **options) -> None:
        """Ask, then erase."""
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        if not yes and input(f"Erase {user} for good? Type the address again: ") != user.email:
            raise CommandError("Nothing was erased.")
        erase(user)
        self.stdout.write(f"Erased. In the trail the person is now number {user.pk}.")
