"""Immutable versions: what was said at a moment, with a hash that shows if it was touched."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models.event import ClockTimestamp


def canonical(content: dict) -> str:
    """Write content the same way every time: sorted keys, no spare spaces, UTF-8."""
    return json.dumps(
        content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def fingerprint(content: dict) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


class Snapshot(models.Model):
    """Versjon: numbered, frozen content of the noun `of`. Tables are append-only."""

    number = models.PositiveSmallIntegerField(_("versjon"))
    content = models.JSONField(_("innhold"), encoder=DjangoJSONEncoder)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="%(class)s_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.of} v{self.number}"

    @classmethod
    def freeze(cls, thing, by, **extra) -> "Snapshot":
        """Write the next version of the thing's content; the caller holds the row lock."""
        number = thing.versions.count() + 1
        content = json.loads(canonical(thing.content()))
        return cls.objects.create(
            of=thing, number=number, content=content, sha256=fingerprint(content), **extra
        )

    def is_intact(self) -> bool:
        """Tell whether the content still gives the hash."""
        return fingerprint(self.content) == self.sha256
