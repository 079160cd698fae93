"""Template tags that every page may use without loading them."""

from decimal import Decimal

from django import template
from django.conf import settings
from django.forms import CheckboxInput
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language

from marketplace.conversation import panel as talk
from marketplace.documents import panel
from marketplace.prose import render as render_prose

register = template.Library()

LONGEST_CHIP = 60
YES_OR_NO = ("yes", "no")

# What is not named here is on its way: a warning colour and a clock.
COLOURS = {
    "neutral": "draft removed withdrawn expired replaced ended closed archived not_started "
    "not_relevant",
    "info": "idea in_collaboration queued running",
    "danger": "rejected failed suspended cancelled aborted declined",
    "success": "published kept approved qualified passed valid active in_use signed accepted "
    "confirmed contracted completed declared covered handed_over done awarded carried_out",
}
COLOUR_OF = {status: colour for colour, names in COLOURS.items() for status in names.split()}


@register.simple_tag
def icon(name: str, css: str = "ds-icon") -> str:
    """Draw an icon from the sprite; it is decoration, so the text beside it must say it all."""
    url = static("vendor/icons.svg")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        url,
        name,
    )


@register.simple_tag
def organisation_link(organisation) -> str:
    """The organisation's name, leading to its page; may stand in a translated sentence."""
    url = organisation.get_absolute_url()
    return format_html('<a class="ds-link" href="{}">{}</a>', url, organisation)


@register.filter
def colour(status: str) -> str:
    """Colour of a status tag; the text says the same."""
    return COLOUR_OF.get(status, "warning")


@register.filter
def lang(written) -> str:
    """A lang attribute for what is written in another language than the page's."""
    language = getattr(written, "language", "")
    is_other = language and language != get_language()
    return format_html('lang="{}"', language) if is_other else ""


@register.filter
def prose(text: str) -> str:
    """What was written with Markdown, as safe HTML."""
    return render_prose(text)


@register.filter
def thousands(number) -> str:
    """1234567 → 1 234 567 with spaces that do not break the line."""
    if number is None or number == "":
        return ""
    whole = Decimal(number)
    text = f"{whole:,.0f}" if whole == whole.to_integral() else f"{whole:,.2f}"
    return text.replace(",", "\u00a0").replace(".", ",")


@register.simple_tag(takes_context=True)
def query_with(context, **changes) -> str:
    """This page's query string with some parameters replaced; None takes one away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value is not None:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def next_steps(context, thing):
    """Steps out of the thing's status as the reader sees them."""
    return thing.next_steps(context["actor"])


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """The languages of the site, each by its own name; Django's tag would translate the names."""
    return settings.LANGUAGES


@register.simple_tag
def leaning(field) -> str:
    """Attributes that let our script hide a question that does not apply."""
    name, value = getattr(field.field, "leans_on", (None, None))
    return format_html(' data-leans-on="{}" data-value="{}"', name, value) if name else ""


@register.simple_tag
def asked_when(field) -> str:
    """When a field must be filled in: `now`, `publication`, `submission`, or when one likes."""
    if field.field.required:
        return "now"
    form = getattr(field.form, "declaration", field.form)
    schema = getattr(form, "schema", None)
    if schema is None or field.name not in schema:
        return ""
    question = schema[field.name]
    asked = question.need_required if form.need else question.required
    return getattr(field.form, "asked_before", "publication") if asked else ""


@register.filter
def waits_for(one) -> str:
    """Whom an open step waits for; a template would call the rule instead of reading it."""
    return one.step.who.whom


@register.filter
def status_icon(status: str) -> str:
    """Name of the icon that says what the colour of a status says."""
    icons = {"success": "check", "warning": "clock", "danger": "warning", "info": "info"}
    return icons.get(colour(status), "document")


@register.filter
def alert_colour(tag: str) -> str:
    """Designsystemet's colour for a message of Django's."""
    return {"error": "danger", "debug": "info"}.get(tag, tag)


@register.simple_tag
def page_numbers(page) -> list:
    """Numbers of the pages to link to, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def active_filters(context, filterset) -> list[tuple[str, str]]:
    """Each filter in use as (its text, this page's address without it)."""
    if not filterset:
        return []
    given = context["request"].GET
    fields = {n: f for n, f in filterset.form.fields.items() if n != "sort" and n in given}
    fields = {name: field for name, field in fields.items() if not field.widget.is_hidden}
    return [
        (filter_text(field, value), query_without(given, name, value))
        for name, field in fields.items()
        for value in given.getlist(name)
        if value
    ]


def filter_text(field, value: str) -> str:
    """What was chosen, in the words of the form."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(field.widget, CheckboxInput):
        return str(field.label)
    chosen = choices.get(value) or f"«{Truncator(value).chars(LONGEST_CHIP)}»"
    return f"{field.label}: {chosen}" if value in YES_OR_NO else chosen


def query_without(given: QueryDict, name: str, value: str) -> str:
    """The query string without one value, back on the first page."""
    left = given.copy()
    left.setlist(name, [other for other in given.getlist(name) if other != value])
    left.pop("page", None)
    return f"?{left.urlencode()}"


@register.simple_tag
def in_form(field, form_id: str) -> str:
    """Draw a field that stands outside the form it belongs to; htmx sends it when it changes."""
    swap = {"hx-target": "#treff", "hx-select": "#treff", "hx-swap": "outerHTML"}
    told = {"hx-select-oob": "#treff-status:innerHTML", "hx-push-url": "true"}
    sent = {"hx-get": "?", "hx-include": f"#{form_id}", "hx-trigger": "change"}
    return field.as_widget(attrs={"form": form_id} | swap | told | sent)


@register.inclusion_tag("components/documents.html", takes_context=True)
def documents(context, thing, topic=None):
    """What hangs on a noun; with a topic, only what hangs on that part of it."""
    return panel.told(context["request"], thing, topic)


@register.filter
def kind_of(thing) -> str:
    """What sort of thing it is, in words: «Behov»."""
    name = str(thing._meta.verbose_name)
    return name[:1].upper() + name[1:]


@register.filter
def changed_fields(event) -> str:
    """The fields that a form changed, by the names a reader knows."""
    model = event.subject_type.model_class()
    fields = model._meta.get_fields()
    known = {field.name: str(getattr(field, "verbose_name", "")) for field in fields}
    return ", ".join(known.get(name) or name for name in event.data["fields"])


@register.inclusion_tag("conversation/conversation.html", takes_context=True)
def conversation(context, thing):
    """What people say to each other about a noun."""
    return talk.told(context["request"], thing)


@register.filter
def kind_colour(kind: str) -> str:
    """Colour of a kind of comment; its word says the same."""
    return {"question": "info", "objection": "warning", "support": "success"}.get(kind, "neutral")
