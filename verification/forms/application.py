"""Forms and filters of applications."""

import django_filters
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from marketplace.filters import AreaFilter, SearchFilter
from marketplace.forms import AreasField, NounForm
from marketplace.models import Organisation
from verification import policy
from verification.models import Application


class ApplicationFilter(django_filters.FilterSet):
    """Filters of applications."""

    q = SearchFilter(fields=("name", "summary"), label=_("Søk i løsninger"))
    area = AreaFilter(field_name="areas", label=_("Tjenesteområde"))

    class Meta:
        model = Application
        fields = []


class ApplicationForm(NounForm):
    """An application: name, what it is for, and where it is used."""

    class Meta:
        model = Application
        fields = ["name", "summary", "areas"]
        field_classes = {"areas": AreasField}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "areas": forms.SelectMultiple(attrs={"size": 8}),
        }
        help_texts = {"areas": _("Hold Ctrl (⌘ på Mac) for å velge flere.")}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Somebody at a supplier."""
        return actor.is_kind(Organisation.Kind.SUPPLIER) and actor.holds(*policy.SUPPLIER_ROLES)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Its supplier."""
        return policy.works_on(actor, noun)

    def prepare(self, noun) -> None:
        """Set the supplier and an address of its own the first time."""
        if noun.supplier_id is None:
            noun.supplier = self.actor.organisation
            noun.slug = free_slug(noun.name)


def free_slug(name: str) -> str:
    """An address from the name that nobody has; æ, ø and å become ae, o and a."""
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    base = slugify(plain)[:100] or "losning"
    taken = set(Application.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
