"""Pages of documents: hang one on a noun, replace it, fetch it, take it back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, TemplateView, View

from marketplace import nouns
from marketplace.models.document import Document, hangs_on
from marketplace.pages import NounFormPage, public
from marketplace.policy import administers

from . import panel, serving
from .forms import DocumentForm, ReasonForm

NOT_YOURS = gettext_lazy("Du har ikke rollen som skal til for dette, eller det er for sent.")
PER_PAGE = 20


def wants_json(request) -> bool:
    """Tell whether our own script asks, to show how far it has come."""
    return request.headers.get("Accept") == "application/json"


class OnThing:
    """What hangs on a noun: crumbs and the way back."""

    def crumbs(self) -> list[tuple[str, str]]:
        """Forsiden → the thing."""
        return [(str(self.thing), self.thing.get_absolute_url())]


@public
class DocumentList(OnThing, TemplateView):
    """All documents on a thing."""

    template_name = "documents/list.html"

    def get_context_data(self, **kwargs):
        """Find the thing, and what the reader sees on it."""
        request = self.request
        self.thing = nouns.find(request.user, kwargs["noun"], kwargs["pk"])
        lines = panel.lines(request.user, request.actor, self.thing)
        page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
        may_add = hangs_on(self.thing, request.actor)
        told = {"thing": self.thing, "page_obj": page, "lines": page.object_list}
        return super().get_context_data(crumbs=self.crumbs(), may_add=may_add, **told)


class Upload(OnThing, NounFormPage, CreateView):
    """Hangs a document on a thing."""

    model, form_class = Document, DocumentForm
    template_name = "documents/upload.html"
    heading = gettext_lazy("Last opp dokument")
    submit_label = gettext_lazy("Last opp")
    saved = gettext_lazy("Dokumentet er lastet opp.")

    def dispatch(self, request, *args, **kwargs):
        """Find what it is to hang on, and let in only those who may hang something there."""
        if request.user.is_authenticated:
            self.document = self.draft(request, **kwargs)
            self.thing = self.document.subject
        return super().dispatch(request, *args, **kwargs)

    def draft(self, request, noun: str, pk: int) -> Document:
        """An empty document on the thing."""
        thing = nouns.find(request.user, noun, pk)
        if not hangs_on(thing, request.actor):
            raise PermissionDenied(NOT_YOURS)
        return Document(subject=thing, topic=panel.topic(request.GET.get("emne", "")))

    def get_form_kwargs(self):
        """Tell the form what it is about, and whether the file was thrown away on its way in."""
        told = super().get_form_kwargs()
        # Known only after the form has been read.
        too_large = getattr(self.request, "upload_was_too_large", False)
        return told | {"instance": self.document, "too_large": too_large}

    def get_success_url(self) -> str:
        """Back to the thing."""
        return self.thing.get_absolute_url()

    def form_valid(self, form):
        """Save; our own script gets a short answer for each file."""
        response = super().form_valid(form)
        if wants_json(self.request):
            return JsonResponse({"title": self.object.title}, status=HTTPStatus.CREATED)
        return response

    def form_invalid(self, form):
        """Say what is wrong."""
        if wants_json(self.request):
            errors = {name: list(texts) for name, texts in form.errors.items()}
            return JsonResponse({"errors": errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return super().form_invalid(form)


class Replace(Upload):
    """Hangs a new version in the place of an old one."""

    heading = gettext_lazy("Ny versjon")
    saved = gettext_lazy("Den nye versjonen er lastet opp.")

    def draft(self, request, pk: int) -> Document:
        """A document in the place of one that the actor may change."""
        old = changeable(request, pk)
        told = {"title": old.title, "visibility": old.visibility, "licence": old.licence}
        return Document(subject=old.subject, replaces=old, **told)

    def get_context_data(self, **kwargs):
        """One file takes the place of one."""
        return super().get_context_data(replaces=self.document.replaces, **kwargs)


@public
class Download(View):
    """Fetches a document that the reader may see."""

    def get(self, request, pk: int):
        """The content, or the way to it; whatever else is 404."""
        rows = Document.objects.downloadable().visible_to(request.user)
        return serving.answer(get_object_or_404(rows, pk=pk))


@public
class Signed(View):
    """The signed address; it lives on the files host only."""

    def get(self, request, token: str):
        """Not here."""
        raise Http404


class Ending(OnThing, FormView):
    """Something that cannot be undone, with a reason."""

    form_class = ReasonForm
    template_name = "documents/ending.html"
    heading = submit_label = warning = done = ""

    def dispatch(self, request, *args, **kwargs):
        """Find it, and let in only those who may."""
        if request.user.is_authenticated:
            self.document = self.find(request, kwargs["pk"])
            self.thing = self.document.subject
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Do it, and say so."""
        self.end(form.cleaned_data["reason"])
        messages.success(self.request, self.done)
        return redirect(self.thing)

    def form_invalid(self, form):
        """Show the errors with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        """Add the words around the form."""
        words = {"heading": self.heading, "submit_label": self.submit_label}
        words |= {"warning": self.warning, "document": self.document}
        back = self.thing.get_absolute_url()
        return super().get_context_data(cancel_url=back, crumbs=self.crumbs(), **words, **kwargs)


class Withdraw(Ending):
    """Takes a document back."""

    heading = gettext_lazy("Trekk dokumentet")
    submit_label = gettext_lazy("Trekk dokumentet")
    warning = gettext_lazy("Ingen kan hente det etterpå. Tittelen og grunnen blir stående.")
    done = gettext_lazy("Dokumentet er trukket.")

    def find(self, request, pk: int) -> Document:
        """One that the actor may change."""
        return changeable(request, pk)

    def end(self, reason: str) -> None:
        """Take it back."""
        self.document.withdraw(by=self.request.actor, reason=reason)


class Erase(Ending):
    """Lets FKJ erase a content that should not be there."""

    heading = gettext_lazy("Slett innholdet")
    submit_label = gettext_lazy("Slett innholdet for godt")
    warning = gettext_lazy("Innholdet kan ikke hentes tilbake. Tittelen og grunnen blir stående.")
    done = gettext_lazy("Innholdet er slettet.")

    def find(self, request, pk: int) -> Document:
        """Any that FKJ's administrator sees, while it has a content."""
        document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
        if not administers(request.actor) or document.erased_at:
            raise PermissionDenied(NOT_YOURS)
        return document

    def end(self, reason: str) -> None:
        """Erase it."""
        self.document.erase(by=self.request.actor, reason=reason)


def changeable(request, pk: int) -> Document:
    """A document that the actor may replace or take back."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    may_add = hangs_on(document.subject, request.actor)
    if not document.is_downloadable or not panel.may_change(request.actor, document, may_add):
        raise PermissionDenied(NOT_YOURS)
    return document
