"""The one view that takes steps, for every noun with a lifecycle."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from marketplace import nouns
from marketplace.accounts import strength
from marketplace.forms import step_form
from marketplace.lifecycle import Lifecycle, Step, StepRefused


def find(user, noun: str, pk: int, name: str) -> tuple[Lifecycle, Step]:
    """Find a thing that the person may see and a step that it has; anything else is 404."""
    model = Lifecycle.nouns.get(noun)
    step = model and model.steps().get(name)
    if not step:
        raise Http404
    return nouns.find(user, noun, pk), step


def must_prove(request, step: Step) -> bool:
    """Tell whether whoever takes the step must first prove again who they are."""
    return step.sensitive and not strength.is_fresh(request)


class StepView(View):
    """Shows what a step needs and asks (GET) and takes it (POST)."""

    def get(self, request, noun: str, pk: int, name: str):
        """Ask, and show what is missing before anybody presses."""
        thing, step = find(request.user, noun, pk, name)
        self._refuse_strangers(request, thing, step)
        if must_prove(request, step):
            return strength.ask_again(request)
        form = step_form(step, thing, request.actor)
        return self._page(request, thing, step, form, step.unmet(thing, request.actor), 200)

    def post(self, request, noun: str, pk: int, name: str):
        """Take the step: 302 on success, 422 on wrong input, 409 with everything that is unmet."""
        thing, step = find(request.user, noun, pk, name)
        self._refuse_strangers(request, thing, step)
        if must_prove(request, step):
            return strength.ask_again(request)
        form = step_form(step, thing, request.actor, request.POST)
        if not form.is_valid():
            return self._page(request, thing, step, form, [], 422)
        return self._take(request, thing, step, form)

    def _take(self, request, thing, step: Step, form):
        try:
            step.take(thing, by=request.actor, **form.cleaned_data)
        except StepRefused as refusal:
            return self._page(request, thing, step, form, refusal.unmet, 409)
        told = {"step": step.label, "status": thing.get_status_display()}
        messages.success(request, _("Gjort: %(step)s. Status er nå «%(status)s».") % told)
        return redirect(thing)

    def _refuse_strangers(self, request, thing, step: Step) -> None:
        if not step.who(request.actor, thing):
            raise PermissionDenied(_("Dette steget kan bare tas av %s.") % step.who.whom)

    def _page(self, request, thing, step: Step, form, unmet, status: int):
        known = thing.status in step.sources
        context = {"thing": thing, "step": step, "form": form, "unmet": unmet, "known": known}
        return render(request, "step.html", context, status=status)
