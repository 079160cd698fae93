"""What may not stand: reports, hiding with a reason, and hearing the author."""

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import Actor
from marketplace.clock import db_now
from marketplace.conversation import policy
from marketplace.forms import reason
from marketplace.lifecycle import guard, step

from .event import ClockTimestamp


class CommentStatus(models.TextChoices):
    """Status for innlegg."""

    WAITING = "waiting", _("Venter på moderator")
    VISIBLE = "visible", _("Synlig")
    HIDDEN = "hidden", _("Skjult")
    WITHDRAWN = "withdrawn", _("Trukket")


Status = CommentStatus


class Cause(models.TextChoices):
    """Grunn: why something is reported or hidden."""

    PERSONAL = "personal", _("Personopplysninger")
    PATIENT = "patient", _("Opplysninger om en pasient")
    TRADE_SECRET = "trade_secret", _("Forretningshemmeligheter")
    ADVERTISING = "advertising", _("Reklame")
    OFFENSIVE = "offensive", _("Krenkende språk")
    OFF_TOPIC = "off_topic", _("Hører ikke hjemme her")
    OTHER = "other", _("Annet")


def cause(label) -> forms.ChoiceField:
    """A cause to choose."""
    return forms.ChoiceField(label=label, choices=Cause.choices)


@guard(_("Du har allerede meldt fra om dette innlegget."))
def is_not_reported_by_actor(comment, actor) -> bool:
    """One report a person."""
    return actor.user is None or not comment.reports.filter(by=actor.user).exists()


@guard(_("Du har allerede bedt om at dette blir sett på en gang til."))
def has_not_objected(comment, actor) -> bool:
    """The author is heard once."""
    return not comment.objection


class ReportQuerySet(models.QuerySet):
    """Named ways to reach reports."""

    def open(self) -> "ReportQuerySet":
        """Those that no moderator has looked at."""
        return self.filter(settled_at=None)

    def settle(self) -> None:
        """A moderator has decided."""
        self.update(settled_at=ClockTimestamp())


class Report(models.Model):
    """Melding: a person thinks that a comment should not stand."""

    comment = models.ForeignKey(
        "marketplace.Comment",
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("innlegg"),
    )
    by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("meldt av"),
    )
    organisation = models.ForeignKey(
        "marketplace.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("virksomhet"),
    )
    cause = models.CharField(_("grunn"), max_length=20, choices=Cause)
    text = models.TextField(_("forklaring"), blank=True)
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)
    settled_at = models.DateTimeField(_("avgjort"), null=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding om innlegg")
        verbose_name_plural = _("meldinger om innlegg")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="one_report_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}: {self.comment}"


class Moderated(models.Model):
    """Moderert: can be reported, hidden with a reason, and shown again."""

    hidden_cause = models.CharField(
        _("grunn til å skjule"), max_length=20, choices=Cause, blank=True, editable=False
    )
    objection = models.TextField(_("forfatterens innvending"), blank=True, editable=False)
    objection_settled_at = models.DateTimeField(_("sett på igjen"), null=True, editable=False)

    class Meta:
        abstract = True

    def letter(self, template: str, note: str) -> None:
        """Tell the author, in a letter."""
        from marketplace import letters

        where = letters.address(reverse("comment", args=[self.pk]))
        told = {"comment": self, "note": note, "url": where}
        key = f"{template}:{self.pk}:{self.timeline().count()}"
        letters.write(key, self.author, template, told)

    def as_actor(self) -> Actor:
        """The author, for the organisation they wrote for."""
        return Actor(self.author, self.organisation)

    @step(
        Status.WAITING,
        to=Status.VISIBLE,
        who=policy.moderates,
        label=_("Slipp gjennom"),
        done=_("Sluppet gjennom"),
        then=lambda comment: comment.tell(comment.as_actor()),
    )
    def approve(self, by):
        """A moderator has read it."""

    @step(
        [Status.WAITING, Status.VISIBLE],
        to=Status.HIDDEN,
        who=policy.moderates,
        label=_("Skjul innlegget"),
        done=_("Innlegget er skjult"),
        asks={"cause": cause(_("Grunn")), "note": reason(_("Forklaring til den som skrev"))},
        primary=False,
    )
    def hide(self, by, cause, note):
        """Nobody but the author and FKJ reads it any more."""
        self.hidden_cause = cause
        self.reports.open().settle()
        self.letter("comment_hidden", note)

    @step(
        Status.HIDDEN,
        to=Status.VISIBLE,
        who=policy.moderates,
        label=_("Vis innlegget igjen"),
        done=_("Innlegget vises igjen"),
        asks={"note": reason(required=False)},
    )
    def show(self, by, note=""):
        """It was hidden by mistake, or the author was right."""
        self.hidden_cause, self.objection_settled_at = "", db_now()

    @step(
        Status.HIDDEN,
        who=policy.moderates,
        label=_("La det være skjult"),
        done=_("Sett på igjen, fortsatt skjult"),
        asks={"note": reason(_("Forklaring til den som skrev"))},
        primary=False,
    )
    def keep_hidden(self, by, note):
        """The author was heard, and it stays."""
        self.objection_settled_at = db_now()
        self.letter("comment_hidden", note)

    @step(
        Status.HIDDEN,
        who=policy.wrote_it,
        label=_("Be om at det blir sett på igjen"),
        done=_("Bedt om at det blir sett på igjen"),
        needs=[has_not_objected],
        asks={"note": reason(_("Hvorfor bør innlegget vises?"))},
        primary=False,
    )
    def object_to_hiding(self, by, note):
        """The author is heard once."""
        self.objection = note

    @step(
        Status.VISIBLE,
        who=policy.moderates,
        label=_("Avvis meldingene"),
        done=_("Meldingene er avvist"),
        asks={"note": reason(required=False)},
        primary=False,
    )
    def dismiss_reports(self, by, note=""):
        """A moderator has looked, and it may stand."""
        self.reports.open().settle()

    @step(
        Status.VISIBLE,
        who=policy.someone_else,
        label=_("Meld fra"),
        done=_("Meldt fra om innlegget"),
        needs=[is_not_reported_by_actor],
        asks={"cause": cause(_("Hva er galt?")), "note": reason(_("Forklar"), required=False)},
        primary=False,
    )
    def report(self, by, cause, note=""):
        """Somebody thinks that it should not stand."""
        Report.objects.create(
            comment=self, by=by.user, organisation=by.organisation, cause=cause, text=note
        )
