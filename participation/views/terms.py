"""Pages for terms: what applies, what has applied, what changed, and FKJ's own pages."""

from django.conf import settings
from django.db.models import Case, When
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.differences import differences
from marketplace.pages import NounCreate, NounEdit, NounList, NounPage, public
from participation.forms import AcceptanceForm, TermsForm
from participation.models import Acceptance, Audience, Terms, asking

LANGUAGES = dict(settings.LANGUAGES)


def chosen_language(request) -> str:
    """The language that is asked for in the address, or the reader's own."""
    asked = request.GET.get("sprak", "")
    return asked if asked in LANGUAGES else get_language()


class TermsRoom:
    """What the pages about terms share."""

    model, form_class = Terms, TermsForm

    def crumbs(self):
        """Forsiden → Vilkår."""
        return [(_("Vilkår"), reverse("participation:terms"))]

    def standing(self) -> dict:
        """What my organisation has accepted, must accept now, and must accept by a day to come."""
        who = self.request.actor.organisation
        rows = Acceptance.objects.filter(organisation=who, organisation__isnull=False)
        return {
            "accepted": {row.terms_id: row for row in rows},
            "binding": numbers(Terms.objects.binding(who)),
            "owed": numbers(Terms.objects.owed_by(who)),
            "unaccepted": numbers(Terms.objects.unaccepted_by(who)),
            "may_accept": AcceptanceForm.may_create(self.request.actor),
        }


def numbers(rows) -> set[int]:
    """The rows by their numbers, for a template to look in."""
    return set(rows.values_list("pk", flat=True))


@public
class TermsList(TermsRoom, NounList):
    """The terms that apply or will apply, and whether my organisation has accepted them."""

    def get_queryset(self):
        """Today's terms, and those to come; those that bind my organisation come first."""
        mine = Audience.of(self.request.actor.organisation) or ""
        first = Case(When(audience=mine, then=0), default=1)
        return super().get_queryset().not_over().order_by(first, "audience", "number")

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Add where my organisation stands."""
        may_write = TermsForm.may_create(self.request.actor)
        return super().get_context_data(may_write=may_write, **self.standing(), **kwargs)


@public
class TermsHistory(TermsRoom, NounList):
    """Every version there has been; for FKJ the drafts too, and the way to write a new one."""

    template_name = "participation/terms_history.html"

    def get_context_data(self, **kwargs):
        """Add the audiences that a new version can be written for."""
        drafted = set(Terms.objects.open().values_list("audience", flat=True))
        free = [audience for audience in Audience if audience not in drafted]
        may_write = TermsForm.may_create(self.request.actor)
        return super().get_context_data(new_for=free if may_write else [], **kwargs)


@public
class TermsPage(TermsRoom, NounPage):
    """One version in the language that is asked for."""

    def get_context_data(self, **kwargs):
        """Add the text, where my organisation stands, and what FKJ needs to see."""
        terms, actor = self.object, self.request.actor
        told = self.standing() | {"previous": terms.previous(), "may_edit": self.may_edit()}
        if terms.is_public and actor.is_fkj:
            told["without"] = list(asking.organisations_without(terms).in_order()[:21])
            told["accepted_by"] = terms.acceptances.count()
        told |= text_of(terms, chosen_language(self.request))
        return super().get_context_data(**kwargs) | told

    def may_edit(self) -> bool:
        """Tell whether the reader may write on it."""
        return TermsForm.may_edit(self.request.actor, self.object)


def text_of(terms: Terms, language: str) -> dict:
    """The text in a language, and what is written in each of them."""
    return {
        "read_in": language,
        "languages": [(code, name, is_written(terms, code)) for code, name in LANGUAGES.items()],
        "name": terms.title_in(language),
        "text": terms.text_in(language),
        "sha256": terms.sha256_in(language),
        "side_by_side": [] if terms.is_public else side_by_side(terms),
    }


def is_written(terms: Terms, language: str) -> bool:
    """Tell whether title and text are there in the language."""
    suffix = "" if language == settings.LANGUAGE_CODE else f"_{language}"
    return bool(
        getattr(terms, f"title{suffix}").strip() and getattr(terms, f"text{suffix}").strip()
    )


def side_by_side(terms: Terms) -> list[dict]:
    """Each language of a draft: title, text and how long it is, so that a gap is seen."""
    return [
        {
            "code": code,
            "name": name,
            "written": is_written(terms, code),
            "title": terms.title_in(code),
            "text": terms.text_in(code),
            "words": len(terms.text_in(code).split()),
        }
        for code, name in LANGUAGES.items()
    ]


@public
class TermsChanges(TermsRoom, NounPage):
    """What is different from another version, word by word."""

    template_name = "participation/terms_changes.html"

    def crumbs(self):
        """Forsiden → Vilkår → the version."""
        return [*super().crumbs(), (str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Compare with the version that is asked for, or the one before."""
        terms, language = self.object, chosen_language(self.request)
        others = Terms.objects.visible_to(self.request.user).filter(audience=terms.audience)
        others = others.exclude(pk=terms.pk).order_by("-number")
        asked = self.request.GET.get("fra", "")
        other = next((one for one in others if str(one.number) == asked), terms.previous())
        lines = (
            differences(other.document_in(language), terms.document_in(language)) if other else []
        )
        told = {"other": other, "others": others, "lines": lines, "read_in": language}
        return super().get_context_data(**told, **kwargs)


@public
class TermsText(TermsRoom, NounPage):
    """Exactly the text whose hash is kept, as a file."""

    def render_to_response(self, context, **kwargs):
        """Plain text to keep; a language that there is not is 404."""
        language = self.kwargs["language"]
        if language not in LANGUAGES:
            raise Http404
        terms = self.object
        answer = HttpResponse(terms.document_in(language), content_type="text/plain; charset=utf-8")
        name = f"vilkar-{terms.audience}-v{terms.number}-{language}.txt"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class TermsCreate(TermsRoom, NounCreate):
    """Write the next version, starting from the last one."""

    submit_label = _("Lagre utkast")
    intro = _("Feltene er fylt ut med forrige versjon. Ingenting gjelder før det er publisert.")

    @property
    def heading(self) -> str:
        """For whom."""
        return _("Ny versjon for %s") % self.audience.label.lower()

    @property
    def audience(self) -> Audience:
        """The audience in the address; an unknown one is 404."""
        if self.kwargs["audience"] not in Audience.values:
            raise Http404
        return Audience(self.kwargs["audience"])

    def get_form_kwargs(self):
        """Start from the newest version."""
        rows = Terms.objects.published().filter(audience=self.audience).order_by("-number")
        last, names = rows.first(), ("title", "text")
        told = {f"{n}{s}": getattr(last, f"{n}{s}", "") for n in names for s in ("", "_nn", "_en")}
        return super().get_form_kwargs() | {"instance": Terms(audience=self.audience, **told)}


class TermsEdit(TermsRoom, NounEdit):
    """Go on with a draft."""

    heading = _("Rediger utkastet")
    submit_label = _("Lagre utkast")
