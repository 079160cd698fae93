"""Pages for finding an organisation and asking to join it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marketplace import brreg
from marketplace.models import Organisation
from marketplace.orgnr import is_orgnr
from marketplace.pages import NounCreate, NounList, NounPage, public
from participation.forms import JoinForm, OrganisationFilter
from participation.forms.joining import digits
from participation.models import JoinRequest

MOST_HITS = 20


def start() -> tuple[str, str]:
    """The way to the register."""
    return (_("Virksomheter"), reverse("participation:organisations"))


@public
class OrganisationList(NounList):
    """Who takes part: searched, filtered, in Norwegian order."""

    model, filterset_class = Organisation, OrganisationFilter
    template_name, fragment = "participation/organisations.html", "hits"

    def get_queryset(self):
        """Those that take part today."""
        return super().get_queryset().taking_part().in_order()

    def get_context_data(self, **kwargs):
        """Tell which of them the reader belongs to."""
        mine = {row.organisation_id for row in self.request.memberships}
        return super().get_context_data(mine=mine, **kwargs)


@require_safe
def find(request):
    """Find an organisation: in our register by name, in Enhetsregisteret by number."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = _found(words) if words else {}
    status = 422 if found.get("wrong") else 200
    context = {"q": words, "crumbs": [start()]} | found
    return render(request, "participation/find.html", context, status=status)


def _found(words: str) -> dict:
    number = digits(words)
    if not (number.isascii() and number.isdigit()):
        return {"hits": _named(words)}
    if not is_orgnr(number):
        return {"wrong": number}
    here = Organisation.objects.standing().filter(orgnr=number)
    return {"hits": here} if here.exists() else {"register": brreg.look_up(number)}


def _named(words: str):
    rows = OrganisationFilter({"q": words}, Organisation.objects.standing()).qs
    joinable = rows.exclude(kind=Organisation.Kind.OPERATOR)
    return joinable.in_order()[:MOST_HITS]


class Join(NounCreate):
    """Ask to join the organisation that the address names."""

    model, form_class = JoinRequest, JoinForm
    template_name = "participation/join.html"
    heading = _("Be om å bli med")
    submit_label = _("Send")
    saved = _("Innmeldingen er sendt.")

    def get(self, request, *args, **kwargs):
        """Begin by finding it, when the address names none."""
        if not any(request.GET.get(name) for name in ("organisation", "orgnr")):
            return redirect("participation:find")
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        """What the address names; the first one becomes administrator."""
        names = ("organisation", "orgnr")
        told = {name: self.request.GET[name] for name in names if name in self.request.GET}
        return told | {"role": "member" if "organisation" in told else "admin"}

    def get_context_data(self, **kwargs):
        """Show the organisation, or what the register says about the number."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        orgnr = digits(str(form["orgnr"].value() or ""))
        if form.place is None and is_orgnr(orgnr):
            context["register"] = brreg.look_up(orgnr)
        return context | {"place": form.place}

    def crumbs(self):
        """Forsiden → Virksomheter → Finn virksomheten din."""
        return [start(), (_("Finn virksomheten din"), reverse("participation:find"))]


class JoinRequestPage(NounPage):
    """One request: who asks, for what, and what was answered."""

    model, related = JoinRequest, ("person", "organisation")
    template_name = "participation/join_request.html"

    def crumbs(self):
        """Forsiden → Virksomheter."""
        return [start()]

    def get_context_data(self, **kwargs):
        """Add what the register said about a number that is new here."""
        thing = self.object
        entry = brreg.look_up(thing.orgnr) if thing.orgnr and not thing.organisation_id else None
        return super().get_context_data(register=entry, **kwargs)
