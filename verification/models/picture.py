"""Pictures of an application: what it looks like, for those who cannot see it too."""

from uuid import uuid4

from django.db import models, transaction
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.models import Event
from marketplace.models.document import private_storage
from marketplace.writing import Written

from .application import Application

MOST = 8


def stored_name(picture: "Picture", name: str) -> str:
    """A name of our own."""
    drawn = uuid4().hex
    return f"{drawn[:2]}/{drawn}"


class PictureQuerySet(models.QuerySet):
    """Named ways to reach pictures."""

    def visible_to(self, user) -> "PictureQuerySet":
        """Those of the applications that the person sees."""
        return self.filter(application__in=Application.objects.visible_to(user))


class Picture(Written):
    """Bilde: a screenshot of an application, drawn anew when it came, with words for it.

    `place` is 1 to 8 and taken once: the database allows no ninth.
    """

    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        related_name="pictures",
        editable=False,
        verbose_name=_("sluttbrukerløsning"),
    )
    place = models.PositiveSmallIntegerField(_("plass"), editable=False)
    alt = models.CharField(_("alternativ tekst"), max_length=250)
    caption = models.CharField(_("bildetekst"), max_length=200, blank=True)
    content = models.FileField(
        _("innhold"),
        storage=private_storage,
        upload_to=stored_name,
        max_length=100,
        editable=False,
    )
    width = models.PositiveSmallIntegerField(_("bredde"), editable=False)
    height = models.PositiveSmallIntegerField(_("høyde"), editable=False)
    size = models.PositiveIntegerField(_("størrelse i byte"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("bilde")
        verbose_name_plural = _("bilder")
        ordering = ["application", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "place"],
                name="one_picture_at_a_place",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(place__range=(1, MOST)), name="at_most_8_pictures"),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt

    def get_absolute_url(self) -> str:
        """Its own address: another picture has another, so it may be kept for ever."""
        return reverse("verification:picture", args=[self.pk, self.sha256[:16]])

    @property
    def shape(self) -> str:
        """Its size as a person reads it."""
        return f"{self.width} × {self.height}"

    def row_of_them(self) -> list["Picture"]:
        """All pictures of the application in order, which is locked so that nobody moves one."""
        Application.objects.select_for_update().get(pk=self.application_id)
        return list(Picture.objects.filter(application=self.application_id).order_by("place"))

    @transaction.atomic
    def move(self, steps: int, by) -> None:
        """Move it so many places; the first cannot go up, nor the last down."""
        row = self.row_of_them()
        old = row.index(self)
        new = min(max(old + steps, 0), len(row) - 1)
        if new != old:
            row.insert(new, row.pop(old))
            put_in_order(row)
            self.tell("picture_moved", by)

    @transaction.atomic
    def remove(self, by) -> None:
        """Take it away for good, and close the gap."""
        row = self.row_of_them()
        stored, name = self.content.storage, self.content.name
        self.tell("picture_removed", by)
        row.remove(self)
        self.delete()
        put_in_order(row)
        transaction.on_commit(lambda: stored.delete(name))

    def tell(self, event: str, by) -> None:
        """Write on the trail of the application."""
        data = {"picture": self.pk, "sha256": self.sha256}
        Event.objects.write(self.application, event, by, note=str(self), data=data)


def put_in_order(pictures: list[Picture]) -> None:
    """Number them as they stand."""
    for place, picture in enumerate(pictures, start=1):
        picture.place = place
    Picture.objects.bulk_update(pictures, ["place"])
