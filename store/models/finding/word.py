"""«Mente du …?»: the words that listings use, found again from what was typed wrong."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from .typing_errors import allowed, distance

LEARN = """
INSERT INTO store_word (text, frequency, pairs)
SELECT said.word, 1, letter_pairs(said.word) FROM unnest(%s::text[]) AS said(word)
ON CONFLICT (text) DO NOTHING
"""
RECOUNT = """
INSERT INTO store_word (text, frequency, pairs)
SELECT word, ndoc, letter_pairs(word)
FROM ts_stat($$SELECT names || to_tsvector('simple', said) FROM store_searchdocument$$)
WHERE word ~ '^[[:alpha:]]{4,40}$'
ON CONFLICT (text) DO UPDATE SET frequency = excluded.frequency
"""
ALIKE = """
SELECT typed.word, near.text, near.frequency
FROM unnest(%s::text[]) AS typed(word), LATERAL (
    SELECT store_word.text, store_word.frequency
    FROM unnest(letter_pairs(typed.word)) AS pair
    JOIN store_word ON store_word.pairs @> ARRAY[pair]::varchar(2)[]
    WHERE abs(length(store_word.text) - length(typed.word)) <= 3
    GROUP BY store_word.text, store_word.frequency
    ORDER BY count(*) DESC, abs(length(store_word.text) - length(typed.word)), frequency DESC
    LIMIT 40
) AS near
"""


class WordQuerySet(models.QuerySet):
    """Named ways to reach words."""

    def learn(self, words: Iterable[str]) -> None:
        """Take in the words that are new; always in one order, so that two never wait in a ring."""
        with connection.cursor() as cursor:
            cursor.execute(LEARN, [sorted(set(words))])

    @transaction.atomic
    def recount(self) -> None:
        """Count anew in how many listings each word stands, and forget those in none."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM store_word")
            cursor.execute(RECOUNT)

    def meant(self, typed: list[str]) -> dict[str, str]:
        """The likeliest word for each that was typed; those with none are left out."""
        best: dict[str, tuple] = {}
        for word, text, frequency in self._alike(typed):
            steps = distance(word, text)
            fit = (steps, -frequency, text)
            if steps <= allowed(word) and (word not in best or fit < best[word]):
                best[word] = fit
        return {word: text for word, (_steps, _frequency, text) in best.items()}

    def _alike(self, typed: list[str]) -> list[tuple[str, str, int]]:
        with connection.cursor() as cursor:
            cursor.execute(ALIKE, [typed])
            return cursor.fetchall()


class Word(models.Model):
    """Ord: a word that some listing uses, and how many do; a read model."""

    text = models.CharField(_("ord"), max_length=40, primary_key=True)
    frequency = models.PositiveIntegerField(_("antall oppføringer"))
    pairs = ArrayField(models.CharField(max_length=2))

    objects = WordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(fields=["pairs"], name="word_pairs", fastupdate=False)]

    def __str__(self) -> str:
        return self.text
