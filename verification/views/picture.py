"""Pictures of an application: the supplier's page about them, and the pictures themselves."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, View

from marketplace.pages import NounChild, NounEdit, Visible, public
from verification import forms, models, policy
from verification.models.picture import MOST

from .room import ROOM

YEAR = 365 * 24 * 3600
NOT_YOURS = gettext_lazy("Bildene kan bare endres av leverandøren.")


def list_url(application) -> str:
    """Where the pictures of an application are looked after."""
    return reverse("verification:pictures", args=[application.pk])


class PictureList(Visible, DetailView):
    """The pictures of one's own application, in order."""

    model, template_name = models.Application, "verification/pictures.html"
    context_object_name = "thing"

    def get_object(self, queryset=None):
        """Only for its supplier."""
        application = super().get_object(queryset)
        if not policy.works_on(self.request.actor, application):
            raise PermissionDenied(NOT_YOURS)
        return application

    def crumbs(self):
        """Forsiden → Verifikasjon → the application."""
        return [ROOM, (self.object.name, self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Add the pictures, and whether there is room for more."""
        found = list(self.object.pictures.all())
        room = max(0, MOST - len(found))
        return super().get_context_data(pictures=found, room=room, **kwargs)


class PictureRoom:
    """What the forms about pictures share."""

    model = models.Picture
    related = ("application__supplier",)

    def crumbs(self):
        """… → the application → its pictures."""
        thing = getattr(self, "parent", None) or self.object.application
        here = (thing.name, thing.get_absolute_url())
        return [ROOM, here, (_("Bilder"), list_url(thing))]

    def get_success_url(self) -> str:
        """Back to the pictures."""
        return list_url(self.object.application)

    def cancel_url(self) -> str:
        """Back to the pictures."""
        return self.crumbs()[-1][1]


class PictureCreate(PictureRoom, NounChild):
    """Put a new picture last."""

    form_class = forms.PictureForm
    parent_model, parent_field = models.Application, "application"
    heading = gettext_lazy("Nytt bilde")
    submit_label = gettext_lazy("Last opp")
    saved = gettext_lazy("Bildet er lastet opp.")

    def get_form_kwargs(self):
        """Tell the form whether the file was thrown away on its way in."""
        told = super().get_form_kwargs()
        return told | {"too_large": getattr(self.request, "upload_was_too_large", False)}


class PictureEdit(PictureRoom, NounEdit):
    """Change the words for a picture."""

    form_class = forms.PictureWordsForm
    template_name = "verification/picture_form.html"
    heading = gettext_lazy("Ord til bildet")


class PictureChange(PictureRoom, Visible, DetailView):
    """Something that is done with a picture by its supplier."""

    def get_object(self, queryset=None):
        """Only for its supplier."""
        found = super().get_object(queryset)
        if not policy.works_on(self.request.actor, found.application):
            raise PermissionDenied(NOT_YOURS)
        return found


class PictureMove(PictureChange):
    """Move a picture one place."""

    http_method_names = ["post"]

    def post(self, request, pk: int):
        """One place up (-1) or down (1)."""
        found = self.get_object()
        steps = {"-1": -1, "1": 1}.get(request.POST.get("direction", ""), 0)
        found.move(steps, request.actor)
        return redirect(f"{list_url(found.application)}#bilde-{found.pk}")


class PictureRemove(PictureChange):
    """Take a picture away: it is asked first, since it cannot be undone."""

    template_name = "verification/picture_remove.html"

    def post(self, request, pk: int):
        """Take it away."""
        self.object = self.get_object()
        address = self.get_success_url()
        self.object.remove(request.actor)
        messages.success(request, _("Bildet er tatt bort."))
        return redirect(address)


@public
class PictureContent(View):
    """The picture itself, shown where it stands; kept for a year when everybody may see it."""

    def get(self, request, pk: int, mark: str):
        """Only to those who see the application, and only under the right name."""
        found = get_object_or_404(models.Picture.objects.visible_to(request.user), pk=pk)
        if mark != found.sha256[:16]:
            raise Http404
        response = FileResponse(self.content(found), content_type="image/webp")
        response["Content-Length"] = found.size
        response["Content-Disposition"] = "inline"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Cache-Control"] = self.keeping(found)
        return response

    def content(self, picture):
        """The file, or 404 when it is gone."""
        try:
            return picture.content.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone

    def keeping(self, picture) -> str:
        """What only some may see is kept by no cache between."""
        everybody = models.Picture.objects.visible_to(AnonymousUser())
        is_open = everybody.filter(pk=picture.pk).exists()
        return f"{'public' if is_open else 'private'}, max-age={YEAR}, immutable"
