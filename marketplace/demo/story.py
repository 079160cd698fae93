"""The story that must always work, told through the same steps that people take.

Each chapter is told in one transaction and only once, so that the command can be stopped and run
again: what was told stands, what was not is told now.
"""

from collections.abc import Callable

from django.db import transaction

from marketplace.actor import Actor
from marketplace.demo import cast, chapters

Cast = dict[str, Actor]
CHAPTERS: list[Callable[[Cast], None]] = [
    chapters.terms.accept,
    chapters.notices.follow,
    chapters.qualification.tell,
    chapters.needs.tell,
    chapters.collaboration.tell,
    chapters.procurement.announce,
    chapters.procurement.award,
    chapters.procurement.open_another,
    chapters.verification.declare,
    chapters.verification.attest,
    chapters.workbench.tell,
    chapters.store.tell,
    chapters.prices.tell,
    chapters.shortlist.tell,
    chapters.catalogue.tell,
    chapters.experience.tell,
    chapters.joining.tell,
    chapters.merger.tell,
    chapters.conversation.tell,
    chapters.notices.tell,
    chapters.documents.tell,
]


def tell() -> None:
    """Tell every chapter that has not been told."""
    actors = cast.assemble()
    for chapter in CHAPTERS:
        with transaction.atomic():
            chapter(actors)
