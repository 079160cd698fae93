"""What a certificate says, and whether it holds today."""

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.clock import db_today
from marketplace.letters import address

from .qualification_status import QualificationStatus

GROUP = 8


class Standing(models.TextChoices):
    """Gyldighet: what a certificate is worth today."""

    VALID = "valid", gettext_lazy("Gyldig")
    EXPIRED = "expired", gettext_lazy("Utløpt")
    SUSPENDED = "suspended", gettext_lazy("Suspendert")
    REPLACED = "replaced", gettext_lazy("Erstattet av et nyere bevis")
    WITHDRAWN = "withdrawn", gettext_lazy("Trukket")


class Certificate:
    """Kvalifiseringsbevis: the facts of a granted qualification, as anybody may see them."""

    def __init__(self, qualification) -> None:
        self.qualification, self.declared = qualification, qualification.declared

    @property
    def standing(self) -> Standing:
        """What it is worth today, by the database's calendar."""
        thing = self.qualification
        if thing.status != QualificationStatus.QUALIFIED:
            return Standing(thing.status)
        return Standing.VALID if thing.valid_until >= db_today() else Standing.EXPIRED

    @property
    def is_valid(self) -> bool:
        """Tell whether it counts today."""
        return self.standing == Standing.VALID

    # The tag of the page reads a status and its words from anything.
    @property
    def status(self) -> str:
        """Code of what it is worth."""
        return self.standing.value

    def get_status_display(self) -> str:
        """What it is worth, in words."""
        return str(self.standing.label)

    @property
    def check_url(self) -> str:
        """Where anybody can check it."""
        where = reverse("participation:certificate_check")
        return f"{where}?nummer={self.qualification.certificate}"

    @property
    def fingerprint(self) -> str:
        """The hash of the answers, in groups that fit on a line."""
        whole = self.declared.sha256
        return " ".join(whole[n : n + GROUP] for n in range(0, len(whole), GROUP))

    def facts(self) -> list[tuple[str, str]]:
        """Everything it says: (label, text)."""
        thing, supplier = self.qualification, self.declared.content["supplier"]
        return [
            (_("Leverandør"), supplier["name"]),
            (_("Organisasjonsnummer"), supplier["orgnr"]),
            (_("Bevisnummer"), thing.certificate),
            (_("Kravsett"), _("Versjon %(number)s") % {"number": thing.schema_version}),
            (_("Gjelder fra"), date_format(thing.valid_from)),
            (_("Gjelder til og med"), date_format(thing.valid_until)),
            (_("Svarenes fingeravtrykk (SHA-256)"), self.fingerprint),
        ]

    def data(self) -> dict:
        """What the PDF is made of, in the reader's language."""
        return {
            "title": _("Kvalifiseringsbevis"),
            "lead": _(
                "Felles kommunal journal bekrefter at leverandøren har svart på kravene for å "
                "delta, og at to personer har vurdert og godkjent svarene."
            ),
            "facts": self.facts(),
            "check": _("Beviset kan trekkes eller suspenderes. Sjekk om det gjelder i dag:"),
            "address": address(self.check_url),
            "printed": _("Skrevet ut %(date)s") % {"date": date_format(db_today())},
        }
