"""Asking the supplier's server: one more try, and silence kept as evidence."""

import time

from django.utils.translation import gettext_noop as _

from marketplace.fetch import Exchange, FetchFailed, FetchRefused, fetch

from .result import Message

TRIES = 2
PAUSE_SECONDS = 2.0
BROKEN = _("Tjeneren svarte med feilkoden %(status)s.")


class Unreachable(Exception):
    """The supplier's server gave no usable answer."""

    def __init__(self, message: Message, exchanges: list[Exchange], refused: bool = False):
        super().__init__(message.text)
        self.message = message
        self.exchanges = exchanges
        self.refused = refused


def ask(url: str, **options) -> Exchange:
    """Return the server's answer; a server that is down gets one more chance."""
    silences: list[Exchange] = []
    for left in reversed(range(TRIES)):
        exchange, message = _try(url, options)
        if message is None:
            return exchange
        silences.append(exchange)
        time.sleep(PAUSE_SECONDS if left else 0)
    raise Unreachable(message, silences)


def _try(url: str, options: dict) -> tuple[Exchange, Message | None]:
    try:
        exchange = fetch(url, **options)
    except FetchRefused as refusal:
        raise Unreachable(Message(refusal.sentence), [refusal.exchange], True) from refusal
    except FetchFailed as failure:
        return failure.exchange, Message(failure.sentence)
    broken = exchange.status >= 500
    return exchange, Message(BROKEN, {"status": exchange.status}) if broken else None
