"""The inbox, what one follows, and how one wants to be told."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView, TemplateView, UpdateView

from marketplace import nouns
from marketplace.models import Follow, Notice, NoticeSettings

from . import grouping, inbox
from .forms import InboxFilter, SettingsForm

safe_only = method_decorator(require_safe, name="dispatch")


@safe_only
class Inbox(TemplateView):
    """Notices, grouped by what they are about."""

    template_name = "notices/inbox.html"

    def get_context_data(self, **kwargs):
        """Add a page of things with their notices."""
        user, asked = self.request.user, self.request.GET
        inbox.forget_unseen(user)
        rows = self.filtered(Notice.objects.filter(user=user))
        page = inbox.page(rows, asked.get("page"))
        return super().get_context_data(
            groups=inbox.groups(user, rows, page),
            page_obj=page,
            kinds=[("", _("Alle")), *Notice.Kind.choices],
            undo=asked.get("lest", "") if inbox.marked(user, asked.get("lest", "")) else "",
            **self.chosen,
            **kwargs,
        )

    def filtered(self, rows):
        """Keep the kind that is asked for; what makes no sense is left out."""
        form = InboxFilter(self.request.GET)
        form.is_valid()
        self.chosen = {name: form.cleaned_data.get(name) for name in ("kind", "unread")}
        rows = rows.filter(kind=self.chosen["kind"]) if self.chosen["kind"] else rows
        return rows.unread() if self.chosen["unread"] else rows


@require_safe
def open_thing(request, noun: str, pk: int):
    """Go to the thing by way of the inbox, which notes that its notices are read."""
    thing = nouns.find(request.user, noun, pk)
    Notice.objects.open(request.user, thing)
    return redirect(thing)


@require_POST
def mark_read(request):
    """Mark as read: all, or those about one thing. It can be undone from the next page."""
    rows = Notice.objects.filter(user=request.user)
    if "noun" in request.POST:
        rows = rows.about(_posted(request))
    moment = inbox.mark_read(rows)
    query = f"?{urlencode({'lest': moment})}" if moment else ""
    return redirect(reverse("notices:inbox") + query)


def _posted(request):
    number = request.POST.get("pk", "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return nouns.find(request.user, request.POST["noun"], int(number))


@require_POST
def mark_unread(request):
    """Undo: what was marked as read at one moment is unread again."""
    inbox.marked(request.user, request.POST.get("lest", "")).update(read_at=None)
    return redirect("notices:inbox")


@require_POST
def follow(request, noun: str, pk: int):
    """Follow the thing, follow it less, or not at all."""
    thing = nouns.find(request.user, noun, pk)
    level = request.POST.get("level", Follow.Level.ALL)
    if level not in Follow.Level.values:
        raise Http404
    Follow.objects.set(request.user, thing, level)
    if request.htmx:
        context = {"thing": thing, "level": level, "is_following": level != Follow.Level.OFF}
        return render(request, "components/follow.html", context)
    return HttpResponseRedirect(_back(request, thing))


def _back(request, thing) -> str:
    url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if safe else thing.get_absolute_url()


class Following(ListView):
    """What I follow, newest first."""

    template_name = "notices/following.html"
    paginate_by = 30

    def get_queryset(self):
        """Only mine, also what I have silenced."""
        return Follow.objects.filter(user=self.request.user).order_by("-pk")

    def paginate_queryset(self, queryset, page_size):
        """Show the nearest page for a page number that does not exist."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        """Find the things; those that may no longer be seen are left out."""
        context = super().get_context_data(**kwargs)
        rows = list(context["page_obj"])
        seen = grouping.things(self.request.user, map(grouping.key, rows))
        found = [(row, seen[grouping.key(row)]) for row in rows if grouping.key(row) in seen]
        return context | {"followed": found, "levels": Follow.Level.choices}


class Settings(UpdateView):
    """How I want to be told."""

    form_class, template_name = SettingsForm, "notices/settings.html"

    def get_object(self, queryset=None) -> NoticeSettings:
        """Mine, or the defaults."""
        return NoticeSettings.of(self.request.user)

    def form_valid(self, form):
        """Save, and say so."""
        form.save()
        messages.success(self.request, _("Lagret."))
        return redirect("notices:settings")

    def form_invalid(self, form):
        """Show the errors with status 422."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response
