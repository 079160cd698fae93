"""Saved searches: what somebody looks for in the store, and what has changed since they looked."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Organisation
from marketplace.models.event import ClockTimestamp
from store import policy

MOST, LONGEST = 20, 2000
# A search is looked through once a day; an hour less, so that the time of day does not drift.
OFTEN = timedelta(hours=23)


class SavedSearchQuerySet(models.QuerySet):
    """Named ways to reach saved searches."""

    def visible_to(self, user) -> "SavedSearchQuerySet":
        """One's own, and those that one's organisation shares."""
        if not user.is_authenticated:
            return self.none()
        shared = Q(organisation__in=Organisation.objects.of(user), status="kept")
        return self.filter(Q(user=user) | shared)

    def kept(self) -> "SavedSearchQuerySet":
        """Those that nobody has taken away."""
        return self.filter(status=SavedSearch.Status.KEPT)

    def to_look_through(self) -> "SavedSearchQuerySet":
        """Those whose hits were found a day ago, and whose owner is here still."""
        old = Q(checked_at__lte=ClockTimestamp() - OFTEN)
        return self.kept().filter(old, user__is_active=True)


class SavedSearch(Lifecycle):
    """Lagret søk: a name for a filter, kept by a person and perhaps shared with colleagues."""

    noun = "sok"
    belongs_to = ("organisation",)
    happenings = {"hits_changed": _("Treffene er endret")}

    class Status(models.TextChoices):
        KEPT = "kept", _("Lagret")
        REMOVED = "removed", _("Slettet")

    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        editable=False,
        related_name="saved_searches",
        verbose_name=_("lagret av"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="saved_searches",
        verbose_name=_("deles med"),
    )
    name = models.CharField(_("navn"), max_length=80)
    query = models.CharField(_("filter"), max_length=LONGEST, blank=True)
    # Each person has so many places; the database itself sees to it that there are no more.
    place = models.PositiveSmallIntegerField(_("plass"), null=True, editable=False)
    hits = models.JSONField(_("treff"), null=True, editable=False)
    checked_at = models.DateTimeField(
        _("sist sett gjennom"), db_default=ClockTimestamp(), editable=False
    )
    status = status_field(Status, Status.KEPT)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("lagret søk")
        verbose_name_plural = _("lagrede søk")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "place"], name="one_search_in_each_place"),
            models.CheckConstraint(
                name="kept_search_has_a_place",
                condition=Q(status="kept", place__gte=1, place__lte=MOST)
                | Q(status="removed", place__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("store:saved_search", args=[self.pk])

    @property
    def address(self) -> str:
        """Where the search is done."""
        return f"{reverse('store:listings')}?{self.query}"

    @property
    def number(self) -> int | None:
        """How many hits it had when it was last looked through; None when too many."""
        return None if self.hits is None else len(self.hits)

    @classmethod
    def free_place(cls, user) -> int | None:
        """The first place that the person has left."""
        taken = set(cls.objects.kept().filter(user=user).values_list("place", flat=True))
        return next((place for place in range(1, MOST + 1) if place not in taken), None)

    @step(
        Status.KEPT,
        to=Status.REMOVED,
        who=policy.saved_it,
        label=_("Slett søket"),
        done=_("Slettet"),
        confirm=_("Søket forsvinner for deg og for dem du deler det med."),
        primary=False,
    )
    def remove(self, by):
        """Nobody sees it any more, and the place is free."""
        self.place = None


class Look(models.Model):
    """Blikk: what a person saw the last time they looked at the hits of a search."""

    search = models.ForeignKey(
        SavedSearch, on_delete=models.CASCADE, related_name="looks", verbose_name=_("lagret søk")
    )
    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="looks",
        verbose_name=_("person"),
    )
    hits = models.JSONField(_("treff"), null=True)
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp())

    class Meta:
        verbose_name = _("blikk")
        verbose_name_plural = _("blikk")
        constraints = [
            models.UniqueConstraint(fields=["search", "user"], name="one_look_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.search}"
