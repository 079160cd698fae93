"""What people are told, and how they want to be told."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp


class NoticeQuerySet(models.QuerySet):
    """Named ways to reach notices."""

    def unread(self) -> "NoticeQuerySet":
        """Those that the person has not seen."""
        return self.filter(read_at__isnull=True)

    def unmailed(self) -> "NoticeQuerySet":
        """Those that are neither seen nor sent by e-mail."""
        return self.unread().filter(mailed_at__isnull=True)

    def about(self, thing: models.Model) -> "NoticeQuerySet":
        """Those that are about the thing."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(subject_type=kind, subject_id=thing.pk)

    def mark_read(self) -> int:
        """Note that the person has seen them."""
        return self.unread().update(read_at=ClockTimestamp())

    def open(self, user, thing: models.Model) -> None:
        """Whoever opens the thing has seen what was told of it."""
        if user.is_authenticated:
            self.filter(user=user).about(thing).mark_read()


class Notice(models.Model):
    """Varsel: one person is told of one event, once."""

    class Kind(models.TextChoices):
        """Slag: why the person is told; the first that fits."""

        MENTION = "mention", _("Nevnt")
        TASK = "task", _("Oppgave")
        DECISION = "decision", _("Avgjørelse")
        FOLLOWED = "followed", _("Fulgt")

    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("bruker"),
    )
    event = models.ForeignKey(
        "marketplace.Event",
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("hendelse"),
    )
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, verbose_name=_("gjelder")
    )
    subject_id = models.PositiveBigIntegerField(_("nummer"))
    subject = GenericForeignKey("subject_type", "subject_id")
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)
    read_at = models.DateTimeField(_("lest"), null=True, editable=False)
    mailed_at = models.DateTimeField(_("sendt på e-post"), null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="one_notice_of_an_event")
        ]
        indexes = [
            models.Index(fields=["user", "subject_type", "subject_id", "-id"]),
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["user"],
                name="notice_unmailed",
                condition=Q(read_at__isnull=True, mailed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event}"


class NoticeSettings(models.Model):
    """Varselinnstillinger: how one person wants to be told. Without a row, as the defaults say."""

    class Digest(models.TextChoices):
        """Samlebrev: how often what has happened is gathered in one letter."""

        DAILY = "daily", _("Hver dag")
        WEEKLY = "weekly", _("Hver mandag")
        OFF = "off", _("Aldri")

    user = models.OneToOneField(
        "marketplace.User",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notice_settings",
        verbose_name=_("bruker"),
    )
    digest = models.CharField(
        _("Samlebrev"),
        max_length=10,
        choices=Digest,
        default=Digest.DAILY,
        help_text=_("Det som har skjedd siden sist, samlet i én e-post klokka 07."),
    )
    direct_mention = models.BooleanField(_("når noen nevner meg"), default=True)
    direct_task = models.BooleanField(_("når noe venter på meg"), default=True)
    direct_decision = models.BooleanField(
        _("når noe som gjelder virksomheten min, blir avgjort"), default=True
    )
    follows_own = models.BooleanField(
        _("følg automatisk det jeg oppretter eller gjør noe med"), default=True
    )

    class Meta:
        verbose_name = _("varselinnstillinger")
        verbose_name_plural = _("varselinnstillinger")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_digest_display()}"

    @classmethod
    def of(cls, user) -> "NoticeSettings":
        """The person's choices, or the defaults."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    def direct_kinds(self) -> list[str]:
        """The kinds of notices that are sent at once."""
        kinds = (Notice.Kind.MENTION, Notice.Kind.TASK, Notice.Kind.DECISION)
        return [kind for kind in kinds if getattr(self, f"direct_{kind}")]
