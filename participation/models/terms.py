"""Terms, and who has accepted them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import guard
from marketplace.models import Organisation
from marketplace.models.event import ClockTimestamp


class Audience(models.TextChoices):
    """Målgruppe: whom a set of terms binds."""

    MUNICIPAL = "municipal", _("Kommuner og fylkeskommuner")
    SUPPLIER = "supplier", _("Leverandører")
    OTHER = "other", _("Andre deltakere")

    @classmethod
    def of(cls, organisation: Organisation) -> "Audience":
        """The audience that the organisation belongs to."""
        if organisation.is_municipal:
            return cls.MUNICIPAL
        is_supplier = organisation.kind == Organisation.Kind.SUPPLIER
        return cls.SUPPLIER if is_supplier else cls.OTHER


class TermsQuerySet(models.QuerySet):
    """Named ways to reach terms."""

    def visible_to(self, user) -> "TermsQuerySet":
        """Everybody may read the terms."""
        return self

    def current(self) -> "TermsQuerySet":
        """The terms that apply today."""
        today = TruncDate(Now())
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today)

    def binding(self, organisation: Organisation) -> "TermsQuerySet":
        """Current terms that the organisation must have accepted."""
        return self.current().filter(audience=Audience.of(organisation))

    def unaccepted_by(self, organisation: Organisation) -> "TermsQuerySet":
        """Binding terms that still wait for the organisation."""
        return self.binding(organisation).exclude(acceptances__organisation=organisation)


class Terms(models.Model):
    """Vilkår: the terms for taking part, one row for each version and audience."""

    audience = models.CharField(_("målgruppe"), max_length=20, choices=Audience)
    number = models.PositiveSmallIntegerField(_("versjon"))
    title = models.CharField(_("tittel"), max_length=200)
    title_nn = models.CharField(_("tittel på nynorsk"), max_length=200)
    title_en = models.CharField(_("tittel på engelsk"), max_length=200)
    text = models.TextField(_("tekst"))
    text_nn = models.TextField(_("tekst på nynorsk"))
    text_en = models.TextField(_("tekst på engelsk"))
    material = models.BooleanField(_("vesentlig endring"), default=True)
    valid_from = models.DateField(_("gyldig fra"))
    valid_to = models.DateField(_("gyldig til"), null=True, blank=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("vilkår")
        verbose_name_plural = _("vilkår")
        ordering = ["audience", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["audience", "number"], name="one_terms_version")
        ]

    def __str__(self) -> str:
        return f"{self.heading} v{self.number}"

    def _in_language(self, field: str) -> str:
        language = get_language() or "nb"
        return getattr(self, f"{field}_{language}", "") or getattr(self, field)

    @property
    def heading(self) -> str:
        """Title in the reader's language."""
        return self._in_language("title")

    @property
    def body(self) -> str:
        """Text in the reader's language."""
        return self._in_language("text")


class Acceptance(models.Model):
    """Aksept: an organisation has accepted a version of the terms. Append-only."""

    terms = models.ForeignKey(
        Terms, on_delete=models.PROTECT, related_name="acceptances", verbose_name=_("vilkår")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="acceptances",
        verbose_name=_("virksomhet"),
    )
    accepted_by = models.ForeignKey(
        "marketplace.User", on_delete=models.PROTECT, verbose_name=_("godtatt av")
    )
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        verbose_name = _("aksept")
        verbose_name_plural = _("aksepter")
        constraints = [
            models.UniqueConstraint(fields=["terms", "organisation"], name="accept_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.terms}"


@guard(
    _("Virksomheten må godta vilkårene først."),
    link=lambda thing, actor: reverse_lazy("participation:terms"),
)
def accepted_terms(thing, actor) -> bool:
    """Tell whether the organisation acted for has accepted every binding term."""
    organisation = actor.organisation
    return organisation is None or not Terms.objects.unaccepted_by(organisation).exists()
