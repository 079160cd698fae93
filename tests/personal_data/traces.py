"""A person with an unusual name, and letters that tell it."""

from django.utils import timezone

from marketplace.models import Letter, User

NAME, EMAIL = "Qvirinius Sørbråten-Xylander", "qvirinius.xylander@test.example"


def letter(key: str, to, text: str) -> None:
    owner = to if isinstance(to, User) else None
    address = to.email if owner else to
    Letter.objects.create(
        key=key, to=address, user=owner, language="nb", subject=f"Til {NAME}", text=text
    )
    Letter.objects.filter(key=key).update(sent_at=timezone.now())
