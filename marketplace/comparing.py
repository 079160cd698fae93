"""The page that lays up to four declarations side by side."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from marketplace.declaration import Column, Comparison

LIMIT = 4


class ComparePage(TemplateView):
    """Compares things of one model by the rows of their declaration: `?id=1&id=2`."""

    template_name = "components/compare_page.html"
    model = None
    title = _("Sammenlign")
    need = False

    def chosen(self) -> list:
        """The first four that exist and may be seen, in the order they were asked for."""
        asked = [int(text) for text in self.request.GET.getlist("id") if is_number(text)]
        unique = list(dict.fromkeys(asked))[:LIMIT]
        rows = self.rows().filter(pk__in=unique)
        return sorted(rows, key=lambda thing: unique.index(thing.pk))

    def rows(self):
        """Where the things are looked for."""
        return self.model.objects.visible_to(self.request.user)

    def subtitle(self, thing) -> str:
        """A line under the title of a column."""
        return thing.get_status_display()

    def answers(self, thing):
        """Whose answers are compared: the thing's own, unless it has them elsewhere."""
        return thing

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here."""
        return []

    def get_context_data(self, **kwargs):
        """Build the comparison, with all rows or only those that differ."""
        things = self.chosen()
        only = self.request.GET.get("only") == "differences"
        return super().get_context_data(
            title=self.title,
            crumbs=self.crumbs(),
            things=[(thing, self.subtitle(thing)) for thing in things],
            comparison=self.compared(things, only),
            only_differences=only,
            limit=LIMIT,
            left_out=len(set(self.request.GET.getlist("id"))) - len(things),
            **kwargs,
        )

    def compared(self, things: list, only: bool) -> Comparison | None:
        """Lay the answers side by side, or None when there is nothing to compare."""
        if not things:
            return None
        answering = [self.answers(thing) for thing in things]
        columns = [
            Column(
                str(thing),
                answers.newest_answers,
                thing.get_absolute_url(),
                getattr(answers, "language", ""),
            )
            for thing, answers in zip(things, answering, strict=True)
        ]
        comparison = Comparison(answering[0].newest_schema, columns, need=self.need)
        return comparison.only_differences() if only else comparison


def is_number(text: str) -> bool:
    """Tell whether the text can be a row number in the database."""
    return text.isascii() and text.isdigit() and len(text) < 19
