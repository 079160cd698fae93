"""Words in three languages, resolved when they are shown."""

from dataclasses import dataclass

from django.utils.translation import get_language

LANGUAGES = ("nb", "nn", "en")


def active_language() -> str:
    """The language of the reader, bokmål when it is one we do not write."""
    language = (get_language() or "nb").split("-")[0]
    return language if language in LANGUAGES else "nb"


@dataclass(frozen=True)
class Wording:
    """Ordlyd: one text in bokmål, nynorsk and English."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def __str__(self) -> str:
        return getattr(self, active_language()) or self.nb

    def in_every_language(self) -> list[str]:
        """The distinct texts, bokmål first."""
        return list(dict.fromkeys(text for text in (self.nb, self.nn, self.en) if text))
