"""The filter of organisations, and the form that leaves one."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation
from marketplace.personal_data import closing


class OrganisationFilter(django_filters.FilterSet):
    """Filters of organisations: the page and the API alike."""

    q = django_filters.CharFilter(label=_("Navn eller organisasjonsnummer"), method="named")
    kind = django_filters.ChoiceFilter(label=_("Type"), choices=Organisation.Kind.choices)
    county = django_filters.CharFilter(label=_("Fylkesnummer"), field_name="county_number")

    class Meta:
        model = Organisation
        fields = []

    def named(self, rows, name: str, text: str):
        """A part of the name, or a whole number with or without spaces."""
        number = "".join(text.split())
        by_name = Q(name__icontains=text.strip()) | Q(official_name__icontains=text.strip())
        return rows.filter(by_name | Q(orgnr=number) | Q(municipality_number=number))


class LeaveForm(forms.Form):
    """Nothing to fill in: the button is the answer."""

    def __init__(self, *args, actor, organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.organisation = actor, organisation

    def save(self) -> bool:
        """Go; False, with words, when the organisation would be left without an administrator."""
        try:
            closing.leave_one(self.actor.user, self.organisation)
        except closing.LastAdministrator as refused:
            self.add_error(None, str(refused))
            return False
        return True
