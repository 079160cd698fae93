"""The form of a saved search, and how its hits are found and compared with those of before."""

from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from marketplace.actor import Actor
from marketplace.clock import db_now
from marketplace.forms import NounForm
from store import policy
from store.models import Listing, Look, SavedSearch
from store.models.finding.saved_search import LONGEST, MOST

from .finding import ListingFilter

LEFT_OUT = ("page", "vis", "csrfmiddlewaretoken", "name", "shared")
# More hits than this is no search: what is new among them is not followed.
MOST_HITS = 1000

Hits = dict[str, list]


@dataclass(frozen=True)
class Asker:
    """Spørrer: who a search is done for, when nobody has opened a page."""

    actor: Actor
    user: object


@dataclass(frozen=True)
class News:
    """Nytt: which listings have come, gone and changed since somebody looked."""

    new: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)

    @classmethod
    def between(cls, before: Hits | None, now: Hits | None) -> "News":
        """What is otherwise; nothing when there were too many hits to follow."""
        if before is None or now is None:
            return cls()
        return cls(
            new=sorted(int(pk) for pk in now.keys() - before.keys()),
            gone=sorted(int(pk) for pk in before.keys() - now.keys()),
            changed=sorted(int(pk) for pk in now.keys() & before.keys() if now[pk] != before[pk]),
        )


def plain_query(given: QueryDict) -> str:
    """The filter as it is kept: without pages, and without what was left empty."""
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        if name not in LEFT_OUT and any(values):
            kept.setlist(name, [value for value in values if value])
    return kept.urlencode()


def asked(search: SavedSearch) -> ListingFilter:
    """The filter of the search, done for the one who saved it."""
    actor = Actor.of(search.user, search.organisation)
    shelf = Listing.objects.on_shelf().order_by("pk")
    return ListingFilter(QueryDict(search.query), shelf, request=Asker(actor, search.user))


def hits_of(search: SavedSearch) -> Hits | None:
    """Each listing that is found, with what would be news of it; None when there are too many."""
    rows = asked(search).qs.order_by("pk").values_list("pk", "version", "status")
    found = list(rows[: MOST_HITS + 1])
    return None if len(found) > MOST_HITS else {str(pk): list(rest) for pk, *rest in found}


def meaningless(search: SavedSearch) -> list[str]:
    """What the filter asks for that the store no longer knows: `name=value`."""
    fields = asked(search).form.fields
    return [
        f"{name}={value}"
        for name, values in QueryDict(search.query).lists()
        for value in values
        if name not in fields or not _knows(fields[name], value)
    ]


def _knows(one: forms.Field, value: str) -> bool:
    choices = getattr(one, "choices", None)
    return choices is None or value in {str(key) for key, _label in choices}


def look(search: SavedSearch, user, hits: Hits | None) -> None:
    """Note what the person has seen now."""
    Look.objects.update_or_create(search=search, user=user, defaults={"hits": hits, "at": db_now()})


class SavedSearchForm(NounForm):
    """Keep a search under a name."""

    shared = forms.BooleanField(label=_("Del med kollegene mine"), required=False)

    class Meta:
        model = SavedSearch
        fields = ["name", "query"]
        widgets = {"query": forms.HiddenInput}
        help_texts = {"name": _("For eksempel «Kognitiv kartlegging uten nett».")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"].initial = self.instance.organisation_id is not None
        if self.actor.organisation:
            words = _("Alle i %(organisation)s ser søket.")
            self.fields["shared"].help_text = words % {"organisation": self.actor.organisation}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Anybody who is logged in."""
        return actor.user is not None

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Whoever saved it."""
        return policy.saved_it(actor, noun)

    def clean_query(self) -> str:
        """Only what the store filters on."""
        query = plain_query(QueryDict(self.cleaned_data["query"].lstrip("?")))
        if len(query) > LONGEST:
            raise forms.ValidationError(_("Søket er for langt til å lagres. Ta bort noen filtre."))
        return query

    def clean(self):
        """Twenty at most; and only those who act for somebody have colleagues."""
        cleaned = super().clean()
        is_new = self.instance.pk is None
        if is_new and self.actor.user and SavedSearch.free_place(self.actor.user) is None:
            words = _("Du har %(most)s lagrede søk, og det er det meste. Slett et først.")
            raise forms.ValidationError(words % {"most": MOST})
        if cleaned.get("shared") and self.actor.organisation is None:
            self.add_error("shared", _("Du må være med i en virksomhet for å dele søket."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note whose it is and what is found now."""
        shared = self.cleaned_data.get("shared")
        if noun.pk is None:
            noun.user, noun.place = self.actor.user, SavedSearch.free_place(self.actor.user)
        # Whoever has changed job since does not move what the old colleagues share.
        if not shared or noun.organisation_id is None:
            noun.organisation = self.actor.organisation if shared else None
        noun.hits, noun.checked_at = hits_of(noun), db_now()

    def follow_up(self, noun) -> None:
        """Whoever saves a search has seen its hits."""
        look(noun, noun.user, noun.hits)
