"""What only the owner of the parent adds or changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm


class OwnPartForm(NounForm):
    """Something that only the one who owns the parent may add or change."""

    parent_field = ""
    rule = None

    @classmethod
    def may_create(cls, actor) -> bool:
        """Decided by the parent: see `may_add`."""
        return actor.organisation is not None

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The one who owns the parent."""
        return cls.rule(actor, parent)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The one who owns the parent."""
        return cls.rule(actor, getattr(noun, cls.parent_field))

    def clean(self):
        """Check the parent too: the form may come from the API."""
        cleaned = super().clean()
        parent = getattr(self.instance, self.parent_field)
        if not type(self).rule(self.actor, parent):
            raise forms.ValidationError(_("Dette kan bare %s gjøre.") % type(self).rule.whom)
        return cleaned
