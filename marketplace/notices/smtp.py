"""SMTP that tells, in between, when the mail server has the whole letter.

A letter changes hands with its last line, the single dot: before it the server throws the letter
away if we fall silent, after it the server delivers it whether we live or not. So the row is
written right after the dot and not after the answer, which may take seconds to come.
"""

import re
import smtplib

from django.core.mail.backends import smtp


class LeaseLost(Exception):
    """Somebody else has the letter now: it must not be handed over."""


class Telling:
    """Asks before the dot, and tells after it."""

    hand_over = None

    def data(self, msg: bytes):
        """Send the letter, its dot apart."""
        self.putcmd("data")
        code, reply = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        self.send(re.sub(rb"(?m)^\.", b"..", msg) + (b"" if msg.endswith(b"\r\n") else b"\r\n"))
        self._make_sure()
        self.send(b".\r\n")
        self.hand_over.done()
        code, reply = self.getreply()
        self.hand_over.answer = f"{code} {reply.decode(errors='replace')}"
        return code, reply

    def _make_sure(self) -> None:
        try:
            self.hand_over.prepare()
        except BaseException:
            # Half a letter has gone over the line: hanging up is the only way to take it back.
            self.close()
            raise


class PlainLine(Telling, smtplib.SMTP):
    """A line that may turn to TLS after it is opened."""


class SecureLine(Telling, smtplib.SMTP_SSL):
    """A line that speaks TLS from the first byte."""


class Backend(smtp.EmailBackend):
    """Django's own SMTP, over a line that tells."""

    @property
    def connection_class(self):
        """The line to speak over."""
        return SecureLine if self.use_ssl else PlainLine

    def _send(self, email_message) -> bool:
        self.connection.hand_over = email_message.hand_over
        return super()._send(email_message)
