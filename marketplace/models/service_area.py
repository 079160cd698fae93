"""The tree of service areas that needs, applications and listings are hung on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .noun import Noun


class ServiceAreaQuerySet(models.QuerySet):
    """Named ways to reach areas."""

    def visible_to(self, user) -> "ServiceAreaQuerySet":
        """Everybody may see the tree."""
        return self

    def tops(self) -> "ServiceAreaQuerySet":
        """The areas themselves, without processes and themes."""
        return self.filter(parent__isnull=True)

    def within(self, area: "ServiceArea") -> "ServiceAreaQuerySet":
        """The area and everything below it."""
        return self.filter(Q(pk=area.pk) | Q(path__startswith=f"{area.path}/"))


class ServiceArea(Noun):
    """Tjenesteområde: area → work process → theme.

    Codes are Volven 8663 (service type), 9151 (FinnKode) and KOSTRA function; the mapping of the
    names to the codes is ours.
    """

    noun = "tjenesteomrade"

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("overordnet"),
    )
    path = models.CharField(_("sti"), max_length=200, unique=True)
    name = models.CharField(_("navn"), max_length=100)
    name_nn = models.CharField(_("navn på nynorsk"), max_length=100)
    name_en = models.CharField(_("navn på engelsk"), max_length=100)
    icon = models.CharField(_("ikon"), max_length=40, blank=True)
    volven_codes = models.JSONField(_("Volven-koder"), default=list, blank=True)
    kostra_codes = models.JSONField(_("KOSTRA-funksjoner"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)

    objects = ServiceAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("tjenesteområde")
        verbose_name_plural = _("tjenesteområder")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('innovation:needs')}?{urlencode({'area': self.path})}"

    @property
    def title(self) -> str:
        """Name in the reader's language."""
        return {"nn": self.name_nn, "en": self.name_en}.get(get_language() or "nb", self.name)

    @property
    def indented(self) -> str:
        """Name with a dash for each step down, for a list that shows the tree."""
        return "– " * self.depth + self.title

    @property
    def slug(self) -> str:
        """Last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def depth(self) -> int:
        """0 for an area, 1 for a work process, 2 for a theme."""
        return self.path.count("/")

    def ancestors(self) -> list["ServiceArea"]:
        """The way down to this one, top first, itself last."""
        parts = self.path.split("/")
        paths = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        return sorted(ServiceArea.objects.filter(path__in=paths), key=lambda area: area.depth)
