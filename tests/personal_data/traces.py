"""A person with an unusual name, and letters that tell it."""

from django.utils import timezone

from marketplace.models import Letter, User

NAME, EMAIL = "Qvirinius Sørbråten-Xylander", "qvirinius.xylander@test.example"


def letter(key: str, to, text: str) -> None:
    """A letter that has been sent."""
    owner = to if isinstance(to, User) else None
    told = {"user": owner, "to": to.email if owner else to, "language": "nb", "text": text}
    Letter.objects.create(
        key=key, subject=f"Til {NAME}", state="sent", sent_at=timezone.now(), **told
    )
