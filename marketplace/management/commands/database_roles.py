"""`manage.py database_roles`: makes the database's own roles, with as few rights as they need."""

import os

from django.core.management.base import BaseCommand
from django.db import connection

from marketplace.trail import roles


class Command(BaseCommand):
    """Run as the owner of the tables, after every migration; running it again does no harm."""

    help = (
        "Create the roles app, opener, verifier and backup. Their passwords are read from "
        "DATABASE_APP_PASSWORD, DATABASE_OPENER_PASSWORD and so on."
    )

    def add_arguments(self, parser) -> None:
        """Let several sites share a server, and let anybody see what the present role can do."""
        parser.add_argument("--prefix", default="fkj_")
        parser.add_argument("--check", action="store_true", help="Only tell what is too much.")

    def handle(self, *args, prefix: str, check: bool, **options) -> None:
        """Create, or tell."""
        if check:
            return self._check()
        passwords = {one: os.environ.get(f"DATABASE_{one.upper()}_PASSWORD") for one in roles.ROLES}
        made = roles.create(prefix, passwords)
        self.stdout.write("\n".join(f"{role}: {name}" for role, name in made.items()))

    def _check(self) -> None:
        with connection.cursor() as cursor:
            wrong = roles.excess(cursor)
        who = connection.settings_dict["USER"]
        told = "\n".join(wrong) or "nothing: the trail can only grow"
        self.stdout.write(f"{who} could do this to what is append-only:\n{told}")
