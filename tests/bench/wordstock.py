"""Realistic words and answers: the declaration's own Norwegian, drawn as people draw on a language.

Everything follows from the seed, so that two machines measure the same shelf.
"""

import itertools
import random
import re
from bisect import bisect

from marketplace.declaration import Schema

WORD = re.compile(r"[a-zæøå]{3,}", re.IGNORECASE)
TAILS = ["løsning", "modul", "journal", "plan", "varsling", "oversikt", "kart", "logg", "portal"]
SHARES = (0.62, 0.25, 0.13)


class Wordstock:
    """Ordforråd: words by how common they are, and a declaration made of them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.schema = Schema.latest("product")
        said = [
            q.label_wording.nb + " " + q.help_wording.nb for q in self.schema.questions.values()
        ]
        found = dict.fromkeys(word.lower() for text in said for word in WORD.findall(text))
        heads = [word for word in found if len(word) > 4]
        made = [head + tail for tail in TAILS for head in heads]
        random.Random(781).shuffle(made)
        self.words = [*found, *made][:6000]
        self.reach = list(itertools.accumulate(1 / n**0.9 for n in range(1, len(self.words) + 1)))

    def text(self, number: int) -> str:
        """So many words, the common ones often."""
        drawn = (self.chance.random() * self.reach[-1] for _ in range(number))
        words = [self.words[bisect(self.reach, place)] for place in drawn]
        return " ".join(words).capitalize() + "."

    def name(self, number: int) -> str:
        """A name that nobody else has."""
        return f"{self.text(2)[:70].rstrip('.')} {number}"

    def share(self, most: int) -> int:
        """One of the first so many, the first ones often."""
        return int(most * self.chance.random() ** 2)

    def answers(self) -> dict:
        """A declaration: every filter is answered, and some text is written."""
        told = {
            "summary": self.text(8)[:180],
            "purpose": self.text(24),
            "capabilities": self.text(24),
            "information_elements": self.text(10),
            "contact": "Salg",
        }
        return told | {q.key: self._picked(q) for q in self.schema.facet_questions()}

    def _picked(self, question):
        if question.type == "many":
            values = [choice.value for choice in question.choices]
            number = self.chance.choices((1, 2, 4), SHARES)[0]
            return sorted({values[self.share(len(values))] for _ in range(number)})
        if question.type == "choice":
            return question.choices[self.share(len(question.choices))].value
        yes = self.chance.random() < 0.4
        return yes if question.type == "yes_no" else {"answer": yes, "why": self.text(4)}
