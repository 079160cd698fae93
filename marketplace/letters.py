"""Writing letters: e-mail that leaves through the database, so that none is lost or sent twice."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from marketplace.models import Letter, User


def write(
    key: str,
    to: str | User,
    template: str,
    context: dict | None = None,
    *,
    language: str = "",
    headers: dict[str, str] | None = None,
) -> Letter:
    """Write one letter in the reader's language, once for each key; a worker sends it.

    `template` names templates/mail/<template>.txt. Its first line is the subject; the rest is the
    text, from which a simple HTML body is made too. It must not escape (`{% autoescape off %}`).
    """
    user = to if isinstance(to, User) else None
    tongue = language or (user.language if user else settings.LANGUAGE_CODE)
    with translation.override(tongue):
        told = {"site": settings.SITE_URL, "reader": user} | (context or {})
        said = render_to_string(f"mail/{template}.txt", told).strip()
    subject, _line, text = said.partition("\n")
    written = {
        "to": user.email if user else to,
        "user": user,
        "language": tongue,
        "subject": " ".join(subject.split())[:200],
        "text": text.strip() + "\n",
        "headers": headers or {},
    }
    letter, is_new = Letter.objects.get_or_create(key=key, defaults=written)
    if is_new:
        letter.wake()
    return letter


def address(path: str) -> str:
    """The whole address of a page, for use in a letter."""
    return settings.SITE_URL.rstrip("/") + path
