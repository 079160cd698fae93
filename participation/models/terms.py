"""Terms: every version that has been drafted, published and replaced."""

import hashlib
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import Lifecycle, lock, status_field, step
from marketplace.models import Organisation
from marketplace.policy import administers, machine
from participation import policy

from . import publishing
from .audience import Audience
from .standing import TermsQuerySet

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def in_every_language() -> Q:
    """Nothing is left untranslated."""
    fields = [f"{name}{suffix}" for name in ("title", "text") for suffix in ("", "_nn", "_en")]
    return ~Q(*[(field, "") for field in fields], _connector=Q.OR)


def never_two_at_once(audience: str) -> ExclusionConstraint:
    """At most one version binds an audience on any day."""
    days = Func(F("valid_from"), F("valid_to"), Value("[]"), function="DATERANGE")
    return ExclusionConstraint(
        name=f"one_terms_a_day_{audience}",
        expressions=[(days, RangeOperators.OVERLAPS)],
        condition=Q(audience=audience, status__in=["published", "replaced"]),
    )


class Terms(Lifecycle):
    """Vilkår: the terms for taking part, one row for each version and audience.

    A published version never changes. A material revision must be accepted by `accept_by`; until
    then the old acceptance counts. Other revisions carry the old acceptance over.
    """

    noun = "vilkar"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        REVIEWED = "reviewed", _("Kontrollert")
        PUBLISHED = "published", _("Publisert")
        REPLACED = "replaced", _("Erstattet")

    audience = models.CharField(_("målgruppe"), max_length=20, choices=Audience)
    number = models.PositiveSmallIntegerField(_("versjon"))
    title = models.CharField(_("tittel på bokmål"), max_length=200)
    title_nn = models.CharField(_("tittel på nynorsk"), max_length=200, blank=True)
    title_en = models.CharField(_("tittel på engelsk"), max_length=200, blank=True)
    text = models.TextField(_("tekst på bokmål"), max_length=100_000)
    text_nn = models.TextField(_("tekst på nynorsk"), max_length=100_000, blank=True)
    text_en = models.TextField(_("tekst på engelsk"), max_length=100_000, blank=True)
    material = models.BooleanField(_("vesentlig endring"), default=True)
    valid_from = models.DateField(_("gyldig fra"), null=True, blank=True)
    valid_to = models.DateField(_("gyldig til"), null=True, blank=True, editable=False)
    accept_by = models.DateField(_("må godtas innen"), null=True, blank=True)
    written_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("skrevet av"),
    )
    status = status_field(Status, Status.DRAFT)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("vilkår")
        verbose_name_plural = _("vilkår")
        ordering = ["audience", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["audience", "number"], name="one_terms_version"),
            models.UniqueConstraint(
                fields=["audience"],
                condition=Q(status__in=["draft", "reviewed"]),
                name="one_open_terms_draft",
            ),
            models.CheckConstraint(
                name="terms_due_after_they_start",
                condition=Q(accept_by__isnull=True)
                | Q(material=True, accept_by__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="published_terms_are_whole",
                condition=Q(status__in=["draft", "reviewed"])
                | (Q(valid_from__isnull=False) & in_every_language()),
            ),
            *[never_two_at_once(audience) for audience in Audience.values],
        ]

    def __str__(self) -> str:
        return f"{self.heading} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("participation:terms_page", args=[self.pk])

    @property
    def edit_url(self) -> str:
        """Where a draft is written."""
        return reverse("participation:terms_edit", args=[self.pk])

    def _in(self, field: str, language: str) -> str:
        return getattr(self, f"{field}_{language}", "") or getattr(self, field)

    def title_in(self, language: str) -> str:
        """Title in a language; bokmål where it is missing."""
        return self._in("title", language)

    def text_in(self, language: str) -> str:
        """Text in a language; bokmål where it is missing."""
        return self._in("text", language)

    def document_in(self, language: str) -> str:
        """Exactly what is accepted: the title, an empty line and the text."""
        return f"{self.title_in(language)}\n\n{self.text_in(language)}\n"

    def sha256_in(self, language: str) -> str:
        """SHA-256 of exactly what is accepted, as UTF-8."""
        return hashlib.sha256(self.document_in(language).encode()).hexdigest()

    @property
    def heading(self) -> str:
        """Title in the reader's language."""
        return self.title_in(get_language() or "nb")

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read it."""
        return self.status in (self.Status.PUBLISHED, self.Status.REPLACED)

    def previous(self) -> "Terms | None":
        """The published version before this one."""
        earlier = Terms.objects.published().filter(audience=self.audience)
        return earlier.filter(number__lt=self.number).order_by("-number").first()

    @property
    def due_on(self) -> date | None:
        """The day by which it must be accepted."""
        return self.accept_by

    def concerned(self) -> models.QuerySet:
        """Those it binds and who take part; FKJ while it is being written."""
        kinds = Audience(self.audience).kinds if self.is_public else [Organisation.Kind.OPERATOR]
        active = Organisation.objects.filter(memberships__ended_at__isnull=True)
        return active.filter(kind__in=kinds, memberships__isnull=False).distinct()

    def told_to(self, actor) -> models.QuerySet:
        """That it was published and replaced; how it was drafted is FKJ's own."""
        events = self.timeline()
        return events if actor.is_fkj else events.filter(step__in=["publish", "replace"])

    @step(
        Status.DRAFT,
        to=Status.REVIEWED,
        who=policy.settles,
        label=_("Godkjenn utkastet"),
        done=_("Utkastet kontrollert og godkjent"),
        needs=[publishing.is_another_person, publishing.is_translated, publishing.has_dates],
    )
    def review(self, by):
        """A second person has read it in every language."""

    @step(
        Status.REVIEWED,
        to=Status.DRAFT,
        who=policy.settles,
        label=_("Send tilbake til utkast"),
        done=_("Sendt tilbake til utkast"),
        asks={"note": publishing.why_sent_back()},
        primary=False,
    )
    def send_back(self, by, note):
        """Something must be put right first."""

    @step(
        Status.REVIEWED,
        to=Status.PUBLISHED,
        who=administers,
        label=_("Publiser"),
        done=_("Publisert"),
        needs=[publishing.has_dates, publishing.starts_in_time, publishing.starts_after_previous],
        confirm=_("En publisert versjon kan ikke endres. Feil rettes med en ny versjon."),
    )
    def publish(self, by):
        """Let it take over from the version before it on its first day."""
        if previous := self.previous():
            lock(previous)
            previous.valid_to = self.valid_from - timedelta(days=1)
            previous.save(update_fields=["valid_to", "updated_at"])

    @step(
        Status.PUBLISHED,
        to=Status.REPLACED,
        who=machine,
        label=_("Erstattet av ny versjon"),
        needs=[publishing.is_past_its_end],
    )
    def replace(self, by):
        """Its last day has passed."""
