"""Documents that hang on any noun: who sees them, which is newest, and what became of them."""

from functools import reduce
from operator import or_
from uuid import uuid4

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from marketplace.writing import Written

from .event import ClockTimestamp, Event
from .noun import Noun
from .organisation import Organisation


class Visibility(models.TextChoices):
    """Synlighet: who sees a document, among those who see what it hangs on."""

    PUBLIC = "public", _("Alle som ser siden")
    CONCERNED = "concerned", _("De som er med, og FKJ")
    OWN = "own", _("Bare vår virksomhet og FKJ")


class Licence(models.TextChoices):
    """Lisens: what others may do with a document."""

    NONE = "", _("Ingen lisens: bare til å lese")
    NLOD = "nlod", _("NLOD: fri bruk med kildehenvisning")
    CC_BY = "cc-by-4.0", _("CC BY 4.0: fri bruk med kreditering")
    CC0 = "cc0", _("CC0: fri bruk uten vilkår")


class Scan(models.TextChoices):
    """Virussjekk: whether a document may leave the portal."""

    QUARANTINED = "quarantined", _("Venter på virussjekk")
    CLEAN = "clean", _("Kontrollert")
    REFUSED = "refused", _("Stanset")


# What is written on the trail when a moment is set.
ENDINGS = {"withdrawn_at": "document_withdrawn", "erased_at": "document_erased"}


class PrivateStorage(Storage):
    """Where documents lie: never where a web server would find them by itself."""

    def __getattribute__(self, name: str):
        # Asked each time: a field keeps its storage for good, whatever the settings become.
        return getattr(storages["documents"], name)


def private_storage() -> PrivateStorage:
    """The storage of the settings."""
    return PrivateStorage()


def stored_name(document: "Document", name: str) -> str:
    """A name of our own; what the sender called the file is only text."""
    drawn = uuid4().hex
    return f"{drawn[:2]}/{drawn}"


class DocumentQuerySet(models.QuerySet):
    """Named ways to reach documents."""

    def about(self, thing: Noun) -> "DocumentQuerySet":
        """Those that hang on one noun."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(subject_type=kind, subject_id=thing.pk)

    def visible_to(self, user) -> "DocumentQuerySet":
        """Those on what the person sees, as far as each is open; unchecked ones its own."""
        mine = Organisation.objects.of(user)
        is_fkj = mine.include_fkj()
        seen = [self._on(model, user, mine, is_fkj) for model in Noun.known.values()]
        rows = self.filter(reduce(or_, seen, Q(pk__in=[])))
        return rows if is_fkj else rows.filter(Q(scan=Scan.CLEAN) | Q(owner__in=mine))

    def _on(self, model: type[Noun], user, mine, is_fkj: bool) -> Q:
        things = model.objects.visible_to(user).values("pk")
        seen = Q(subject_type=ContentType.objects.get_for_model(model), subject_id__in=things)
        concerned = Q(subject_id__in=model.concerning(mine).values("pk"))
        return seen if is_fkj else seen & self._open_to(mine, concerned)

    def shown_on(self, thing: Noun, user) -> "DocumentQuerySet":
        """`visible_to`, asked for one thing that the person is known to see."""
        mine = Organisation.objects.of(user)
        rows = self.about(thing)
        if mine.include_fkj():
            return rows
        is_concerned = type(thing).concerning(mine).filter(pk=thing.pk).exists()
        concerned = Q() if is_concerned else Q(pk__in=[])
        return rows.filter(self._open_to(mine, concerned), Q(scan=Scan.CLEAN) | Q(owner__in=mine))

    def _open_to(self, mine, concerned: Q) -> Q:
        own = Q(visibility=Visibility.PUBLIC) | Q(owner__in=mine)
        return own | (Q(visibility=Visibility.CONCERNED) & concerned)

    def current(self) -> "DocumentQuerySet":
        """The newest checked version of each, without those that are withdrawn."""
        newer = Document.objects.filter(replaces=OuterRef("pk"), scan=Scan.CLEAN)
        return self.downloadable().filter(~Exists(newer))

    def downloadable(self) -> "DocumentQuerySet":
        """Those that are checked and still have a content; older versions too."""
        return self.filter(scan=Scan.CLEAN, withdrawn_at__isnull=True, erased_at__isnull=True)


class Document(Written):
    """Dokument: a file that hangs on a noun, checked before anybody may fetch it.

    A new version is a new row that `replaces` the old one. What identifies a row never changes: a
    trigger in the database refuses it, and refuses to delete the row. Only FKJ erases a content.
    """

    # Its name in the API; it has no page and no conversation of its own, so it is no `Noun`.
    noun = "dokument"

    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, editable=False, verbose_name=_("gjelder")
    )
    subject_id = models.PositiveBigIntegerField(_("nummer"), editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")
    topic = models.SlugField(_("emne"), max_length=60, blank=True, editable=False)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="documents",
        editable=False,
        verbose_name=_("virksomhet"),
    )
    uploaded_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="documents",
        editable=False,
        verbose_name=_("lastet opp av"),
    )
    uploaded_at = models.DateTimeField(_("lastet opp"), db_default=ClockTimestamp(), editable=False)
    title = models.CharField(_("tittel"), max_length=150)
    file_name = models.CharField(_("filnavn"), max_length=150, editable=False)
    media_type = models.CharField(_("filtype"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("størrelse i byte"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, db_index=True)
    content = models.FileField(
        _("innhold"),
        storage=private_storage,
        upload_to=stored_name,
        max_length=100,
        blank=True,
        editable=False,
    )
    visibility = models.CharField(
        _("synlighet"), max_length=10, choices=Visibility, default=Visibility.CONCERNED
    )
    licence = models.CharField(
        _("lisens"), max_length=20, choices=Licence, default=Licence.NONE, blank=True
    )
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="replacements",
        verbose_name=_("erstatter"),
    )
    number = models.PositiveSmallIntegerField(_("versjon"), default=1, editable=False)

    scan = models.CharField(_("virussjekk"), max_length=12, choices=Scan, default=Scan.QUARANTINED)
    finding = models.CharField(_("funn"), max_length=200, blank=True, editable=False)
    scanned_at = models.DateTimeField(_("virussjekket"), null=True, editable=False)
    scan_attempts = models.PositiveIntegerField(_("forsøk"), default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    token = models.UUIDField(null=True, editable=False)

    withdrawn_at = models.DateTimeField(_("trukket"), null=True, editable=False)
    withdrawn_reason = models.CharField(_("hvorfor trukket"), max_length=500, blank=True)
    erased_at = models.DateTimeField(_("innholdet slettet"), null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"]),
            models.Index(
                fields=["lease_until"],
                condition=Q(scanned_at__isnull=True),
                name="document_waits_for_scan",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(scan="refused"), name="replaced_once"
            ),
            models.CheckConstraint(
                name="first_version_replaces_nothing",
                condition=Q(number=1, replaces__isnull=True)
                | Q(number__gt=1, replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="content_until_erased",
                condition=Q(erased_at__isnull=True) & ~Q(content="")
                | Q(erased_at__isnull=False, content=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_downloadable(self) -> bool:
        """Tell whether it is checked and still there."""
        return self.scan == Scan.CLEAN and not self.withdrawn_at and not self.erased_at

    def withdraw(self, by, reason: str) -> None:
        """Take it back: it stays in the list with the reason, and nobody can fetch it."""
        self._end("withdrawn_at", by, reason)

    def erase(self, by, reason: str) -> None:
        """Let FKJ take the content away for good; the row and its trace stay."""
        stored, name = self.content.storage, self.content.name
        self._end("erased_at", by, reason, content="")
        transaction.on_commit(lambda: stored.delete(name))

    def _end(self, moment: str, by, reason: str, **changes) -> None:
        with transaction.atomic():
            left = Document.objects.filter(**{"pk": self.pk, f"{moment}__isnull": True})
            changes |= {moment: ClockTimestamp(), "withdrawn_reason": reason}
            if not left.update(**changes):
                raise PermissionDenied(_("Noen rakk det samme før deg."))
            self.refresh_from_db()
            self.tell(ENDINGS[moment], by, note=reason)

    def tell(self, event: str, by, note: str = "") -> None:
        """Write on the trail of what it hangs on; a name that not all may see is left out."""
        is_open = self.visibility == Visibility.PUBLIC
        named = {"title": self.title} if is_open else {}
        data = {"document": self.pk, "topic": self.topic} | named
        told = "\n".join(filter(None, [named.get("title", ""), note if is_open else ""]))
        Event.objects.write(self.subject, event, by, note=told, data=data)

    def versions(self) -> list["Document"]:
        """Itself and the versions before it, newest first."""
        older = self.replaces.versions() if self.replaces else []
        return [self, *older]


def hangs_on(thing: Noun, actor) -> bool:
    """Tell whether the actor may hang documents on the thing."""
    rule = thing.attaches
    return rule is not None and actor.organisation is not None and rule(actor, thing)
