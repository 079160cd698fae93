"""Filling in a declaration: what is missing, and one main section to a page."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.clock import db_now
from marketplace.declaration import Completeness, DeclarationForm, Section
from marketplace.pages import NounEdit, NounPage
from verification import forms

from .version import VersionRoom

NOT_NOW = gettext_lazy("Deklarasjonen kan bare fylles ut av leverandøren, så lenge den er utkast.")


@dataclass(frozen=True)
class Task:
    """One main section: how far it has come, and where each missing answer is given."""

    section: Section
    completeness: Completeness
    url: str
    is_begun: bool
    missing: list[tuple[str, str]]

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is missing."""
        return self.completeness.is_complete


def section_url(version, section: Section) -> str:
    """Where a main section is filled in."""
    return reverse("verification:version_section", args=[version.pk, section.key])


def tasks(version) -> list[Task]:
    """Every main section as a task."""
    answers, schema = version.answers, version.schema
    form = DeclarationForm(schema, initial=answers)
    found = schema.completeness_by_section(answers)
    return [_task(version, form, part, completeness) for part, completeness in found]


def _task(version, form, section: Section, completeness: Completeness) -> Task:
    url = section_url(version, section)
    missing = [(q.label, f"{url}#{form[q.key].anchor}") for q in completeness.missing]
    is_begun = any(question.key in version.answers for question in section.all_questions())
    return Task(section, completeness, url, is_begun, missing)


class DeclarationPage(VersionRoom, NounPage):
    """What is missing before the version can be declared, section by section."""

    template_name = "verification/declaration.html"

    def get_object(self, queryset=None):
        """Only for those who may fill it in."""
        version = super().get_object(queryset)
        if not forms.SectionForm.may_edit(self.request.actor, version):
            raise PermissionDenied(NOT_NOW)
        version.renew_questions()
        return version

    def crumbs(self):
        """… → the version."""
        return [*super().crumbs(), (self.object.number, self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Add the tasks."""
        found = tasks(self.object)
        told = {"tasks": found, "missing": [one for one in found if one.missing]}
        return super().get_context_data(completeness=self.object.completeness, **told, **kwargs)


def wants_json(request) -> bool:
    """Tell whether our own script saves while somebody types."""
    return request.headers.get("Accept") == "application/json"


class SectionPage(VersionRoom, NounEdit):
    """One main section: saved by the button, and meanwhile by our own script."""

    form_class = forms.SectionForm
    template_name = "verification/section_form.html"
    overtaken: dict | None = None

    def get_object(self, queryset=None):
        """Find the version, and the section of its schema."""
        version = super().get_object(queryset)
        version.renew_questions()
        parts = [part for part in version.schema.sections if version.schema.asked(section=part.key)]
        known = [part.key for part in parts]
        if self.kwargs["section"] not in known:
            raise Http404
        self.parts, self.place = parts, known.index(self.kwargs["section"])
        return version

    @property
    def section(self) -> Section:
        """The section that is filled in."""
        return self.parts[self.place]

    @property
    def overview(self) -> str:
        """Where all sections are listed."""
        return reverse("verification:version_declaration", args=[self.object.pk])

    def crumbs(self):
        """… → the version → its declaration."""
        version = self.object
        here = [(version.number, version.get_absolute_url()), (_("Deklarasjonen"), self.overview)]
        return [*super().crumbs(), *here]

    def get_form_kwargs(self):
        """Tell the form which section."""
        return super().get_form_kwargs() | {"section": self.section.key}

    def get_success_url(self) -> str:
        """On to the next section, or back to the list."""
        is_last = self.place + 1 == len(self.parts)
        if is_last or "to_overview" in self.request.POST:
            return self.overview
        return section_url(self.object, self.parts[self.place + 1])

    def form_valid(self, form):
        """Save, unless somebody else has answered the same meanwhile."""
        try:
            form.save()
        except forms.Overtaken as overtaken:
            return self.let_choose(form, overtaken.theirs)
        if wants_json(self.request):
            return self.told_saved(form)
        messages.success(self.request, self.saved)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        """Our own script saves what is right, and waits with the rest."""
        if not wants_json(self.request):
            return super().form_invalid(form)
        form.leave_what_is_wrong()
        if form.errors:
            return JsonResponse({"errors": form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return self.form_valid(form)

    def told_saved(self, form) -> JsonResponse:
        """What our own script needs to go on."""
        at = time_format(timezone.localtime(db_now()), "TIME_FORMAT")
        errors = {form[key].auto_id: errors for key, errors in form.waiting.items()}
        text = _("Lagret kl. %(time)s.") % {"time": at}
        if errors:
            text += " " + _("Noe må rettes før det kan lagres: %(names)s.") % {
                "names": ", ".join(form[key].label for key in form.waiting)
            }
        return JsonResponse({"text": text, "seen": form.marks(self.object.answers)})

    def let_choose(self, form, theirs: dict):
        """Show both answers; nothing is written over."""
        if wants_json(self.request):
            text = _("Noen andre har svart på det samme. Trykk «Lagre og fortsett» for å velge.")
            return JsonResponse({"text": text}, status=HTTPStatus.CONFLICT)
        schema, seen = self.object.schema, form.cleaned_data["seen"]
        form.data = form.data.copy()
        form.data["seen"] = form.fields["seen"].prepare_value(
            seen | {key: forms.mark(answer) for key, answer in theirs.items()}
        )
        self.overtaken = [
            (form[key], schema.display(key, answer), key) for key, answer in theirs.items()
        ]
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=HTTPStatus.CONFLICT)

    def get_context_data(self, **kwargs):
        """Add where one is among the sections."""
        places = [(part, section_url(self.object, part)) for part in self.parts]
        before = places[self.place - 1] if self.place else None
        told = {"section": self.section, "places": places, "before": before}
        told |= {"number": self.place + 1, "overview": self.overview}
        is_last = self.place + 1 == len(self.parts)
        return super().get_context_data(overtaken=self.overtaken, is_last=is_last, **told, **kwargs)

    def cancel_url(self) -> str:
        """Back to the list."""
        return self.overview
