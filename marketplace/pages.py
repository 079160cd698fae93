"""Pages that every noun has: a list, the thing itself, a form to make it and one to change it."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from marketplace.models import Notice, Noun

public = method_decorator(login_not_required, name="dispatch")


class Visible:
    """Reaches objects through `visible_to`, so that everything else is 404."""

    related: tuple[str, ...] = ()

    def get_queryset(self):
        """Only what the reader may see."""
        return self.model.objects.visible_to(self.request.user).select_related(*self.related)

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here: (text, url), without this page itself."""
        return []

    def get_context_data(self, **kwargs):
        """Add the way here."""
        return super().get_context_data(crumbs=self.crumbs(), **kwargs)


class NounList(Visible, ListView):
    """A list with filters in the address, pages, and a fragment for htmx."""

    paginate_by = 20
    filterset_class = None
    fragment = ""

    def get_queryset(self):
        """Apply the filters; a filter that makes no sense is left out."""
        rows = in_order(super().get_queryset())
        if not self.filterset_class:
            return rows
        self.filterset = self.filterset_class(self.request.GET, rows, request=self.request)
        return self.filterset.qs

    def paginate_queryset(self, queryset, page_size):
        """Show the nearest page for a page number that does not exist."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_template_names(self) -> list[str]:
        """Only the fragment when htmx asks for a part; the whole page when it restores history."""
        names = super().get_template_names()
        htmx = self.request.htmx
        is_part = self.fragment and htmx and not htmx.history_restore_request
        return [f"{name}#{self.fragment}" for name in names] if is_part else names

    def get_context_data(self, **kwargs):
        """Add the filter form."""
        return super().get_context_data(filter=getattr(self, "filterset", None), **kwargs)

    def render_to_response(self, context, **kwargs):
        """Tell caches that htmx gets another body."""
        response = super().render_to_response(context, **kwargs)
        response["Vary"] = "HX-Request"
        return response


def in_order(rows):
    """The model's own order, said aloud: a queryset that counts forgets it."""
    return rows if rows.query.order_by else rows.order_by(*rows.model._meta.ordering)


class NounPage(Visible, DetailView):
    """The thing itself, its steps and its timeline."""

    context_object_name = "thing"
    template_name_suffix = ""

    def get_object(self, queryset=None):
        """Find it; whoever opens it has seen what was told of it."""
        thing = super().get_object(queryset)
        Notice.objects.open(self.request.user, thing)
        return thing

    def get_context_data(self, **kwargs):
        """Add what has happened, as far as the reader may see it."""
        is_noun = isinstance(self.object, Noun)
        timeline = self.object.told_to(self.request.actor)[:20] if is_noun else []
        return super().get_context_data(timeline=timeline, **kwargs)


class NounFormPage(Visible):
    """A form page: what was typed stays, and errors come with status 422."""

    template_name = "components/form_page.html"
    heading = ""
    intro = ""
    submit_label = _("Lagre")
    saved = _("Lagret.")

    def get_form_kwargs(self):
        """Tell the form who fills it in."""
        return super().get_form_kwargs() | {"actor": self.request.actor}

    def form_valid(self, form):
        """Save, and say so."""
        response = super().form_valid(form)
        messages.success(self.request, self.saved)
        return response

    def form_invalid(self, form):
        """Show the errors with status 422."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs):
        """Add the words around the form, and what must be put right first."""
        words = {"heading": self.heading, "intro": self.intro, "submit_label": self.submit_label}
        told = super().get_context_data(cancel_url=self.cancel_url(), **words, **kwargs)
        unmet = getattr(told["form"], "unmet", list)()
        return told | {"unmet": [self._leading_back(one) for one in unmet]}

    def _leading_back(self, one):
        """Let the link of an unmet guard know the way back here."""
        here = urlencode({"next": self.request.get_full_path()})
        return replace(one, link=f"{one.link}?{here}") if one.link else one

    def cancel_url(self) -> str:
        """Where «Avbryt» leads: one step back."""
        crumbs = self.crumbs()
        return crumbs[-1][1] if crumbs else "/"


class NounCreate(NounFormPage, CreateView):
    """Makes a new one."""

    def dispatch(self, request, *args, **kwargs):
        """Let in only those who may make one."""
        if request.user.is_authenticated and not self.form_class.may_create(request.actor):
            raise PermissionDenied(_("Du har ikke rollen som skal til for å opprette dette."))
        return super().dispatch(request, *args, **kwargs)


class NounEdit(NounFormPage, UpdateView):
    """Changes one that exists."""

    def get_object(self, queryset=None):
        """Find it, and let in only those who may change it."""
        thing = super().get_object(queryset)
        if not self.form_class.may_edit(self.request.actor, thing):
            raise PermissionDenied(_("Dette kan bare endres av eieren, og ikke i denne statusen."))
        return thing

    def cancel_url(self) -> str:
        """Back to the thing."""
        return self.object.get_absolute_url()


class NounChild(NounCreate):
    """Makes something that hangs on another noun, found by `parent_pk` in the address."""

    parent_model = None
    parent_field = ""

    def dispatch(self, request, *args, **kwargs):
        """Find the parent first: what may not be seen is 404."""
        if request.user.is_authenticated:
            rows = self.parent_model.objects.visible_to(request.user)
            self.parent = get_object_or_404(rows, pk=kwargs["parent_pk"])
            self._refuse_strangers(request)
        return super().dispatch(request, *args, **kwargs)

    def _refuse_strangers(self, request) -> None:
        if not self.form_class.may_add(request.actor, self.parent):
            raise PermissionDenied(_("Du har ikke rollen som skal til for å opprette dette."))

    def get_form_kwargs(self):
        """Hang the new one on its parent."""
        child = self.model(**{self.parent_field: self.parent})
        return super().get_form_kwargs() | {"instance": child}

    def cancel_url(self) -> str:
        """Back to the parent."""
        return self.parent.get_absolute_url()
