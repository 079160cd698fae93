"""Pages for accepting terms: the form, the receipt, and asking those who may."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import View

from marketplace import pdf
from marketplace.differences import changes
from marketplace.pages import NounChild, NounPage
from marketplace.prose_blocks import blocks
from participation import policy
from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms, asking

from .terms import LANGUAGES, TermsRoom, chosen_language


def way_back(request) -> str:
    """Where the reader came from, when that is a page of ours."""
    url = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if safe else ""


class AcceptTerms(TermsRoom, NounChild):
    """Read the terms, see what has changed, and accept for the organisation."""

    model, form_class = Acceptance, AcceptanceForm
    parent_model, parent_field = Terms, "terms"
    template_name = "participation/acceptance_form.html"
    submit_label = gettext_lazy("Godta vilkårene")
    saved = gettext_lazy("Vilkårene er godtatt. Kvitteringen ligger under Vilkår.")

    def get(self, request, *args, **kwargs):
        """Show the receipt when it is done already."""
        done = self.parent.acceptances.filter(organisation=request.actor.organisation).first()
        return (
            redirect(way_back(request) or done) if done else super().get(request, *args, **kwargs)
        )

    def get_initial(self):
        """What is shown is what is accepted, language and all."""
        return {"language": chosen_language(self.request)}

    def cancel_url(self) -> str:
        """Back to where one was."""
        return way_back(self.request) or self.parent.get_absolute_url()

    def get_success_url(self) -> str:
        """Back to what was refused, or to the receipt."""
        return way_back(self.request) or self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        """Show the text that is accepted, and what is new in it."""
        terms, language = self.parent, chosen_language(self.request)
        told = {
            "terms": terms,
            "read_in": language,
            "languages": [(code, name, True) for code, name in LANGUAGES.items()],
            "name": terms.title_in(language),
            "text": terms.text_in(language),
            "way_back": way_back(self.request),
        }
        since = changed_since(self.request.actor.organisation, terms, language)
        return super().get_context_data(**kwargs) | told | since


def changed_since(organisation, terms: Terms, language: str) -> dict:
    """What is different from the version that the organisation accepted last."""
    rows = Acceptance.objects.filter(organisation=organisation, terms__audience=terms.audience)
    rows = rows.filter(terms__number__lt=terms.number).select_related("terms")
    last = rows.order_by("-terms__number").first()
    if last is None:
        return {"last": None, "lines": []}
    lines = changes(last.terms.document_in(language), terms.document_in(language))
    return {"last": last, "lines": lines}


class AcceptancePage(TermsRoom, NounPage):
    """The receipt: who accepted what, for whom and when, and whether the text is the same."""

    model = Acceptance
    related = ("terms", "organisation", "accepted_by")

    def get_context_data(self, **kwargs):
        """Add the text that was accepted, in its language."""
        thing = self.object
        told = {
            "name": thing.terms.title_in(thing.language),
            "text": thing.terms.text_in(thing.language),
            "facts": facts_of(thing),
        }
        return super().get_context_data(**told, **kwargs)


class AcceptancePdf(AcceptancePage):
    """The receipt as a document to keep."""

    def render_to_response(self, context, **kwargs):
        """Set it in the language that was accepted."""
        thing = self.object
        with override(thing.language):
            content = pdf.render("acceptance", document_of(thing), thing.language)
        name = f"aksept-{thing.terms.audience}-v{thing.terms.number}-{thing.pk}.pdf"
        return pdf.response(name, content)


def facts_of(acceptance: Acceptance) -> list[tuple[str, str]]:
    """Who, for whom, what and when."""
    organisation, terms = acceptance.organisation, acceptance.terms
    return [
        (_("Virksomhet"), organisation.full_name),
        (_("Org.nr."), organisation.orgnr or ""),
        (_("Godtatt av"), str(acceptance.accepted_by)),
        (_("Tidspunkt"), date_format(localtime(acceptance.at), "DATETIME_FORMAT")),
        (_("Vilkår"), f"{terms.title_in(acceptance.language)}, {_('versjon')} {terms.number}"),
        (_("Gjelder fra"), date_format(terms.valid_from)),
        (_("Språk"), LANGUAGES[acceptance.language]),
    ]


def document_of(acceptance: Acceptance) -> dict:
    """What the PDF says."""
    terms, language = acceptance.terms, acceptance.language
    return {
        "title": _("Kvittering for godtatte vilkår"),
        "foot": f"{acceptance.organisation} · {acceptance.sha256[:16]}",
        "facts": [[label, said or "–"] for label, said in facts_of(acceptance)],
        "explained": _("SHA-256 av den nøyaktige teksten som ble godtatt:"),
        "sha256": acceptance.sha256 or "–",
        "terms": terms.title_in(language),
        "blocks": blocks(terms.text_in(language)),
    }


class AskToAccept(View):
    """Ask those who may bind the organisation, once a day."""

    def post(self, request, pk: int):
        """Write to them, and say whether it was done."""
        terms = get_object_or_404(Terms.objects.visible_to(request.user), pk=pk)
        actor = request.actor
        if terms not in Terms.objects.unaccepted_by(actor.organisation) or policy.may_bind(actor):
            raise PermissionDenied(_("Virksomheten har ikke noe her som andre må godta."))
        messages.info(request, answer_of(asking.ask(terms, actor)))
        return redirect(terms)


def answer_of(asked: int | None) -> str:
    """What came of asking, in words."""
    if asked is None:
        return _("De er allerede spurt i dag. Du kan spørre igjen i morgen.")
    if asked == 0:
        return _("Ingen hos dere har rollen som skal til. Be FKJ om å gi noen den.")
    return _("De som kan godta for virksomheten, har fått en e-post.")
