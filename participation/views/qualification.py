"""Pages for qualification."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounCreate, NounEdit, NounList, NounPage, public
from participation.forms import QualificationForm
from participation.models import Qualification


class QualificationRoom:
    """What the qualification pages share."""

    model, form_class = Qualification, QualificationForm
    related = ("supplier",)

    def crumbs(self):
        """Forsiden → Kvalifisering."""
        return [(_("Kvalifisering"), reverse("participation:qualifications"))]


@public
class QualificationList(QualificationRoom, NounList):
    """Who is qualified; the supplier's own; FKJ's queue."""

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Tell whether a new one can be started."""
        may_create = QualificationForm.may_create(self.request.actor)
        return super().get_context_data(may_create=may_create, **kwargs)


@public
class QualificationPage(QualificationRoom, NounPage):
    """One qualification: answers with the machine's verdict, steps and timeline."""

    def get_context_data(self, **kwargs):
        """Show the answers only to the supplier and FKJ; the public sees that it is valid."""
        actor, thing = self.request.actor, self.object
        sees_answers = actor.acts_for(thing.supplier) or actor.is_fkj
        may_edit = QualificationForm.may_edit(actor, thing)
        sections = thing.declaration() if sees_answers else []
        verdicts = thing.schema.verdicts(thing.answers) if sees_answers else {}
        told = [(thing.schema[key].label, verdict) for key, verdict in verdicts.items()]
        return super().get_context_data(
            sections=sections, verdicts=told, may_edit=may_edit, sees_answers=sees_answers, **kwargs
        )


class QualificationCreate(QualificationRoom, NounCreate):
    """Start a qualification."""

    template_name = "components/declaration_form_page.html"
    heading = _("Søk om kvalifisering")
    intro = _("Svar på det dere kan nå. Dere kan lagre og komme tilbake før dere sender inn.")


class QualificationEdit(QualificationRoom, NounEdit):
    """Go on with a qualification."""

    template_name = "components/declaration_form_page.html"
    heading = _("Kvalifisering")
    intro = _("Svar på det dere kan nå. Dere kan lagre og komme tilbake før dere sender inn.")
