"""publiccode.yml: what public software says of itself, as answers to our questions.

The standard is at https://yml.publiccode.tools. It is read as a stranger's text: no tags, no
references (they can make a small file endless), and only the keys that are known here.
"""

from __future__ import annotations

import datetime
from typing import Any

import yaml
from django.utils.translation import gettext as _

from marketplace.declaration import Schema

from .found import Found, Unreadable

LARGEST = 200_000
LANGUAGES = {
    "nb": "bokmal",
    "no": "bokmal",
    "nn": "nynorsk",
    "se": "north_sami",
    "smj": "lule_sami",
    "sma": "south_sami",
    "en": "english",
}
PLATFORMS = {"web": "browser", "windows": "windows", "ios": "ios", "android": "android"}
STAGES = {
    "concept": "in_development",
    "development": "in_development",
    "beta": "trial",
    "stable": "ready",
}
# Bokmål first, then what a Norwegian reader understands.
PREFERRED = ("nb", "no", "nn", "da", "sv", "en")


class NoReferences(yaml.SafeLoader):
    """Reads plain YAML only."""

    def compose_node(self, parent, index):
        """Refuse a reference to something that stands elsewhere in the file."""
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("reference")
        return super().compose_node(parent, index)


def read(content: bytes, schema: Schema) -> Found:
    """The answers that the file gives to our questions."""
    document = parsed(content)
    told = {
        key: answer for key, answer in answers(document).items() if answer not in (None, "", [])
    }
    known = {key: fitted(schema[key], answer) for key, answer in told.items() if key in schema}
    return Found({key: answer for key, answer in known.items() if answer not in (None, "", [])})


def parsed(content: bytes) -> dict:
    """The file as a dictionary."""
    if len(content) > LARGEST:
        raise Unreadable(_("Filen er for stor til å være en publiccode.yml."))
    try:
        document = yaml.load(content.decode("utf-8-sig"), Loader=NoReferences)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as broken:
        raise Unreadable(_("Filen er ikke en gyldig publiccode.yml.")) from broken
    if not isinstance(document, dict) or "publiccodeYmlVersion" not in document:
        raise Unreadable(
            _("Filen mangler «publiccodeYmlVersion», så den er ikke en publiccode.yml.")
        )
    return document


def answers(document: dict) -> dict[str, Any]:
    """Our key for each of theirs."""
    words = description(document)
    return {
        "summary": words.get("shortDescription"),
        "purpose": words.get("longDescription"),
        "capabilities": lines(words.get("features")),
        "interface_description": words.get("apiDocumentation"),
        "source_code": document.get("url"),
        "product_page": document.get("landingURL"),
        "licence": "open_source" if part(document, "legal").get("license") else None,
        "languages": languages(part(document, "localisation").get("availableLanguages")),
        "clients": known(document.get("platforms"), PLATFORMS),
        "availability": STAGES.get(str(document.get("developmentStatus"))),
        "available_from": day(document.get("releaseDate")),
        "contact": contact(part(document, "maintenance").get("contacts")),
    }


def part(document: dict, key: str) -> dict:
    """A part of the file; anything else than a part is empty."""
    found = document.get(key)
    return found if isinstance(found, dict) else {}


def description(document: dict) -> dict:
    """The description in the language that is nearest to ours."""
    told = {str(key).lower()[:2]: one for key, one in part(document, "description").items()}
    chosen = next((told[language] for language in PREFERRED if language in told), {})
    return chosen if isinstance(chosen, dict) else {}


def lines(features: Any) -> str:
    """A list as lines."""
    return "\n".join(str(one) for one in features) if isinstance(features, list) else ""


def languages(given: Any) -> list[str]:
    """The languages that we ask about; the rest are «other»."""
    codes = [str(one).lower().partition("-")[0] for one in given] if isinstance(given, list) else []
    return list(dict.fromkeys(LANGUAGES.get(code, "other") for code in codes))


def known(given: Any, names: dict[str, str]) -> list[str]:
    """Those that we have a name for."""
    listed = [str(one).lower() for one in given] if isinstance(given, list) else []
    return list(dict.fromkeys(names[one] for one in listed if one in names))


def day(given: Any) -> str | None:
    """A date as we write it; YAML makes one by itself."""
    return given.isoformat()[:10] if isinstance(given, datetime.date) else None


def contact(given: Any) -> str:
    """Who to ask: the first with an address."""
    listed = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return next((str(one["email"]) for one in listed if one.get("email")), "")


def fitted(question, answer: Any) -> Any:
    """What our question can hold of it: text is cut where there is no more room."""
    if isinstance(answer, str) and question.type in ("text", "short_text"):
        return answer.strip()[: question.answer_type.max_length(question)]
    if isinstance(answer, list):
        values = {choice.value for choice in question.choices}
        return [one for one in answer if one in values]
    return answer
