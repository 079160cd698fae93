"""Pages for qualification: who is qualified, and the supplier's application."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.declaration import Verdict
from marketplace.models import Organisation
from marketplace.pages import NounCreate, NounEdit, NounList, NounPage, public
from marketplace.search import NorwegianOrder
from participation.forms import QualificationFilter, QualificationForm, ReviewForm
from participation.models import Qualification
from participation.models.certificate import Certificate
from participation.models.review import Review


class QualificationRoom:
    """What the qualification pages share."""

    model, form_class = Qualification, QualificationForm
    related = ("supplier", "carried_from")

    def crumbs(self):
        """Forsiden → Kvalifisering."""
        return [(_("Kvalifisering"), reverse("participation:qualifications"))]


@public
class QualificationList(QualificationRoom, NounList):
    """Who is qualified today; beside it the supplier's own, and the way to FKJ's queue."""

    related = ("supplier",)
    filterset_class = QualificationFilter

    def get_queryset(self):
        """Those that are valid today, by name."""
        rows = Qualification.objects.valid().select_related(*self.related)
        rows = rows.order_by(NorwegianOrder("supplier__name"), "pk")
        self.filterset = QualificationFilter(self.request.GET, rows, request=self.request)
        return self.filterset.qs

    def crumbs(self):
        """A front page of its own."""
        return []

    def own(self):
        """The supplier's own applications, newest first."""
        actor = self.request.actor
        if not actor.is_kind(Organisation.Kind.SUPPLIER):
            return []
        return Qualification.objects.filter(supplier__in=actor.reach)[:10]

    def get_context_data(self, **kwargs):
        """Tell whether a new one can be started, and how many wait for FKJ."""
        actor, own = self.request.actor, self.own()
        is_open = any(one.status in Qualification.OPEN for one in own)
        return super().get_context_data(
            own=own,
            may_create=QualificationForm.may_create(actor) and not is_open,
            queue=Qualification.objects.in_queue().count() if actor.is_fkj else None,
            **kwargs,
        )


@public
class QualificationPage(QualificationRoom, NounPage):
    """One qualification: the certificate for all, the answers for the supplier and FKJ."""

    def get_context_data(self, **kwargs):
        """Show the answers only to the supplier and FKJ; the public sees that it is valid."""
        actor, thing = self.request.actor, self.object
        sees_answers = actor.acts_for(thing.supplier) or actor.is_fkj
        return super().get_context_data(
            sees_answers=sees_answers,
            certificate=Certificate(thing) if thing.certificate else None,
            **self.for_the_parties() if sees_answers else {},
            **kwargs,
        )

    def for_the_parties(self) -> dict:
        """The answers with what is said about them, and what the reader may do."""
        actor, thing, review = self.request.actor, self.object, Review(self.object)
        return {
            "review": review,
            "parts": thing.schema.completeness_by_section(thing.answers),
            "counts": counted(review),
            "may_edit": QualificationForm.may_edit(actor, thing),
            "may_review": ReviewForm.may_edit(actor, thing),
            "may_renew": self.may_renew(),
            "sees_all": actor.is_fkj,
        }

    def may_renew(self) -> bool:
        """Tell whether the supplier may begin the next application now."""
        thing, actor = self.object, self.request.actor
        mine = actor.acts_for(thing.supplier) and QualificationForm.may_create(actor)
        others = Qualification.objects.filter(supplier=thing.supplier)
        is_open = others.filter(status__in=Qualification.OPEN).exists()
        return mine and thing.round > 0 and not is_open


def counted(review: Review) -> list[tuple]:
    """How many answers have each verdict: (verdict, number)."""
    counts = review.counts()
    return [(verdict, counts[verdict.value]) for verdict in Verdict]


class AnsweringPage(QualificationRoom):
    """A form in parts, each with a button that saves everything and goes on to the next."""

    template_name = "participation/qualification_form.html"
    submit_label = _("Lagre og se over")
    intro = _("Svar på det dere kan nå. Dere kan lagre når som helst og komme tilbake.")

    def get_success_url(self) -> str:
        """The next part when asked to go on; the page of the application otherwise."""
        keys = [part.key for part in self.object.schema.sections]
        after = dict(zip(keys, keys[1:], strict=False)).get(self.request.POST.get("videre"))
        return f"{self.object.edit_url}#del-{after}" if after else self.object.get_absolute_url()


class QualificationCreate(AnsweringPage, NounCreate):
    """Start a qualification."""

    heading = _("Søk om kvalifisering")


class QualificationEdit(AnsweringPage, NounEdit):
    """Go on with a qualification."""

    heading = _("Kvalifisering")
