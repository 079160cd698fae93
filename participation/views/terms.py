"""Pages for terms."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounList, public
from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms


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
