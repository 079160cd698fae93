"""Who has accepted the terms, and the gate that asks for it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import guard
from marketplace.models import Noun, Organisation
from marketplace.models.event import ClockTimestamp
from marketplace.writing import current_language
from participation import policy

from .standing import AcceptanceQuerySet
from .terms import Terms


class Acceptance(Noun):
    """Aksept: an organisation has accepted a version of the terms. Append-only.

    `sha256` is of exactly what was shown, in the language it was shown in.
    """

    noun = "aksept"
    named_with = ("organisation", "terms")
    belongs_to = ("organisation",)

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
    language = models.CharField(
        _("språk"), max_length=5, choices=settings.LANGUAGES, default=current_language
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, default="")
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("aksept")
        verbose_name_plural = _("aksepter")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "organisation"], name="accept_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.terms}"

    def get_absolute_url(self) -> str:
        return reverse("participation:acceptance", args=[self.pk])

    def is_intact(self) -> bool:
        """Tell whether the text of today is exactly the one that was accepted."""
        return self.sha256 == self.terms.sha256_in(self.language)


def where_to_accept(thing, actor) -> str:
    """The form for those who may bind; for others the terms, where they can ask."""
    terms = Terms.objects.owed_by(actor.organisation).first()
    if terms is None:
        return reverse("participation:terms")
    if not policy.may_bind(actor):
        return terms.get_absolute_url()
    way_back = f"?next={thing.get_absolute_url()}" if thing.pk else ""
    return reverse("participation:accept", args=[terms.pk]) + way_back


def what_to_accept(thing, actor) -> str:
    """Which terms, by whom, and since when."""
    terms = Terms.objects.owed_by(actor.organisation).first()
    told = {
        "terms": terms,
        "organisation": actor.organisation,
        "who": policy.who_may_bind(actor.organisation),
        "date": date_format(terms.accept_by) if terms and terms.accept_by else "",
    }
    return " ".join(sentence % told for sentence in _sentences(terms, actor))


def _sentences(terms, actor) -> list[str]:
    late = [gettext("Fristen gikk ut %(date)s.")] if terms and terms.accept_by else []
    if policy.may_bind(actor):
        return [gettext("Godta «%(terms)s» for %(organisation)s først."), *late]
    ask = gettext("%(who)s hos %(organisation)s må godta «%(terms)s» først. Du kan be dem om det.")
    return [ask, *late]


@guard(_("Virksomheten må godta vilkårene først."), link=where_to_accept, explain=what_to_accept)
def accepted_terms(thing, actor) -> bool:
    """Tell whether the terms stop the organisation acted for."""
    organisation = actor.organisation
    return organisation is None or not Terms.objects.owed_by(organisation).exists()
