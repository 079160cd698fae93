"""`manage.py catalogues`: write, check or compile the translations."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.runtime.catalogues import LANGUAGES, compile_all
from marketplace.runtime.catalogues_check import problems
from marketplace.runtime.catalogues_update import update


class Command(BaseCommand):
    """Keeps nynorsk and English complete; bokmål is the text in the code."""

    help = "Compile the translations; --update brings in new texts, --check finds what is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take at most one of --update and --check, and the languages they are for."""
        parser.add_argument("languages", nargs="*", default=LANGUAGES, metavar="language")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--update", action="store_true", help="write new texts into locale/")
        what.add_argument("--check", action="store_true", help="fail when a text is not translated")

    def handle(self, *args, languages: list[str], update: bool, check: bool, **options) -> None:
        """Do the one thing that was asked for."""
        if unknown := set(languages) - set(LANGUAGES):
            raise CommandError(f"No catalogue is kept for {', '.join(sorted(unknown))}.")
        if check:
            return self._check(languages)
        if update:
            self._update(languages)
        compile_all()

    def _check(self, languages: list[str]) -> None:
        found = [problem for language in languages for problem in problems(language)]
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} problems in locale/."]))

    def _update(self, languages: list[str]) -> None:
        for language in languages:
            update(language)
