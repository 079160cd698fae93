"""The post office: takes letters that are due, and hands them to the mail server, each once."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection

from marketplace.models import Letter
from marketplace.notices import paper
from marketplace.notices.pace import for_a_while
from marketplace.notices.smtp import LeaseLost

log = logging.getLogger(__name__)
MOST_AT_ONCE = 100
HANDED_OVER = b"""
UPDATE marketplace_letter SET state = 'sent', sent_at = clock_timestamp()
WHERE id = $1 AND token = $2
"""


class HandOver:
    """The moment a letter changes hands.

    The row is written without waiting for the database's answer: the mail server's dot and the
    database's statement leave in two calls right after each other, so a worker that is killed has
    almost always made both or neither. Each server finishes what it was sent, also for the dead.
    """

    def __init__(self, letter: Letter) -> None:
        self.letter, self.answer, self.is_asked = letter, "", False
        self.values = [str(letter.pk).encode(), str(letter.token).encode()]
        connection.ensure_connection()
        self.database = connection.connection.pgconn

    def prepare(self) -> None:
        """Make sure that the letter is still ours, whatever time the line has taken."""
        if not self.letter.renew():
            raise LeaseLost

    def done(self) -> None:
        """Send the statement; nothing else may be asked of the database before `settle`."""
        self.is_asked = True
        self.database.send_query_params(HANDED_OVER, self.values)
        self.database.flush()

    def settle(self) -> None:
        """Read the database's answer."""
        if self.is_asked:
            while self.database.get_result() is not None:
                pass
        self.is_asked = False


def send_due(first: int | None = None) -> int:
    """Send this letter and whatever else is due, over one line. Returns how many."""
    Letter.objects.tidy()
    if not Letter.objects.due().exists():
        return 0
    line = get_connection()
    try:
        line.open()
    except OSError as error:
        # Nobody's letter is to blame, so no attempt is counted.
        log.warning("The mail server cannot be reached: %s", error)
        return 0
    try:
        return _send_while_due(line, first)
    finally:
        _hang_up(line)


def _send_while_due(line, first: int | None) -> int:
    letter, sent = first and Letter.objects.claim(first), 0
    for _number in for_a_while(range(MOST_AT_ONCE)):
        letter = letter or Letter.objects.claim()
        if letter is None or not _send(letter, line):
            break
        letter, sent = None, sent + 1
    return sent


def _send(letter: Letter, line) -> bool:
    """Send one letter. False when the line is broken and the next one needs a new one."""
    hand_over = HandOver(letter)
    try:
        _give(letter, line, hand_over)
    except LeaseLost:
        return False
    except smtplib.SMTPResponseException as refusal:
        letter.put_back(_said(refusal.smtp_code, refusal.smtp_error), forever=_final(refusal))
        return refusal.smtp_code != 421
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reply = next(iter(refusal.recipients.values()))
        letter.put_back(_said(code, reply), forever=code >= 500)
        return code != 421
    except Exception as error:
        return _gave_up(letter, hand_over, error)
    letter.receive(hand_over.answer or "OK")
    return True


def _give(letter: Letter, line, hand_over: HandOver) -> None:
    message = compose(letter, line)
    message.hand_over = hand_over
    try:
        message.send()
        if not hand_over.answer:  # a backend that is not SMTP takes the letter at once
            hand_over.done()
    finally:
        hand_over.settle()


def _gave_up(letter: Letter, hand_over: HandOver, error: Exception) -> bool:
    """The line broke. After the dot the letter is the server's; before it, it is still ours."""
    log.warning("Letter %s: %r", letter.pk, error)
    letter.refresh_from_db()
    if letter.state != Letter.State.SENT:
        letter.put_back(str(error) or type(error).__name__)
    return False


def _final(refusal: smtplib.SMTPResponseException) -> bool:
    # What the server says of the sender concerns every letter, so it is tried again.
    is_about_sender = isinstance(refusal, smtplib.SMTPSenderRefused)
    return refusal.smtp_code >= 500 and not is_about_sender


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {text}"


def _hang_up(line) -> None:
    try:
        line.close()
    except (OSError, smtplib.SMTPException):
        log.info("The mail server had hung up already.")


def compose(letter: Letter, line=None) -> EmailMultiAlternatives:
    """The letter as it goes out: text and simple HTML, with a number that never changes."""
    told = paper.of(letter)
    headers = {
        "Message-ID": message_id(letter),
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    message = EmailMultiAlternatives(
        letter.subject, told.text, to=[letter.to], headers=headers | letter.headers, connection=line
    )
    message.attach_alternative(told.html, "text/html")
    return message


def message_id(letter: Letter) -> str:
    """Made from the letter's number: a receiver that gets it twice knows it again."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<brev.{letter.pk}.{int(letter.written_at.timestamp())}@{domain}>"
