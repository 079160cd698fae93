"""Pages of Innovasjonsarena."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from innovation import forms, models
from marketplace.comparing import ComparePage
from marketplace.models import ServiceArea
from marketplace.pages import NounChild, NounCreate, NounEdit, NounList, NounPage, public

ARENA = (_("Innovasjonsarena"), "/innovasjonsarena/")


class NeedRoom:
    """What the pages about needs share."""

    model, form_class = models.Need, forms.NeedForm
    related = ("owner", "area")

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the area and its theme."""
        thing = getattr(self, "object", None)
        areas = thing.area.ancestors() if thing else []
        return [ARENA, *area_crumbs(areas)]


def area_crumbs(areas) -> list[tuple[str, str]]:
    """Links down the tree of areas."""
    home = reverse("innovation:needs")
    return [(area.title, f"{home}?area={area.path}") for area in areas]


@public
class NeedList(NeedRoom, NounList):
    """Browse needs by area, status and goal."""

    filterset_class, fragment = forms.NeedFilter, "hits"

    def get_queryset(self):
        """Leave out what is laid aside, unless the status is asked for."""
        rows = super().get_queryset().with_reach()
        return rows if self.request.GET.getlist("status") else rows.in_play()

    def crumbs(self):
        """The chosen area, one step at a time."""
        area = self.chosen_area()
        return [ARENA, *area_crumbs(area.ancestors())[:-1]] if area else []

    def chosen_area(self) -> ServiceArea | None:
        """The area in the address, when there is such an area."""
        return self.filterset.form.cleaned_data.get("area")

    def get_context_data(self, **kwargs):
        """Add the areas to go on to, with live counts."""
        area = self.chosen_area()
        return super().get_context_data(
            area=area,
            areas=counted_areas(area),
            may_create=forms.NeedForm.may_create(self.request.actor),
            **kwargs,
        )


def counted_areas(parent: ServiceArea | None) -> list[tuple[ServiceArea, int]]:
    """The areas one step down, and how many needs are in play in each."""
    paths = models.Need.objects.in_play().values_list("area__path", flat=True)
    paths = [f"{path}/" for path in paths]
    areas = ServiceArea.objects.filter(parent=parent).order_by("order")
    return [(area, sum(path.startswith(f"{area.path}/") for path in paths)) for area in areas]


@public
class NeedPage(NeedRoom, NounPage):
    """One need: what, who else, how it goes."""

    def get_context_data(self, **kwargs):
        """Add everything that hangs on the need."""
        need, actor = self.object, self.request.actor
        endorsements = need.endorsements.select_related("organisation")
        mine = any(actor.acts_for(row.organisation) for row in endorsements)
        open_for_more = need.status in (need.Status.PRIORITISING, need.Status.PUBLISHED)
        may_endorse = forms.EndorsementForm.may_add(actor, need) and open_for_more and not mine
        can_start = (
            forms.CollaborationForm.may_create(actor) and need.status == need.Status.PUBLISHED
        )
        return super().get_context_data(
            sections=need.declaration(),
            requirements=need.requirements.select_related("need"),
            endorsements=endorsements,
            reach=need.reach(),
            collaborations=need.collaborations.select_related("lead"),
            versions=need.versions.all(),
            may_edit=forms.NeedForm.may_edit(actor, need),
            may_endorse=may_endorse,
            may_start=can_start,
            **kwargs,
        )


class NeedCreate(NeedRoom, NounCreate):
    """Describe a new need."""

    template_name = "components/declaration_form_page.html"
    heading = _("Beskriv et behov")
    intro = _(
        "Skriv hva dere trenger, ikke hvordan det skal løses. Utkastet er bare synlig for dere."
    )
    submit_label = _("Lagre utkast")


class NeedEdit(NeedRoom, NounEdit):
    """Go on describing a need."""

    template_name = "components/declaration_form_page.html"
    heading = _("Rediger behovet")


class NeedPart(NounChild):
    """Something that hangs on a need."""

    parent_model, parent_field = models.Need, "need"

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the need."""
        return [ARENA, (self.parent.title, self.parent.get_absolute_url())]

    def get_success_url(self) -> str:
        """Back to the need."""
        return self.parent.get_absolute_url()


class EndorsementCreate(NeedPart):
    """Say that we have the same need."""

    model, form_class = models.Endorsement, forms.EndorsementForm
    heading = _("Vi har samme behov")
    submit_label = _("Slutt dere til behovet")


class RequirementCreate(NeedPart):
    """Add a requirement."""

    model, form_class = models.Requirement, forms.RequirementForm
    heading = _("Nytt krav")


class CollaborationCreate(NeedPart):
    """Start a collaboration on the need."""

    model, form_class = models.Collaboration, forms.CollaborationForm
    heading = _("Start et samarbeid")

    def get_success_url(self) -> str:
        """On to the new collaboration."""
        return self.object.get_absolute_url()


@public
class NeedCompare(ComparePage):
    """Needs side by side."""

    model = models.Need
    title = _("Sammenlign behov")
    need = True

    def crumbs(self):
        """Forsiden → Innovasjonsarena."""
        return [ARENA]

    def subtitle(self, thing) -> str:
        """Who owns it, and how far it has come."""
        return f"{thing.owner} · {thing.get_status_display()}"


class CollaborationRoom:
    """What the pages about collaborations share."""

    model, form_class = models.Collaboration, forms.CollaborationForm
    related = ("need", "lead")

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the need."""
        thing = getattr(self, "object", None)
        need = [(thing.need.title, thing.need.get_absolute_url())] if thing else []
        return [ARENA, *need]


@public
class CollaborationList(CollaborationRoom, NounList):
    """Who works together on what."""


@public
class CollaborationPage(CollaborationRoom, NounPage):
    """One collaboration: circles, checklist, parties and the basis."""

    def get_context_data(self, **kwargs):
        """Add the parts, and what the reader may do with them."""
        work, actor, user = self.object, self.request.actor, self.request.user
        parties = work.parties.visible_to(user).select_related(
            "organisation", "collaboration__lead"
        )
        open_for_more = work.status in (work.Status.FORMING, work.Status.ACTIVE)
        mine = any(actor.acts_for(p.organisation) for p in parties if p.status != p.Status.LEFT)
        may_join = forms.PartyForm.may_create(actor) and open_for_more and not mine
        return super().get_context_data(
            parties=[p for p in parties if p.status in ("requested", "confirmed")],
            tracks=work.tracks.all(),
            checklist=work.checklist.all(),
            basis=work.newest_basis,
            signatures=work.newest_basis.signatures.select_related("organisation", "signed_by")
            if work.newest_basis
            else [],
            may_edit=forms.CollaborationForm.may_edit(actor, work),
            may_report=forms.TrackForm.rule(actor, work),
            may_join=may_join,
            **kwargs,
        )


class CollaborationEdit(CollaborationRoom, NounEdit):
    """Change the mandate and the dates."""

    heading = _("Rediger samarbeidet")


class JoinRequest(NounChild):
    """Ask to take part."""

    model, form_class = models.Party, forms.PartyForm
    parent_model, parent_field = models.Collaboration, "collaboration"
    heading = _("Be om å bli med")
    submit_label = _("Send forespørsel")
    saved = _("Forespørselen er sendt til den som leder samarbeidet.")

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the collaboration."""
        return [ARENA, (self.parent.title, self.parent.get_absolute_url())]


class WorkPartEdit(NounEdit):
    """Change a part of a collaboration."""

    def get_queryset(self):
        """Parts of collaborations that the reader may see."""
        works = models.Collaboration.objects.visible_to(self.request.user)
        return self.model.objects.filter(collaboration__in=works)

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the collaboration."""
        work = self.object.collaboration
        return [ARENA, (work.title, work.get_absolute_url())]

    def cancel_url(self) -> str:
        """Back to the collaboration."""
        return self.object.collaboration.get_absolute_url()

    get_success_url = cancel_url

    def get_context_data(self, **kwargs):
        """Name the part in the heading."""
        return super().get_context_data(**kwargs) | {"heading": str(self.object)}


class TrackEdit(WorkPartEdit):
    """Report on a circle."""

    model, form_class = models.Track, forms.TrackForm


class ChecklistEdit(WorkPartEdit):
    """Answer a point of the checklist."""

    model, form_class = models.ChecklistItem, forms.ChecklistForm


@public
class BasisPage(TemplateView):
    """A felles behovsgrunnlag as it was frozen."""

    template_name = "innovation/basis.html"

    def get_context_data(self, **kwargs):
        """Find the version, among those that everybody may see."""
        works = models.Collaboration.objects.visible_to(self.request.user)
        basis = get_object_or_404(
            models.CommonBasis, of__in=works, of=kwargs["pk"], number=kwargs["number"]
        )
        signatures = basis.signatures.select_related("organisation", "signed_by")
        frozen = basis.content["need"]
        need = models.Need(schema_version=frozen["schema_version"], answers=frozen["answers"])
        return super().get_context_data(
            basis=basis,
            signatures=signatures,
            sections=need.declaration(),
            crumbs=[ARENA, (basis.of.title, basis.of.get_absolute_url())],
            **kwargs,
        )
