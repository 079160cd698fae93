"""Pages for mergers."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounCreate, NounEdit, NounList, NounPage, public
from participation.forms import MergerForm
from participation.models import Merger


class MergerRoom:
    """What the pages about mergers share."""

    model, form_class = Merger, MergerForm
    related = ("successor",)

    def crumbs(self):
        """Forsiden → Sammenslåinger."""
        return [(_("Sammenslåinger"), reverse_lazy("participation:mergers"))]


@public
class MergerList(MergerRoom, NounList):
    """Who takes over for whom; FKJ sees the plans too."""

    def get_queryset(self):
        """With those that end."""
        return super().get_queryset().prefetch_related("predecessors")

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Tell whether a new one can be planned."""
        may_create = MergerForm.may_create(self.request.actor)
        return super().get_context_data(may_create=may_create, **kwargs)


@public
class MergerPage(MergerRoom, NounPage):
    """One merger."""

    def get_context_data(self, **kwargs):
        """Add those that end, and whether it may be changed."""
        may_edit = MergerForm.may_edit(self.request.actor, self.object)
        olds = self.object.predecessors.in_order()
        return super().get_context_data(may_edit=may_edit, predecessors=olds, **kwargs)


WARNING = _(
    "Ingenting skjer før du bekrefter på siden etterpå. Alt de gamle virksomhetene eier, blir "
    "stående der det er; den som overtar, får rettighetene."
)


class MergerCreate(MergerRoom, NounCreate):
    """Plan a merger."""

    heading = _("Ny sammenslåing")
    intro = WARNING
    submit_label = _("Lagre planen")


class MergerEdit(MergerRoom, NounEdit):
    """Change a plan."""

    heading = _("Rediger sammenslåingen")
    intro = WARNING
