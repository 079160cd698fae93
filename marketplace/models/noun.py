"""What can be followed, talked about, documented and traced."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class Noun(models.Model):
    """Ting: has a page of its own, and a name in addresses that is found again by `nouns.find`.

    `named_with` are the relations that its name is made of. `belongs_to` are the paths to the
    organisations it concerns. `attaches` and `talks` are the policy rules for who may hang
    documents on it and who may write in its conversation; without a rule nobody may.
    `happenings` are the words for events that are not steps.

    For notices: `heard_through` are the paths to other nouns, whose followers hear of this one when
    its status moves. `decisive` are the statuses that decide something for those it concerns.
    """

    noun: ClassVar[str]
    named_with: ClassVar[tuple[str, ...]] = ()
    belongs_to: ClassVar[tuple[str, ...]] = ()
    heard_through: ClassVar[tuple[str, ...]] = ()
    decisive: ClassVar[tuple[str, ...]] = ()
    attaches: ClassVar[Any] = None
    talks: ClassVar[Any] = None
    happenings: ClassVar[dict[str, Any]] = {}
    known: ClassVar[dict[str, type["Noun"]]] = {}

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        if "noun" in cls.__dict__:
            Noun.known[cls.noun] = cls

    def concerned(self) -> models.QuerySet:
        """The organisations it belongs to: those that hear of it and see what is not public."""
        from .organisation import Organisation

        row = type(self)._base_manager.filter(pk=self.pk)
        belongs = [Q(pk__in=row.values(path)) for path in self.belongs_to]
        named = Organisation.objects.filter(reduce(or_, belongs, Q(pk__in=[])))
        return Organisation.objects.filter(Q(pk__in=named) | Q(pk__in=named.values("heir")))

    @classmethod
    def concerning(cls, organisations) -> models.QuerySet:
        """Those that belong to one of the organisations: `concerned`, asked the other way."""
        belongs = [Q(**{f"{path}__in": organisations}) for path in cls.belongs_to]
        return cls._base_manager.filter(reduce(or_, belongs, Q(pk__in=[])))

    def called_on(self) -> models.QuerySet:
        """The organisations that may have the next move, besides FKJ."""
        return self.concerned()

    def timeline(self) -> models.QuerySet:
        """Events about it, newest first."""
        from .event import Event

        return Event.objects.about(self).newest()

    def told_to(self, actor) -> models.QuerySet:
        """The events that the actor may see: all of them, unless the noun keeps some to itself."""
        return self.timeline()

    @property
    def due_on(self) -> date | None:
        """The day something must have been done with it, or None when no day is set."""
        return None
