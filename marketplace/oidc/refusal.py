"""Why somebody was not let in, and what they can do about it."""

import logging

from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

UNCHECKED = _(
    "Svaret vi fikk, kunne ikke kontrolleres, så vi slapp deg ikke inn. Prøv en gang til. "
    "Skjer det igjen, ta kontakt med oss."
)
ADVICE = {
    "state": _(
        "Innloggingen er for gammel, er brukt før eller ble startet i en annen nettleser. "
        "Start på nytt herfra."
    ),
    "level": _(
        "Innloggingen hadde for lavt sikkerhetsnivå. Logg inn på nytt med to-trinns bekreftelse, "
        "BankID eller en annen eID på høyt nivå."
    ),
    "person": _(
        "Vi fikk ikke vite sikkert hvem du er, så vi slapp deg ikke inn. Prøv en annen måte å "
        "logge inn på."
    ),
    "organisation": _(
        "Vi fikk ikke vite sikkert hvilken virksomhet du representerer. Logg inn på nytt og velg "
        "én virksomhet."
    ),
    "down": _(
        "Innloggingstjenesten svarer ikke nå. Prøv igjen om litt, eller logg inn med e-post og "
        "passord."
    ),
    "taken": _(
        "E-postadressen din har allerede en konto her. Av sikkerhetsgrunner kobler vi dem ikke "
        "sammen av oss selv. Logg inn med e-post og passord først, og koble så til denne "
        "innloggingen fra «Min side»."
    ),
}
STATUS = {"down": 503, "taken": 409}


class Refused(Exception):
    """Avvist: the sign-in ends here. `detail` goes to the log and must never hold personal data."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail

    @property
    def advice(self):
        """What the person can do."""
        return ADVICE.get(self.reason, UNCHECKED)

    @property
    def status(self) -> int:
        """The HTTP status of the page that says so."""
        return STATUS.get(self.reason, 403)

    def tell_log(self, way: str) -> None:
        """One line for those who run the site: which way in, and why."""
        log.warning("sign-in by %s refused: %s (%s)", way, self.reason, self.detail)
