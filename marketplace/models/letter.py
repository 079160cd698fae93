"""E-mail that waits in the database until a worker has sent it.

The row is the job: a worker claims it (lease and token), the mail server takes it, and the row says
so at once. Whoever comes back after the lease is gone hands over nothing. All times are the
database's.
"""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from .event import ClockTimestamp

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
LONGEST_PAUSE = 3600


def clock(seconds: float = 0):
    """The database's wall clock, so many seconds from now."""
    shift = Value(timedelta(seconds=seconds), output_field=models.DurationField())
    return models.ExpressionWrapper(ClockTimestamp() + shift, output_field=models.DateTimeField())


class LetterQuerySet(models.QuerySet):
    """Named ways to reach letters; the only place where their state changes."""

    def due(self) -> "LetterQuerySet":
        """Those that wait, and those whose worker is gone."""
        waits = Q(state=Letter.State.WAITING, next_try_at__lte=clock())
        left = Q(state=Letter.State.SENDING, lease_until__lt=clock())
        return self.filter(waits | left)

    def claim(self, pk: int | None = None) -> "Letter | None":
        """Take one letter that is due, this one if a number is given; None when there is none."""
        rows = self.due().filter(pk=pk) if pk else self.due()
        with transaction.atomic():
            letter = rows.select_for_update(skip_locked=True).order_by("next_try_at").first()
            if letter:
                self.filter(pk=letter.pk).update(
                    state=Letter.State.SENDING,
                    token=uuid.uuid4(),
                    lease_until=clock(settings.LEASE_SECONDS),
                    attempt=F("attempt") + 1,
                )
                letter.refresh_from_db()
        return letter

    def tidy(self) -> int:
        """Empty what was handed over by a worker that did not live to hear the answer."""
        sent = self.filter(state=Letter.State.SENT, lease_until__lt=clock())
        return 0 if settings.DEMO else sent.exclude(text="").update(text="")

    def try_again(self) -> int:
        """Give letters that failed a new start."""
        failed = self.filter(state=Letter.State.FAILED)
        return failed.update(state=Letter.State.WAITING, attempt=0, next_try_at=clock())


class Letter(models.Model):
    """Brev: an e-mail, written in the same transaction as what it tells of. The row is the job.

    `key` says which letter it is: writing the same one again keeps the first. A sent letter without
    an `answer` was handed over by a worker that was stopped before the mail server had answered.
    """

    class State(models.TextChoices):
        """Tilstand: of the job, not of a noun; changed by guarded updates, never by steps."""

        WAITING = "waiting", _("Venter")
        SENDING = "sending", _("Sendes")
        SENT = "sent", _("Sendt")
        FAILED = "failed", _("Feilet")

    key = models.CharField(_("nøkkel"), max_length=200, unique=True)
    to = models.EmailField(_("til"))
    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="letters",
        verbose_name=_("bruker"),
    )
    language = models.CharField(_("språk"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("emne"), max_length=200)
    text = models.TextField(_("tekst"))
    headers = models.JSONField(_("hoder"), default=dict, blank=True)
    written_at = models.DateTimeField(_("skrevet"), db_default=ClockTimestamp(), editable=False)
    sent_at = models.DateTimeField(_("sendt"), null=True, editable=False)
    state = models.CharField(
        _("tilstand"), max_length=10, choices=State, default=State.WAITING, editable=False
    )
    attempt = models.PositiveSmallIntegerField(_("forsøk"), default=0, editable=False)
    token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_try_at = models.DateTimeField(
        _("neste forsøk"), db_default=ClockTimestamp(), editable=False
    )
    answer = models.CharField(_("svar fra e-posttjeneren"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="sent_letters_have_a_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="letters_to_send",
                condition=Q(state__in=["waiting", "sending"]),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def wake(self) -> None:
        """Send the message that wakes a worker, once the row is committed."""
        transaction.on_commit(self._nudge, robust=True)

    def _nudge(self) -> None:
        from marketplace.tasks import send_letters

        try:
            send_letters.apply_async([self.pk], retry=False)
        except OperationalError:
            # The row is the job: the sweeper finds the letter when the broker is back.
            log.warning("No broker for letter %s; the sweeper will send it.", self.pk)

    def renew(self) -> bool:
        """Lengthen the lease; False when the letter is no longer ours to hand over."""
        mine = self._mine().filter(state=self.State.SENDING)
        return bool(mine.update(lease_until=clock(settings.LEASE_SECONDS)))

    def receive(self, answer: str) -> None:
        """The mail server has it. Keep its answer; what the letter said is not kept."""
        told = {"sent_at": Coalesce(F("sent_at"), clock()), "answer": answer[:300]}
        # It may hold links that open accounts; only a demo shows it afterwards.
        kept = {} if settings.DEMO else {"text": ""}
        self._mine().update(state=self.State.SENT, **told, **kept)

    def put_back(self, answer: str, *, forever: bool = False) -> None:
        """Try again after a pause that grows, or give up: the mail server did not take it."""
        ended = forever or self.attempt >= MOST_ATTEMPTS
        pause = min(LONGEST_PAUSE, 30 * 2 ** (self.attempt - 1))
        self._mine().update(
            state=self.State.FAILED if ended else self.State.WAITING,
            sent_at=None,
            token=None,
            next_try_at=clock(pause),
            answer=answer[:300],
        )

    def _mine(self) -> models.QuerySet:
        return Letter.objects.filter(pk=self.pk, token=self.token)
