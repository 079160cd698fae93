"""A real mail server on loopback that takes letters and counts them."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.promises.stack import free_port


class Office:
    """What came in, whole letters only; `refuse` says how to answer some addresses."""

    def __init__(self, slow: float = 0.0) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.refuse: dict[str, str] = {}
        self.answers: list[str] = []
        self.slow = slow

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        """Refuse some addresses."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        """Take the letter. Real servers take their time before they answer."""
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters += [(address, letter) for address in envelope.rcpt_tos]
        time.sleep(self.slow)
        return self.answers.pop() if self.answers else "250 Taken"

    def counts(self) -> Counter:
        """How many times each letter came to each address."""
        return Counter((address, letter["Message-ID"]) for address, letter in self.letters)

    def came_to(self, address: str) -> EmailMessage:
        """The one letter that came to the address."""
        [letter] = [letter for to, letter in self.letters if to == address]
        return letter


@contextmanager
def open_office(slow: float = 0.0) -> Iterator[tuple[Office, dict[str, str]]]:
    """The office, and the environment or settings that lead to it."""
    office = Office(slow)
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        where = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(controller.port)}
        yield office, where | {"EMAIL_BACKEND": "marketplace.notices.smtp.Backend"}
    finally:
        controller.stop()
