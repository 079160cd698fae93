"""Pages of Felleskjøp."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.pages import NounChild, NounCreate, NounEdit, NounList, NounPage, public
from procurement import forms, models, policy

HALL = (_("Felleskjøp"), "/felleskjop/")
Status = models.JointProcurement.Status


class ProcurementRoom:
    """What the pages about joint procurements share."""

    model, form_class = models.JointProcurement, forms.JointProcurementForm
    related = ("owner", "basis__of")

    def crumbs(self):
        """Forsiden → Felleskjøp."""
        return [HALL]


@public
class ProcurementList(ProcurementRoom, NounList):
    """What is bought together, and how far it has come."""

    filterset_class, fragment = forms.ProcurementFilter, "hits"

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_queryset(self):
        """Count the participants in the same question."""
        return super().get_queryset().with_parties()

    def get_context_data(self, **kwargs):
        """Tell whether a new one can be started."""
        may_create = forms.JointProcurementForm.may_create(self.request.actor)
        return super().get_context_data(may_create=may_create, **kwargs)


@public
class ProcurementPage(ProcurementRoom, NounPage):
    """One joint procurement: what, who, how it is judged, and how it goes."""

    related = ("owner", "basis__of", "awarded_offer__supplier")

    def get_context_data(self, **kwargs):
        """Add everything that hangs on it, and what the reader may do."""
        thing, actor = self.object, self.request.actor
        parts = {
            "commitments": thing.commitments.select_related("organisation"),
            "criteria": thing.criteria.select_related("requirement"),
            "offers": self.offers(),
            "agreements": self.agreements(),
            "announcement": thing.versions.first(),
        }
        return super().get_context_data(**parts, **self.abilities(thing, actor), **kwargs)

    def abilities(self, thing, actor) -> dict[str, bool]:
        """Which buttons the reader has besides the steps."""
        joined = thing.commitments.filter(organisation__in=actor.reach).exists()
        offered = thing.offers.live().filter(supplier__in=actor.reach).exists()
        takes_offers = thing.takes_offers_at(db_now())
        may_edit = forms.JointProcurementForm.may_edit(actor, thing)
        return {
            "may_edit": may_edit,
            "may_join": policy.commits(actor) and thing.takes_participants and not joined,
            "may_offer": policy.may_offer(actor) and takes_offers and not offered,
            "shows_award": thing.is_award_known or (actor.is_fkj and thing.awarded_offer_id),
        }

    def offers(self) -> list[tuple]:
        """The offers that the reader may see, each with the price as the reader may see it."""
        rows = self.object.offers.live().visible_to(self.request.user)
        rows = rows.select_related("supplier", "procurement")
        return [(offer, offer.shown_price(self.request.actor)) for offer in rows]

    def agreements(self):
        """The agreements that came of it."""
        rows = self.object.agreements.visible_to(self.request.user)
        return rows.select_related("supplier", "procurement")


class ProcurementCreate(ProcurementRoom, NounCreate):
    """Draft a joint procurement."""

    heading = _("Nytt felleskjøp")
    intro = _("Utkastet er bare synlig for FKJ til en annen person har kontrollert det.")
    submit_label = _("Lagre utkast")


class ProcurementEdit(ProcurementRoom, NounEdit):
    """Go on with the draft."""

    heading = _("Rediger felleskjøpet")


class ProcurementPart(NounChild):
    """Something that hangs on a joint procurement."""

    parent_model, parent_field = models.JointProcurement, "procurement"

    def crumbs(self):
        """Forsiden → Felleskjøp → the joint procurement."""
        return [HALL, (self.parent.title, self.parent.get_absolute_url())]

    def get_success_url(self) -> str:
        """Back to the joint procurement."""
        return self.parent.get_absolute_url()


class CommitmentCreate(ProcurementPart):
    """Join for our municipality."""

    model, form_class = models.Commitment, forms.CommitmentForm
    heading = _("Meld kommunen på")
    intro = _("Bare kommuner som er påmeldt før kunngjøringen, kan gjøre avrop på rammeavtalen.")
    submit_label = _("Meld på")


class CriterionCreate(ProcurementPart):
    """Add a criterion."""

    model, form_class = models.Criterion, forms.CriterionForm
    heading = _("Nytt kriterium")


class CriterionEdit(NounEdit):
    """Change a criterion of a draft."""

    model, form_class = models.Criterion, forms.CriterionForm
    heading = _("Rediger kriteriet")

    def get_queryset(self):
        """Criteria of joint procurements that the reader may see."""
        seen = models.JointProcurement.objects.visible_to(self.request.user)
        return self.model.objects.filter(procurement__in=seen).select_related("procurement")

    def crumbs(self):
        """Forsiden → Felleskjøp → the joint procurement."""
        thing = self.object.procurement
        return [HALL, (thing.title, thing.get_absolute_url())]

    def cancel_url(self) -> str:
        """Back to the joint procurement."""
        return self.object.procurement.get_absolute_url()

    get_success_url = cancel_url


class OfferCreate(ProcurementPart):
    """Write an offer."""

    model, form_class = models.Offer, forms.OfferForm
    heading = _("Nytt tilbud")
    intro = _("Tilbudet er et utkast til dere leverer det. Ingen andre kan se det før åpningen.")
    submit_label = _("Lagre utkast")

    def get_success_url(self) -> str:
        """On to the offer, where it is handed in."""
        return self.object.get_absolute_url()


class OfferRoom:
    """What the pages about an offer share."""

    model, form_class = models.Offer, forms.OfferForm
    related = ("supplier", "procurement", "application")

    def crumbs(self):
        """Forsiden → Felleskjøp → the joint procurement."""
        thing = self.object.procurement
        return [HALL, (thing.title, thing.get_absolute_url())]


class OfferPage(OfferRoom, NounPage):
    """One offer: for the supplier with its receipts, for FKJ once it is opened."""

    def get_context_data(self, **kwargs):
        """Add the price as the reader may see it, the receipts and the points."""
        offer, actor = self.object, self.request.actor
        return super().get_context_data(
            price=offer.shown_price(actor),
            is_mine=actor.acts_for(offer.supplier_id),
            receipts=offer.versions.defer("content") if actor.acts_for(offer.supplier_id) else [],
            scores=self.scores(offer, actor),
            may_edit=forms.OfferForm.may_edit(actor, offer),
            may_score=forms.ScoresForm.may_edit(actor, offer),
            **kwargs,
        )

    def scores(self, offer, actor):
        """FKJ's points: each evaluator's own while they judge alone, all of them after that."""
        if not actor.is_fkj:
            return offer.scores.none()
        scores = offer.scores.select_related("criterion", "evaluator")
        alone = offer.procurement.status == Status.QUALITY_INDIVIDUAL
        return scores.filter(evaluator=actor.user) if alone else scores


class OfferEdit(OfferRoom, NounEdit):
    """Go on with an offer."""

    heading = _("Rediger tilbudet")


class ScoresEdit(OfferRoom, NounEdit):
    """Give points to an offer."""

    form_class = forms.ScoresForm
    heading = _("Gi poeng")
    intro = _("Gi poeng alene, uten å snakke med de andre. Prisen er skjult til dere er enige.")


@public
class AgreementList(NounList):
    """The framework agreements."""

    model = models.FrameworkAgreement
    related = ("supplier", "procurement")

    def crumbs(self):
        """Forsiden → Felleskjøp."""
        return [HALL]


@public
class AgreementPage(NounPage):
    """One framework agreement: who, until when, up to how much."""

    model = models.FrameworkAgreement
    related = ("supplier", "procurement", "supplier_signed_by", "fkj_signed_by")

    def crumbs(self):
        """Forsiden → Felleskjøp → Rammeavtaler."""
        return [HALL, (_("Rammeavtaler"), reverse("procurement:agreements"))]

    def get_context_data(self, **kwargs):
        """Add those who may call off."""
        return super().get_context_data(parties=self.object.parties, **kwargs)
