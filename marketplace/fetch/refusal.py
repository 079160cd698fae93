"""Why an address was not fetched: refused by our rules, or failed at the other end."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from .exchange import Exchange

SENTENCES = {
    "url": _("Adressen er ikke en gyldig nettadresse."),
    "scheme": _("Adressen må begynne med https://."),
    "port": _("Adressen bruker en port som ikke er tillatt."),
    "userinfo": _("Adressen kan ikke inneholde brukernavn eller passord."),
    "host": _("Adressen må ha et fullstendig domenenavn."),
    "address": _("Adressen peker til et nett som ikke er åpent på internett."),
    "size": _("Svaret er større enn det som er tillatt."),
    "redirects": _("Adressen sender videre for mange ganger."),
    "encoding": _("Svaret er komprimert, selv om det ble bedt om et ukomprimert svar."),
    "dns": _("Fant ikke domenenavnet."),
    "connect": _("Fikk ikke kontakt med tjeneren."),
    "tls": _("Sikker forbindelse (TLS) kunne ikke opprettes."),
    "timeout": _("Svaret kom ikke innen tidsfristen."),
    "protocol": _("Tjeneren brøt forbindelsen eller svarte med noe annet enn HTTP."),
}


class FetchError(Exception):
    """No answer: `reason` is a code, `sentence` a msgid, `exchange` what is known so far."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.sentence = SENTENCES[reason]
        self.exchange = Exchange(url="")

    def __str__(self) -> str:
        return gettext(self.sentence)


class FetchRefused(FetchError):
    """Our rules say no; asking again will not help."""


class FetchFailed(FetchError):
    """The other end did not answer as it should."""
