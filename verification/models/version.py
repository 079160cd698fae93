"""Versions: what is declared, run and attested."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.declaring import Declaring
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Organisation
from marketplace.versions import fingerprint
from marketplace.writing import Written
from participation.models import accepted_terms
from verification import policy

from .application import Application
from .attestation import Attestation
from .run import Run

# Prices, days and papers: an answer of these types is true for a time, not for a product.
OF_ITS_TIME = {"money", "date", "document"}


def expires(schema, key: str) -> bool:
    """Tell whether an answer is only true for a time."""
    return key in schema and schema[key].type in OF_ITS_TIME


@guard(
    _("Alle spørsmål som kreves for publisering, må være besvart."),
    link=lambda version, actor: reverse("verification:version_declaration", args=[version.pk]),
)
def is_complete(version, actor) -> bool:
    """Tell whether the declaration has no holes."""
    return not version.newest_schema.missing(version.newest_answers)


@guard(_("Forrige kjøring må være ferdig først."))
def has_no_active_run(version, actor) -> bool:
    """One run at a time for each version."""
    return not version.runs.active().exists()


class VersionQuerySet(models.QuerySet):
    """Named ways to reach versions."""

    def visible_to(self, user) -> "VersionQuerySet":
        """Everybody sees what has been attested; the supplier its own; FKJ all."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        attested = Attestation.objects.ever_public().values("version")
        return self.filter(Q(application__supplier__in=mine) | Q(pk__in=attested))

    def waiting_for(self, actor) -> "VersionQuerySet":
        """Drafts to finish, and declared versions that nobody has tried."""
        if not actor.is_kind(Organisation.Kind.SUPPLIER):
            return self.none()
        mine = self.filter(application__supplier__in=actor.reach)
        return mine.filter(Q(status="draft") | Q(status="declared", runs__isnull=True))


class Version(Written, Declaring, Lifecycle):
    """Versjon: one version of an application with its product declaration.

    From `declared` on, the content cannot change: a trigger in the database refuses it.
    """

    noun = "versjon"
    named_with = ("application",)
    belongs_to = ("application__supplier",)
    attaches = policy.documents_version
    heard_through = ("application",)
    schema_name = "product"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        DECLARED = "declared", _("Deklarert")
        WITHDRAWN = "withdrawn", _("Trukket")

    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("sluttbrukerløsning"),
    )
    number = models.CharField(
        _("versjonsnummer"), max_length=30, validators=[RegexValidator(r"^[0-9A-Za-z][\w.+-]*$")]
    )
    release_notes = models.TextField(_("endringslogg"), blank=True)
    artifact_sha256 = models.CharField(
        _("SHA-256 for leveransen"),
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", _("Skriv 64 tegn, 0–9 og a–f."))],
    )
    ui_url = models.URLField(_("adresse til brukerflaten"), blank=True)
    fhir_url = models.URLField(_("adresse til FHIR-tjenesten"), blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    status = status_field(Status, Status.DRAFT)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versjon")
        verbose_name_plural = _("versjoner")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="one_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("verification:version", args=[self.pk])

    def content(self) -> dict:
        """What the hash covers, and what a run is about."""
        return {
            "number": self.number,
            "release_notes": self.release_notes,
            "artifact_sha256": self.artifact_sha256,
            "ui_url": self.ui_url,
            "fhir_url": self.fhir_url,
            "schema_version": self.schema_version,
            "answers": self.answers,
        }

    def inputs(self) -> dict:
        """The snapshot that the checks read."""
        others = self.application.versions.exclude(pk=self.pk).exclude(status="draft")
        earlier = list(others.values_list("number", "artifact_sha256"))
        return self.content() | {"earlier": earlier}

    def start_from(self, earlier: "Version") -> None:
        """Take the answers that fit; what is true for a time only must be given again."""
        lasting = {k: a for k, a in earlier.answers.items() if not expires(earlier.schema, k)}
        self.answers = earlier.schema.carry(lasting, to=self.schema).answers

    def not_taken(self, earlier: "Version") -> list:
        """The questions that were answered in the earlier version and must be answered again."""
        answered = earlier.schema.relevant(earlier.answers)
        return [earlier.schema[key] for key in answered if key not in self.answers]

    @step(
        Status.DRAFT,
        to=Status.DECLARED,
        who=policy.declares,
        label=_("Deklarer"),
        done=_("Deklarert"),
        needs=[accepted_terms, is_complete],
        confirm=_("Deklarasjonen fryses. Endringer krever en ny versjon."),
    )
    def declare(self, by):
        """Stand behind the answers to the newest questions; from here on they cannot change."""
        self.renew_questions()
        self.answers = self.schema.relevant(self.answers)
        self.sha256 = fingerprint(self.content())

    @step(
        Status.DECLARED,
        who=policy.works_on_version,
        label=_("Start selvverifisering"),
        done=_("Selvverifisering startet"),
        needs=[accepted_terms, has_no_active_run],
    )
    def verify(self, by):
        """Put the checks in the queue."""
        Run.objects.start(self, by)

    @step(
        [Status.DRAFT, Status.DECLARED],
        to=Status.WITHDRAWN,
        who=policy.declares,
        label=_("Trekk versjonen"),
        done=_("Versjonen er trukket"),
        confirm=_("Versjonen kan ikke tas i bruk igjen."),
        primary=False,
    )
    def withdraw(self, by):
        """The supplier takes it back."""
