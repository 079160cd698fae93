"""What the supplier says about itself: the answers now, and what was sent in round by round."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.declaration import Schema
from marketplace.declaring import Declaring
from marketplace.models import Organisation
from marketplace.versions import Snapshot

from .evidence import hashes_of

REQUIREMENTS = "qualification"


def newest_set() -> int:
    """Version of the requirements that a new application answers."""
    return Schema.latest(REQUIREMENTS).version


class SelfDeclaration(Snapshot):
    """Egenerklæring: what a supplier sent in, one for each round. Append-only."""

    of = models.ForeignKey(
        "participation.Qualification",
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("kvalifisering"),
    )
    sent_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("sendt inn av"),
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("egenerklæring")
        verbose_name_plural = _("egenerklæringer")

    def said(self, key: str) -> tuple:
        """The answer to a question, and the documents that showed it."""
        return self.content["answers"].get(key), self.content["evidence"].get(key, [])


class SelfDeclaring(Declaring):
    """Egenerklærende: answers the requirements in rounds, perhaps with older answers."""

    schema_name = REQUIREMENTS

    schema_version = models.PositiveSmallIntegerField(
        _("kravsettets versjon"), default=newest_set, editable=False
    )
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("svar hentet fra"),
    )
    round = models.PositiveSmallIntegerField(_("runde"), default=0, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def begin(cls, supplier: Organisation | None) -> "SelfDeclaring":
        """A new application, with the last one's answers to the questions that may be reused."""
        fresh = cls(supplier=supplier)
        last = cls.objects.filter(supplier=supplier, round__gt=0).first() if supplier else None
        if last:
            carried = last.schema.carry(last.answers, to=fresh.schema).answers
            fresh.answers = {k: told for k, told in carried.items() if fresh.schema[k].reuse}
            fresh.carried_from = last
        return fresh

    def renew_questions(self) -> None:
        """As ever, but only before the first round: what was asked then is what is reviewed."""
        if self.round == 0:
            super().renew_questions()

    def reused(self) -> set[str]:
        """Questions whose answer stands as it was fetched from the last application."""
        last = self.carried_from.answers if self.carried_from else {}
        return {key for key, told in self.answers.items() if last.get(key) == told}

    def content(self) -> dict:
        """What is sent in, and what the hash on the certificate is made of."""
        supplier = self.supplier
        return {
            "requirements": f"{self.schema_name} {self.schema_version}",
            "supplier": {"name": supplier.name, "orgnr": supplier.orgnr or ""},
            "answers": self.schema.relevant(self.answers),
            "evidence": hashes_of(self),
        }

    @property
    def declared(self) -> SelfDeclaration | None:
        """What was sent in last."""
        return self.versions.first() if self.round else None
