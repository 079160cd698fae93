"""Contracts."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from marketplace import pdf
from marketplace.pages import NounChild, NounEdit, NounList, NounPage
from marketplace.spreadsheet import csv_response
from store import forms, models
from store.models.contracts.ceiling import remaining
from store.models.contracts.paper import paper

from .room import STORE

HEAD = (
    _("Nummer"),
    _("Revisjon"),
    _("Kjøper"),
    _("Leverandør"),
    _("Løsning"),
    _("Versjon"),
    _("Kjøpsgrunnlag"),
    _("Rammeavtale"),
    _("Status"),
    _("Oppstart"),
    _("Siste dag"),
    _("Måneder"),
    _("Opsjon (måneder)"),
    _("Per år"),
    _("Én gang"),
    _("Beregnet i alt"),
    _("Samlet verdi"),
    _("Mottakere"),
    _("Databehandleravtale"),
    _("Signert"),
)


class ContractRoom:
    """What the pages about contracts share."""

    model, form_class = models.Contract, forms.ContractForm
    related = ("buyer", "listing__application__supplier", "version", "agreement", "amends")

    def crumbs(self):
        """Forsiden → Butikken → Kontrakter."""
        return [STORE, (_("Kontrakter"), reverse("store:contracts"))]


class ContractList(ContractRoom, NounList):
    """My organisation's contracts."""

    filterset_class = forms.ContractFilter

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]


class ContractSheet(ContractList):
    """The same contracts as rows to keep."""

    def render_to_response(self, context, **kwargs):
        """One line each, with no text that a spreadsheet would run."""
        found = self.get_queryset().prefetch_related("lines", "recipients")
        rows = [[str(text) for text in HEAD], *(row_of(contract) for contract in found)]
        return csv_response(rows, _now("kontrakter"))


def row_of(contract) -> list:
    """What the spreadsheet says of a contract."""
    cost, signed = contract.cost, contract.signed_at
    return [
        contract.number,
        contract.revision,
        contract.buyer.full_name,
        contract.listing.supplier.full_name,
        str(contract.listing),
        contract.version.number,
        contract.get_basis_display(),
        str(contract.agreement or ""),
        contract.get_status_display(),
        plain(contract.starts_on),
        plain(contract.ends_on),
        contract.initial_months,
        contract.option_months,
        cost.per_year,
        cost.once,
        contract.total,
        contract.amount,
        "; ".join(recipient.name for recipient in contract.recipients.all()),
        plain(contract.data_agreed_on),
        plain(signed and localtime(signed).date()),
    ]


def plain(day: date | None) -> str:
    """A day as a spreadsheet sorts it."""
    return day.isoformat() if day else ""


class ContractPage(ContractRoom, NounPage):
    """One contract."""

    related = (*ContractRoom.related, "buyer_signed_by", "supplier_signed_by")

    def get_context_data(self, **kwargs):
        """Add its lines, its plan, what is left of the framework and what may be done."""
        contract, actor = self.object, self.request.actor
        seen = models.Listing.objects.visible_to(self.request.user).filter(pk=contract.listing_id)
        told = {
            "remaining": remaining(contract.agreement) if contract.agreement else None,
            "listing_seen": seen.exists(),
            "may_edit": forms.ContractForm.may_edit(actor, contract),
            "may_plan": forms.TaskForm.may_add(actor, contract),
            "lines": contract.lines.all(),
            "recipients": contract.recipients.all(),
            "tasks": self.tasks(),
            "text": contract.texts.first(),
            "revisions": self.revisions(),
        }
        return super().get_context_data(**told, **kwargs)

    def revisions(self):
        """The other revisions that the reader may see, newest first."""
        rows = models.Contract.objects.visible_to(self.request.user)
        same = rows.filter(number=self.object.number).exclude(pk=self.object.pk)
        return same.select_related("listing__application").order_by("-revision")

    def tasks(self):
        """The introduction plan, and who may do what with each."""
        rows = models.IntroductionTask.objects.of_contract(self.object)
        rows = list(rows.select_related("contract__listing__application", "contract__buyer"))
        return [(row, row.open_steps(self.request.actor)) for row in rows]


class ContractPaper(ContractPage):
    """The contract as both sides signed it, as a document with its hash."""

    def render_to_response(self, context, **kwargs):
        """Set what was frozen, never what stands in the tables now."""
        text = self.object.texts.first()
        if text is None:
            raise Http404
        name = f"{self.object.number}-{self.object.revision}.pdf"
        return pdf.response(name, pdf.render("contract", paper(self.object, text)))


class ContractCreate(ContractRoom, NounChild):
    """Order what stands in the store."""

    parent_model, parent_field = models.Listing, "listing"
    heading = _("Bestill / lag kontrakt")
    intro = _("Bare kommunen ser utkastet. Det går til intern godkjenning før det sendes.")
    submit_label = _("Lagre utkast")

    def crumbs(self):
        """Forsiden → Butikken → the listing."""
        return [STORE, (str(self.parent), self.parent.get_absolute_url())]


class ContractEdit(ContractRoom, NounEdit):
    """Go on with a draft."""

    heading = _("Rediger kontrakten")


class RecipientsEdit(ContractRoom, NounEdit):
    """Say who receives it, and when."""

    form_class = forms.RecipientsForm
    heading = _("Mottakere og levering")
    intro = _("Si hvem som skal ha løsningen, og når det er planlagt levert.")


class OfContract(NounChild):
    """Something that hangs on a contract."""

    parent_model, parent_field = models.Contract, "contract"

    def crumbs(self):
        """Forsiden → Butikken → Kontrakter → the contract."""
        contracts = (_("Kontrakter"), reverse("store:contracts"))
        return [STORE, contracts, (str(self.parent), self.parent.get_absolute_url())]

    def get_success_url(self) -> str:
        """Back to the contract."""
        return self.parent.get_absolute_url()


class LineCreate(OfContract):
    """Order an add-on or a service too."""

    model, form_class = models.ContractLine, forms.ContractLineForm
    heading = _("Nytt tillegg eller ny tjeneste")
    intro = _("Velg blant det leverandøren tilbyr sammen med løsningen.")


class TaskCreate(OfContract):
    """Add something to the introduction plan."""

    model, form_class = models.IntroductionTask, forms.TaskForm
    heading = _("Ny oppgave i innføringsplanen")


class TaskEdit(NounEdit):
    """Change a task that is not done."""

    model, form_class = models.IntroductionTask, forms.TaskForm
    related = ("contract__listing__application__supplier", "contract__buyer")
    heading = _("Rediger oppgaven")
