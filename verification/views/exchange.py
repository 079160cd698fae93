"""A declaration in files: taken out by whoever may read it, taken in by its supplier."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from marketplace import letters, pdf, spreadsheet
from marketplace.clock import db_now
from marketplace.interchange import as_json, workbook
from marketplace.interchange.proposal import Proposal, Stale
from marketplace.models import Document
from marketplace.pages import NounEdit, Visible, public
from verification import forms, models

from .version import VersionRoom


def file_name(version, ending: str) -> str:
    """What the file is called."""
    return f"{version.application.slug}-{version.number}.{ending}"


class DeclarationFile(Visible, DetailView):
    """A file with the declaration of a version that the reader may see."""

    model = models.Version
    related = ("application__supplier",)

    def get(self, request, *args, **kwargs):
        """The file."""
        return self.written(self.get_object())


@public
class DeclarationJson(DeclarationFile):
    """As JSON, for machines."""

    def written(self, version) -> HttpResponse:
        """What it is about, how it stands, and the answers."""
        about = {
            "application": version.application.name,
            "supplier": version.application.supplier.name,
            "orgnr": version.application.supplier.orgnr,
            "number": version.number,
            "status": version.status,
            "sha256": version.sha256,
            "url": letters.address(version.get_absolute_url()),
        }
        told = about | as_json.told(version)
        answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
        name = file_name(version, "json")
        answer["Content-Disposition"] = content_disposition_header(True, name)
        return answer


@public
class DeclarationSheet(DeclarationFile):
    """As a spreadsheet, for people who fill it in together."""

    def written(self, version) -> HttpResponse:
        """A sheet for each section and each table."""
        answer = HttpResponse(workbook.write(version), content_type=spreadsheet.MEDIA_TYPE)
        name = file_name(version, "xlsx")
        answer["Content-Disposition"] = content_disposition_header(True, name)
        return answer


@public
class DeclarationPdf(DeclarationFile):
    """As a PDF, to print and to keep with the contract."""

    def written(self, version) -> HttpResponse:
        """Set in the reader's language."""
        content = pdf.render("declaration", printed(version), get_language())
        return pdf.response(file_name(version, "pdf"), content)


def printed(version) -> dict:
    """What the template reads: text, and tables as rows of text."""
    application, now = version.application, localtime(db_now())
    told = {
        "version": str(version),
        "status": version.get_status_display(),
        "date": date_format(now, "DATETIME_FORMAT"),
        "hash": version.sha256[:16] or _("utkast"),
    }
    return {
        "title": _("Produktdeklarasjon: %(version)s") % told,
        "foot": _("%(version)s · %(status)s · %(hash)s · skrevet ut %(date)s") % told,
        "facts": [
            (_("Sluttbrukerløsning"), application.name),
            (_("Leverandør"), application.supplier.full_name),
            (_("Versjon"), version.number),
            (_("Status"), str(version.get_status_display())),
            (_("Fingeravtrykk (SHA-256)"), version.sha256 or _("Ikke deklarert ennå")),
            (_("Adresse"), letters.address(version.get_absolute_url())),
        ],
        "unanswered": _("Ikke oppgitt"),
        "sections": [
            {"title": title, "facts": [_fact(label, said) for label, said in lines]}
            for title, lines in version.declaration()
        ],
    }


def _fact(label: str, said) -> dict:
    """One question with its answer; a table keeps its rows."""
    table = getattr(said, "table", None)
    drawn = {"headings": table.headings, "rows": table.rows} if table else None
    return {
        "label": label,
        "text": str(said or ""),
        "language": getattr(said, "language", ""),
        "table": drawn,
    }


@public
class VersionChanges(VersionRoom, Visible, DetailView):
    """What is answered otherwise than in an earlier version."""

    template_name = "verification/changes.html"
    context_object_name = "thing"

    def crumbs(self):
        """… → the version."""
        return [*super().crumbs(), (self.object.number, self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Add the version it is held up against, and those that could be."""
        others = models.Version.objects.visible_to(self.request.user)
        others = others.filter(application=self.object.application_id, pk__lt=self.object.pk)
        found, asked = list(others.order_by("-pk")), self.request.GET.get("fra", "")
        chosen = next((one for one in found if str(one.pk) == asked), None)
        if asked and chosen is None:
            raise Http404
        earlier = chosen or (found[0] if found else None)
        changed = self.object.changes_since(earlier) if earlier else []
        told = {"others": found, "earlier": earlier, "changed": changed}
        return super().get_context_data(**told, **kwargs)


class ImportPage(VersionRoom, NounEdit):
    """Choose a file, see what would change, and then confirm."""

    form_class = forms.ImportForm
    template_name = "verification/import.html"
    heading = gettext_lazy("Hent inn svar")

    def get_object(self, queryset=None):
        """A draft is read by the newest questions."""
        version = Visible.get_queryset(self).filter(pk=self.kwargs["pk"]).first()
        if version is None:
            raise Http404
        if not forms.ImportConfirmForm.may_edit(self.request.actor, version):
            raise PermissionDenied(_("Svar kan bare hentes inn av leverandøren, i et utkast."))
        version.renew_questions()
        return version

    def crumbs(self):
        """… → the version → its declaration."""
        version = self.object
        here = [
            (version.number, version.get_absolute_url()),
            (_("Deklarasjonen"), self.cancel_url()),
        ]
        return [*super().crumbs(), *here]

    def cancel_url(self) -> str:
        """Back to the declaration."""
        return reverse("verification:version_declaration", args=[self.object.pk])

    def get_form(self, form_class=None):
        """The first step: a file or an address."""
        data, files = (self.request.POST, self.request.FILES) if self._is_sent() else (None, None)
        return forms.ImportForm(data, files, schema=self.object.schema)

    def _is_sent(self) -> bool:
        return self.request.method == "POST" and "token" not in self.request.POST

    def post(self, request, *args, **kwargs):
        """Show what would change, or save what was shown."""
        self.object = self.get_object()
        if "token" in request.POST:
            return self.confirm()
        form = self.get_form()
        return self.show(form) if form.is_valid() else self.form_invalid(form)

    def show(self, form):
        """What would change, and what is left out."""
        documents = Document.objects.about(self.object).current()
        shown = Proposal.of(self.object, form.found, documents)
        return self.render_to_response(self.get_context_data(form=form, proposal=shown))

    def confirm(self):
        """Save exactly what was shown."""
        form = forms.ImportConfirmForm(
            self.request.POST, instance=self.object, actor=self.request.actor
        )
        try:
            if not form.is_valid():
                raise Stale
            form.save()
        except Stale:
            return self.too_late()
        told = {"number": len(form.changed)}
        messages.success(self.request, _("%(number)d svar er hentet inn.") % told)
        return redirect(self.cancel_url())

    def too_late(self):
        """Somebody has changed the answers meanwhile: begin again."""
        self.object = self.get_object()
        empty = forms.ImportForm(schema=self.object.schema)
        context = self.get_context_data(form=empty, stale=True)
        return self.render_to_response(context, status=HTTPStatus.CONFLICT)
