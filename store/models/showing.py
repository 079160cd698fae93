"""What the page of a listing shows, each part asked for only when it is drawn."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from innovation.models import Need
from marketplace.declaration.changes import Change
from participation.models import Qualification
from verification.models import Attestation

from .basis import Grounds
from .listing import Listing
from .use.map import draw

FEW, VERSIONS, USERS = 5, 10, 12
OPEN = (Need.Status.PUBLISHED, Need.Status.IN_COLLABORATION)
# How far a municipality has come, the furthest first.
ORDER = ["in_use", "pilot", "considering", "ended"]


@dataclass
class Edition:
    """Utgave: an attested version with its attestations and what changed since the one before."""

    version: object
    attestations: list = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Showing:
    """Visning: the parts of a listing's page as one reader sees them."""

    def __init__(self, listing: Listing, actor, user) -> None:
        self.listing, self.actor, self.user = listing, actor, user

    @cached_property
    def sections(self) -> list:
        """The product declaration, section by section."""
        return self.listing.version.declaration()

    @cached_property
    def areas(self) -> list:
        """The service areas it is for."""
        return list(self.listing.application.areas.all())

    @cached_property
    def basis(self):
        """On what ground the reader's organisation may buy it."""
        return Grounds(self.actor.organisation).basis_for(self.listing)

    @cached_property
    def attestations(self) -> list[Attestation]:
        """Every attestation of the application, newest first, with its version."""
        rows = Attestation.objects.filter(version__application=self.listing.application_id)
        return list(rows.with_validity().select_related("version").order_by("-pk"))

    @cached_property
    def attestation(self) -> Attestation | None:
        """The newest valid attestation of the version that is shown."""
        shown = self.listing.version_id
        return next((a for a in self.attestations if a.version_id == shown and a.counts), None)

    @cached_property
    def editions(self) -> list[Edition]:
        """The attested versions, newest first, each with what changed since the one before."""
        found: dict[int, Edition] = {}
        for one in self.attestations:
            found.setdefault(one.version_id, Edition(one.version)).attestations.append(one)
        ordered = sorted(found.values(), key=lambda edition: -edition.version.pk)[:VERSIONS]
        for newer, older in zip(ordered, ordered[1:], strict=False):
            told = newer.version.changes_since(older.version)
            newer.changes = [change for part in told for change in part.changes]
        return ordered

    @cached_property
    def adoptions(self) -> list:
        """Who considers, tries, uses and has used it, the furthest first."""
        rows = self.listing.adoptions.with_freshness().select_related("organisation", "version")
        return sorted(rows, key=lambda row: (ORDER.index(row.status), str(row.organisation)))

    @property
    def users(self) -> list:
        """The first of them; the rest are on a page of their own."""
        return self.adoptions[:USERS]

    @property
    def in_use(self) -> int:
        """How many have it in use, and have stood by it lately."""
        return sum(row.status == "in_use" and row.is_confirmed for row in self.adoptions)

    @property
    def is_adopted(self) -> bool:
        """Tell whether the reader's municipality has told of its use."""
        return any(self.actor.acts_for(row.organisation_id) for row in self.adoptions)

    @cached_property
    def map(self):
        """Where they are."""
        return draw(self.adoptions)

    @cached_property
    def qualification(self) -> Qualification | None:
        """What lets the supplier take part today."""
        rows = Qualification.objects.valid().filter(supplier=self.listing.supplier)
        return rows.order_by("-valid_until").first()

    @cached_property
    def needs(self) -> list[Need]:
        """Open needs in the same service areas."""
        rows = Need.objects.filter(status__in=OPEN, area__in=self._area_ids)
        return list(rows.select_related("area").order_by("-pk")[:FEW])

    @cached_property
    def similar(self) -> list[Listing]:
        """Others on the shelf in the same service areas."""
        same = Listing.objects.filter(application__areas__in=self._area_ids).values("pk")
        rows = Listing.objects.on_shelf().filter(pk__in=same).exclude(pk=self.listing.pk)
        rows = rows.select_related("application__supplier")
        return list(rows.order_by("-published_at", "pk")[:FEW])

    @property
    def _area_ids(self) -> list[int]:
        return [area.pk for area in self.areas]
