"""What stands in the columns of a comparison in Butikken.

`id` is a listing with the version that is for sale now, `v` a pinned version, `need` a need as it
is now, `nv` a need as it was published. What is pinned says the same next year.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from innovation.models import Need, NeedVersion
from marketplace.comparing import LIMIT, Pair, Side, Tag
from marketplace.declaration import Schema
from marketplace.templatetags.fkj import colour
from verification.models import Attestation, Picture, Version

from ..listing import Listing

NAMES = ("id", "v", "need", "nv")


@dataclass(frozen=True)
class Product(Side):
    """Løsning: a version of an application, and its listing when the reader may see it."""

    application: Any = None
    version: Any = None
    listing: Any = None
    stands: bool = False

    @property
    def pin(self) -> Pair:
        """How the address names it for good."""
        return "v", str(self.version.pk)

    @property
    def edition(self) -> str:
        """The number of the version that is shown."""
        return self.version.number

    @property
    def newer(self) -> Any:
        """The version for sale now, when it is another than this."""
        is_other = self.stands and self.listing.version_id != self.version.pk
        return self.listing.version if is_other else None

    @property
    def newest_pair(self) -> Pair:
        """How the address names the version for sale now."""
        return "v", str(self.listing.version_id)

    @property
    def attestation(self) -> Any:
        """The newest valid attestation."""
        return next(iter(self.version.valid_attestations), None)

    @property
    def areas(self) -> list:
        """Where it is used."""
        return list(self.application.areas.all())


@dataclass(frozen=True)
class Wanted(Side):
    """Behov: what a municipality asks for, as it is now or as it was published."""

    need: Any = None
    number: int | None = None
    newest: NeedVersion | None = None
    requirements: list[dict] = field(default_factory=list)

    @property
    def pin(self) -> Pair | None:
        """How the address names it for good; None when what is shown is not published."""
        if self.number:
            return self.pair
        return self.newest_pair if self.newest and self._says_the_same() else None

    def _says_the_same(self) -> bool:
        content = self.newest.content
        return (content["title"], content["answers"]) == (self.need.title, self.need.answers)

    @property
    def edition(self) -> int | None:
        """The number of the version that is shown."""
        return self.number

    @property
    def newer(self) -> NeedVersion | None:
        """The newest published version, when another is shown."""
        return self.newest if self.number and self.newest.number != self.number else None

    @property
    def newest_pair(self) -> Pair:
        """How the address names the newest published version."""
        return "nv", str(self.newest.pk)


@dataclass(frozen=True)
class Published:
    """The answers of a frozen need."""

    pk: int
    schema: Schema
    answers: dict
    asks_as_need: bool = True

    @property
    def newest_schema(self) -> Schema:
        """The questions in which old and new answers are read side by side."""
        return self.schema.newest

    @property
    def newest_answers(self) -> dict:
        """The answers as the newest schema asks for them."""
        return self.schema.carried_to_newest(self.answers)


class Columns:
    """Kolonner: finds what the address asks for, as far as the reader may see it."""

    def __init__(self, user, asked: list[Pair]) -> None:
        self.user, self.asked = user, asked[:LIMIT]

    def sides(self) -> list[Side]:
        """The columns in the order they were asked for."""
        found = {"id": self._listed, "v": self._pinned, "need": self._needs, "nv": self._frozen}
        made = {name: find() for name, find in found.items() if self._numbers(name)}
        return [made[name][number] for name, number in self.asked if number in made[name]]

    def _numbers(self, name: str) -> list[int]:
        return [int(number) for asked, number in self.asked if asked == name]

    def _listed(self) -> dict[str, Side]:
        rows = self._listings().filter(pk__in=self._numbers("id"))
        return {str(row.pk): self._product(("id", str(row.pk)), row.version, row) for row in rows}

    def _pinned(self) -> dict[str, Side]:
        valid = Attestation.objects.valid().order_by("-issued_at")
        rows = Version.objects.visible_to(self.user).filter(pk__in=self._numbers("v"))
        rows = rows.select_related("application__supplier").prefetch_related(
            "application__areas", Prefetch("attestations", valid, to_attr="valid_attestations")
        )
        on_sale = self._listings().filter(application__versions__in=self._numbers("v")).distinct()
        listings = {row.application_id: row for row in on_sale}
        return {
            str(row.pk): self._product(("v", str(row.pk)), row, listings.get(row.application_id))
            for row in rows
        }

    def _listings(self):
        # `reports` is the reverse name that experience gives: asked for, never imported.
        published = Q(adoptions__reports__status="published")
        told = Count("adoptions__reports", filter=published, distinct=True)
        rows = Listing.objects.visible_to(self.user).with_use().for_cards().with_areas()
        return rows.annotate(told=told)

    @cached_property
    def _standing(self) -> set[int]:
        found = Listing.objects.on_shelf().filter(pk__in=self._numbers("id"))
        pinned = Listing.objects.on_shelf().filter(application__versions__in=self._numbers("v"))
        return {*found.values_list("pk", flat=True), *pinned.values_list("pk", flat=True)}

    @cached_property
    def _pictures(self) -> dict[int, str]:
        """The first picture of each application."""
        listed, pinned = self._numbers("id"), self._numbers("v")
        asked = Q(application__listing__in=listed) | Q(application__versions__in=pinned)
        rows = Picture.objects.filter(asked).order_by("application_id", "place")
        found = rows.distinct("application_id")
        return {row.application_id: row.get_absolute_url() for row in found}

    def _product(self, pair: Pair, version, listing) -> Product:
        stands = listing is not None and listing.pk in self._standing
        # The listing's is fetched with its areas already.
        application = listing.application if listing else version.application
        url = listing.get_absolute_url() if listing else version.get_absolute_url()
        return Product(
            pair,
            listing if pair[0] == "id" else version,
            application.name,
            url,
            f"{application.supplier} · {_('versjon')} {version.number}",
            version,
            getattr(version, "language", ""),
            _("Løsning"),
            picture=self._pictures.get(application.pk, ""),
            tags=product_tags(version, listing, stands),
            application=application,
            version=version,
            listing=listing,
            stands=stands,
        )

    def _needs(self) -> dict[str, Side]:
        rows = Need.objects.visible_to(self.user).filter(pk__in=self._numbers("need"))
        rows = rows.select_related("owner", "area").prefetch_related("requirements")
        newest = newest_versions(rows)
        return {str(row.pk): self._need(row, newest.get(row.pk)) for row in rows}

    def _need(self, need: Need, newest: NeedVersion | None) -> Wanted:
        names = ("text", "priority", "question")
        asked = [{name: getattr(r, name) for name in names} for r in need.requirements.all()]
        told = self._told_of(need, ("need", str(need.pk)))
        more = {"requirements": asked, "need": need, "newest": newest}
        return Wanted(*told, answering=need, **more, **_worded(need))

    def _frozen(self) -> dict[str, Side]:
        seen = Need.objects.visible_to(self.user)
        rows = NeedVersion.objects.filter(pk__in=self._numbers("nv"), of__in=seen)
        rows = rows.select_related("of__owner", "of__area")
        newest = newest_versions([row.of for row in rows])
        return {str(row.pk): self._frozen_need(row, newest[row.of_id]) for row in rows}

    def _frozen_need(self, version: NeedVersion, newest: NeedVersion) -> Wanted:
        content, need = version.content, version.of
        schema = Schema.load(need.schema_name, content["schema_version"])
        answers = Published(version.pk, schema, content["answers"])
        told = self._told_of(need, ("nv", str(version.pk)), content["title"], version.number)
        more = {"need": need, "number": version.number, "answering": answers, "newest": newest}
        return Wanted(*told, requirements=content["requirements"], **more, **_worded(need))

    def _told_of(self, need, pair: Pair, title: str = "", number: int | None = None) -> tuple:
        version = f" · {_('versjon')} {number}" if number else ""
        return pair, need, title or need.title, need.get_absolute_url(), f"{need.owner}{version}"


def newest_versions(needs) -> dict[int, NeedVersion]:
    """The newest published version of each need."""
    rows = NeedVersion.objects.filter(of__in=needs).order_by("of_id", "-number").distinct("of_id")
    return {row.of_id: row for row in rows}


def _worded(need) -> dict:
    tag = Tag(need.get_status_display(), colour(need.status))
    return {"language": getattr(need, "language", ""), "kind": _("Behov"), "tags": [tag]}


def product_tags(version, listing, stands: bool) -> list[Tag]:
    """Verified or not, for sale or not."""
    tags = [
        Tag(told.get_level_display(), colour(told.status), told.get_absolute_url())
        for told in version.valid_attestations[:1]
    ]
    tags = tags or [Tag(_("Ikke verifisert nå"), "warning")]
    if not stands:
        tags.append(Tag(_("Ikke i butikken nå"), "warning"))
    elif listing.status != Listing.Status.PUBLISHED:
        tags.append(Tag(listing.get_status_display(), colour(listing.status)))
    return tags


def pins(sides: list[Side]) -> str:
    """The columns as an address names them for good."""
    named = [getattr(side, "pin", None) or side.pair for side in sides]
    return "&".join(f"{name}={number}" for name, number in named)


def share_link(sides: list[Side]) -> str:
    """The address that shows the same versions also later."""
    return f"{reverse('store:compare')}?{pins(sides)}"
