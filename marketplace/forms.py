"""Forms: one per noun, written through by the page and the API alike."""

import json
import logging
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.actor import NOBODY, Actor
from marketplace.lifecycle import Lifecycle, Step, Unmet, unmet_guards
from marketplace.models.event import Event
from marketplace.national_number import contains_national_number

log = logging.getLogger(__name__)
TOO_LATE = _("Noen rakk det samme før deg. Last siden på nytt og se hva som står der nå.")


class PortalBoundField(forms.BoundField):
    """A bound field with Designsystemet's class and an anchor for the error summary."""

    def build_widget_attrs(self, attrs, widget=None):
        """Add `ds-input` to everything a person can see."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not isinstance(widget, forms.HiddenInput):
            classes = {*attrs.get("class", widget.attrs.get("class", "")).split(), "ds-input"}
            attrs["class"] = " ".join(sorted(classes))
        return attrs

    @property
    def is_single_checkbox(self) -> bool:
        """Tell whether the label stands behind the box."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def anchor(self) -> str:
        """Where the error summary points; a group of boxes has no id of its own."""
        return self.id_for_label or f"{self.auto_id}_0"


class PortalRenderer(TemplatesSetting):
    """Renders forms with the templates under templates/components/form/."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
    bound_field_class = PortalBoundField


class NoPatientData:
    """Refuses text that holds a national identity number: the portal never holds patient data."""

    def clean(self) -> dict[str, Any]:
        """Check every text that was typed."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if contains_patient(value):
                self.add_error(name, _("Fjern fødselsnummeret. Her skal det ikke stå persondata."))
        return cleaned


def contains_patient(value: Any) -> bool:
    """Tell whether a national identity number stands anywhere in a value."""
    return any(contains_national_number(text) for text in _all_texts(value))


def _all_texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep it lies: an answer may be a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        for one in inner:
            yield from _all_texts(one)


class StepForm(NoPatientData, forms.Form):
    """What a step asks for before it is taken."""

    def __init__(self, fields: dict[str, forms.Field], data=None) -> None:
        super().__init__(data)
        self.fields.update(fields)


def step_form(step: Step, thing: Lifecycle, actor: Actor, data=None) -> StepForm:
    """Build the form for what a step asks; a field may be made from the thing."""
    asked = step.asks.items()
    # The step's own fields are shared by every request, so each form gets copies.
    fields = {name: ask(thing, actor) if callable(ask) else deepcopy(ask) for name, ask in asked}
    return StepForm(fields, data)


class NounForm(NoPatientData, forms.ModelForm):
    """The one form of a noun. Saving writes an Event with the names of the changed fields.

    `needs` are guards that must hold before a new one is made; its page shows them first.
    """

    needs: tuple = ()

    def __init__(self, *args, actor: Actor, **kwargs) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    @classmethod
    def may_create(cls, actor: Actor) -> bool:
        """Tell whether the actor may make a new one: nobody, until the noun's form says so."""
        return False

    @classmethod
    def may_add(cls, actor: Actor, parent) -> bool:
        """Tell whether the actor may hang a new one on this parent."""
        return cls.may_create(actor)

    @classmethod
    def may_edit(cls, actor: Actor, noun) -> bool:
        """Tell whether the actor may change this one: nobody, until the noun's form says so."""
        return False

    @classmethod
    def described_fields(cls) -> dict[str, forms.Field]:
        """The fields as the API description shows them."""
        return cls(actor=NOBODY).fields

    def unmet(self) -> list[Unmet]:
        """What must be put right before a new one can be made."""
        needs = self.needs if self.instance.pk is None else ()
        return unmet_guards(needs, self.instance, self.actor)

    def clean(self) -> dict[str, Any]:
        """Check what is needed too: the form may come from the API."""
        cleaned = super().clean()
        for one in self.unmet():
            self.add_error(None, one.sentence)
        return cleaned

    def save(self, commit: bool = True):
        """Save the noun and its Event in one transaction, unless somebody else came first."""
        try:
            with transaction.atomic():
                return self._save(commit)
        except IntegrityError as clash:
            log.warning("%s clashed in the database", type(self).__name__, exc_info=True)
            raise PermissionDenied(TOO_LATE) from clash

    def _save(self, commit: bool):
        refuse_if_moved(self.instance)
        is_new = self.instance.pk is None
        self.prepare(self.instance)
        noun = super().save(commit)
        self.follow_up(noun)
        self._write_event(noun, is_new)
        return noun

    def prepare(self, noun) -> None:
        """Fill in what is not asked, such as the owner, before the first save."""

    def follow_up(self, noun) -> None:
        """Save what hangs on the noun, in the same transaction."""

    def _write_event(self, noun, is_new: bool) -> None:
        step = Event.CREATED if is_new else Event.EDITED
        if is_new or self.changed_data:
            moved = ("", getattr(noun, "status", ""))
            data = {"fields": list(self.changed_data)}
            Event.objects.write(noun, step, self.actor, moved=moved, data=data)


@dataclass(frozen=True)
class Pick:
    """A step's question with rows to choose among, found from the thing when it is asked."""

    label: str | Promise
    rows: Callable[[Any, Actor], QuerySet]

    def __call__(self, thing, actor: Actor) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(self.rows(thing, actor), label=self.label)


@dataclass(frozen=True)
class Choose:
    """A step's question with words to choose among, found from the thing when it is asked."""

    label: str | Promise
    choices: Callable[[Any, Actor], list[tuple[str, str | Promise]]]
    first: Callable[[Any], str]

    def __call__(self, thing, actor: Actor) -> forms.ChoiceField:
        told = {"choices": self.choices(thing, actor), "initial": self.first(thing)}
        return forms.ChoiceField(label=self.label, **told)


@dataclass(frozen=True)
class PickSeveral:
    """A step's question with numbered things to tick, found from the thing when it is asked."""

    label: str | Promise
    choices: Callable[[Any, Actor], list[tuple[int, str]]]

    def __call__(self, thing, actor: Actor) -> forms.TypedMultipleChoiceField:
        told = {"choices": self.choices(thing, actor), "widget": forms.CheckboxSelectMultiple}
        return forms.TypedMultipleChoiceField(label=self.label, coerce=int, **told)


def refuse_if_moved(noun) -> None:
    """Lock the row, and refuse if a step was taken since it was read.

    Saving a form writes the whole row: without this, a form that was opened before the step would
    put the old status back. A form that hangs something on a parent calls it with the parent.
    """
    if noun.pk is None or not isinstance(noun, Lifecycle):
        return
    rows = type(noun)._base_manager.select_for_update()
    if rows.values_list("status", flat=True).get(pk=noun.pk) != noun.status:
        raise PermissionDenied(_("Status er endret siden du åpnet skjemaet. Last siden på nytt."))


class ShowsTree:
    """Shows service areas as a tree."""

    def label_from_instance(self, area) -> str:
        """Indent the areas that lie inside others."""
        return area.indented


class AreaField(ShowsTree, forms.ModelChoiceField):
    """One service area."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"empty_label": _("Velg tjenesteområde")})


class AreasField(ShowsTree, forms.ModelMultipleChoiceField):
    """Several service areas."""


REASON = _("Begrunnelse")


def reason(label: str | Promise = REASON, required: bool = True) -> forms.CharField:
    """A text that a step asks for; it becomes the note of the Event."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 4}))


def current_data(form: forms.Form) -> dict:
    """What the form would post if nobody touched it."""
    fields = form.fields.items()
    values = {n: f.prepare_value(form.get_initial_for_field(f, n)) for n, f in fields}
    parts = [part for n, f in fields for part in _shown_as(f.widget, n, values[n])]
    return {name: value for name, value in parts if value is not None}


def _shown_as(widget: forms.Widget, name: str, value: Any) -> list[tuple[str, Any]]:
    if not isinstance(widget, forms.MultiWidget):
        return [(name, value)]
    names = [f"{name}{suffix}" for suffix in widget.widgets_names]
    return list(zip(names, widget.decompress(value), strict=True))


def posted(values: dict) -> MultiValueDict:
    """Values from JSON as a browser would have posted them: one or several texts to a name."""
    parts = [pair for name, value in values.items() for pair in _parts(name, value)]
    return MultiValueDict({name: _texts(value) for name, value in parts})


def _parts(name: str, value: Any) -> list[tuple[str, Any]]:
    """A value in parts is posted under a name for each part: `key_answer`, `key_why`."""
    if not isinstance(value, dict):
        return [(name, value)]
    return [(f"{name}_{part}", one) for part, one in value.items()]


def _texts(value: Any) -> list[str]:
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        # A table is carried whole, as JSON: its cells are of many kinds.
        return [json.dumps(value)]
    several = value if isinstance(value, list) else [value]
    # JSON can hold half a surrogate pair, which no database takes; a browser sends a «?».
    return [str(one).encode("utf-8", "replace").decode() for one in several if one is not None]
