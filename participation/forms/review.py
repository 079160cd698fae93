"""The reviewer's form: one verdict and one comment for each answer."""

from django import forms
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from marketplace.models.event import ClockTimestamp
from marketplace.policy import reviews
from participation.models import Assessment, Qualification
from participation.models.review import Line, Review

COMMENT = 2000


class ReviewForm(NounForm):
    """What the reviewer says about the answers of this round."""

    about = forms.IntegerField(widget=forms.HiddenInput, label=_("Runde"))

    class Meta:
        model = Qualification
        fields = []

    def __init__(self, *args, actor, instance=None, **kwargs) -> None:
        super().__init__(*args, actor=actor, instance=instance, **kwargs)
        self.review = Review(self.instance)
        self.initial["about"] = self.instance.round
        for question in self.review.schema.asked():
            self._add(question, self.current(question.key))

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The reviewer who has the case, while it is under review."""
        has_it = actor.user is not None and noun.reviewer_id == actor.user.pk
        return has_it and reviews(actor, noun) and noun.status == Qualification.Status.IN_REVIEW

    def current(self, key: str) -> Assessment | None:
        """What has been said about the answer in this round."""
        said = self.review.said.get(key, [])
        return next((one for one in said if one.round == self.instance.round), None)

    def _add(self, question, current: Assessment | None) -> None:
        verdict, comment = names(question.key)
        choices = [("", _("Ikke vurdert")), *Assessment.Verdict.choices]
        self.fields[verdict] = forms.ChoiceField(
            label=told_of(question, _("vurdering")),
            choices=choices,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields[comment] = forms.CharField(
            label=told_of(question, _("kommentar")),
            required=False,
            max_length=COMMENT,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.initial[verdict] = current.verdict if current else ""
        self.initial[comment] = current.comment if current else ""

    def sections(self) -> list[tuple]:
        """Sections with their lines, and the two fields beside each."""
        return [
            (part, [(line, *self.beside(line)) for line in lines])
            for part, lines in self.review.sections()
        ]

    def beside(self, line: Line) -> tuple:
        """The two fields of a line, and whether they lie open."""
        verdict, comment = (self[name] for name in names(line.key))
        is_open = line.is_pending or line.must_change or verdict.value() or comment.errors
        return verdict, comment, bool(is_open)

    def clean_about(self) -> int:
        """A form from before the supplier sent in anew must not judge what it did not show."""
        if self.cleaned_data["about"] != self.instance.round:
            raise forms.ValidationError(_("Søknaden er sendt inn på nytt. Last siden på nytt."))
        return self.cleaned_data["about"]

    def clean(self):
        """What must be put right must be told; a comment needs a verdict."""
        cleaned = super().clean()
        for question in self.review.schema.asked():
            verdict, comment = (cleaned.get(name) for name in names(question.key))
            if verdict == Assessment.Verdict.NEEDS_CHANGE and not comment:
                self.add_error(names(question.key)[1], _("Skriv hva som må rettes."))
            if comment and not verdict:
                self.add_error(names(question.key)[0], _("Velg en vurdering til kommentaren."))
        return cleaned

    def follow_up(self, noun) -> None:
        """Write what was said, and take back what was emptied."""
        for question in self.review.schema.asked():
            if {*names(question.key)} & {*self.changed_data}:
                self._write(noun, question.key)

    def _write(self, noun, key: str) -> None:
        verdict, comment = (self.cleaned_data[name] for name in names(key))
        place = {"qualification": noun, "round": noun.round, "question": key}
        if not verdict:
            Assessment.objects.filter(**place).delete()
            return
        said = {"verdict": verdict, "comment": comment, "by": self.actor.user}
        Assessment.objects.update_or_create(**place, defaults=said | {"at": ClockTimestamp()})


def told_of(question, what) -> str:
    """A label that stands alone, as in the error summary."""
    return format_lazy("{}: {}", lazystr(question.label_wording), what)


def names(key: str) -> tuple[str, str]:
    """The two fields of a question."""
    return f"{key}_verdict", f"{key}_comment"
