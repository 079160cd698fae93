"""Pages for terms and qualification."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounCreate, NounEdit, NounList, NounPage, public
from participation.forms import AcceptanceForm, QualificationForm
from participation.models import Acceptance, Qualification, Terms


@public
class TermsList(NounList):
    """The terms that apply, and whether my organisation has accepted them."""

    model = Terms

    def get_queryset(self):
        """Only today's terms."""
        return super().get_queryset().current()

    def get_context_data(self, **kwargs):
        """Add which ones my organisation has accepted, and must accept."""
        organisation = self.request.actor.organisation
        accepted = Acceptance.objects.filter(organisation=organisation).select_related("terms")
        binding = Terms.objects.binding(organisation) if organisation else Terms.objects.none()
        return super().get_context_data(
            accepted={row.terms_id: row for row in accepted if organisation},
            binding=set(binding.values_list("pk", flat=True)),
            may_accept=AcceptanceForm.may_create(self.request.actor),
            **kwargs,
        )


class AcceptTerms(NounChild):
    """Read the terms and accept them."""

    model, form_class = Acceptance, AcceptanceForm
    parent_model, parent_field = Terms, "terms"
    template_name = "participation/acceptance_form.html"
    submit_label = _("Godta vilkårene")

    def crumbs(self):
        """Forsiden → Vilkår."""
        return [(_("Vilkår"), reverse("participation:terms"))]

    def cancel_url(self) -> str:
        """Back to the terms."""
        return reverse("participation:terms")

    def get_success_url(self) -> str:
        """Back to the terms, now accepted."""
        return reverse("participation:terms")

    def get_context_data(self, **kwargs):
        """Show the text that is accepted."""
        return super().get_context_data(terms=self.parent, **kwargs)


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
