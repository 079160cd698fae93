"""`manage.py lifecycles`: draws every lifecycle from the code into docs/lifecycles.md."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from marketplace.lifecycle import Lifecycle, Step

PAGE = Path(settings.BASE_DIR) / "docs" / "lifecycles.md"
HEAD = """# Lifecycles

Drawn from the code by `manage.py lifecycles`; `tests/test_house.py` fails when it is out of date.
Words are bokmål, as on the pages. *systemet* is a step that only the machine takes.
"""


class Command(BaseCommand):
    """Writes the state diagrams, or checks that they are up to date."""

    help = "Draw every lifecycle as a state diagram in docs/lifecycles.md."

    def add_arguments(self, parser) -> None:
        """Let a test ask whether the page is up to date."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check: bool, **options) -> None:
        """Write, or compare."""
        text = drawn()
        if not check:
            PAGE.write_text(text, encoding="utf-8")
        elif PAGE.read_text(encoding="utf-8") != text:
            raise CommandError("docs/lifecycles.md is out of date: run manage.py lifecycles.")


def drawn() -> str:
    """The whole page."""
    with translation.override("nb"):
        nouns = sorted(Lifecycle.nouns.items())
        return HEAD + "".join(_diagram(model) for _noun, model in nouns)


def _diagram(model: type[Lifecycle]) -> str:
    start = model._meta.get_field("status").default
    lines = [f"    {status.value} : {status.label}" for status in model.Status]
    lines += [f"    [*] --> {start.value}"]
    lines += [line for step in model.steps().values() for line in _arrows(step)]
    body = "\n".join(lines)
    title = f"{model._meta.verbose_name} (`{model._meta.label}`)"
    return f"\n## {title[0].upper()}{title[1:]}\n\n```mermaid\nstateDiagram-v2\n{body}\n```\n"


def _arrows(step: Step) -> list[str]:
    label = f"{step.label} ({step.who.whom})"
    return [f"    {source} --> {step.to or source} : {label}" for source in sorted(step.sources)]
