"""Applications: what suppliers make."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.models import Noun, Organisation, ServiceArea
from marketplace.writing import Written
from verification import policy

from .attestation import Attestation


class ApplicationQuerySet(models.QuerySet):
    """Named ways to reach applications."""

    def verified(self) -> "ApplicationQuerySet":
        """Those with a version that holds a valid attestation now."""
        return self.filter(pk__in=Attestation.objects.valid().values("version__application"))

    def visible_to(self, user) -> "ApplicationQuerySet":
        """Everybody sees the verified ones; the supplier its own; FKJ all."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        attested = Attestation.objects.ever_public().values("version__application")
        return self.filter(Q(supplier__in=mine) | Q(pk__in=attested))


class Application(Written, Noun):
    """Sluttbrukerløsning: an application that a supplier offers."""

    noun = "losning"
    belongs_to = ("supplier",)
    attaches = policy.works_on
    talks = policy.talks_about_application
    heard_through = ("areas",)
    happenings = {
        "picture_added": _("Nytt bilde"),
        "picture_changed": _("Nye ord til et bilde"),
        "picture_moved": _("Bilde flyttet"),
        "picture_removed": _("Bilde tatt bort"),
    }

    supplier = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("leverandør"),
    )
    name = models.CharField(_("navn"), max_length=100)
    slug = models.SlugField(_("adresse"), max_length=120, unique=True, editable=False)
    summary = models.CharField(_("kort beskrivelse"), max_length=300)
    areas = models.ManyToManyField(
        ServiceArea, related_name="applications", verbose_name=_("tjenesteområder")
    )
    created_at = models.DateTimeField(_("opprettet"), auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("sluttbrukerløsning")
        verbose_name_plural = _("sluttbrukerløsninger")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("verification:application", args=[self.pk])

    @property
    def attestation(self) -> Attestation | None:
        """The newest valid attestation, or None."""
        found = Attestation.objects.valid().filter(version__application=self)
        return found.select_related("version").order_by("-issued_at").first()

    @property
    def verified_version(self):
        """The version that the newest valid attestation is about, or None."""
        attestation = self.attestation
        return attestation.version if attestation else None
