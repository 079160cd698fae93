"""Oscar's own addresses, and its list of products asked for with the plain ORM.

Oscar 4.2 lists through haystack; this is its cheaper way, with its own models and templates.
"""

from django.apps import apps
from django.urls import include, path
from django.views.generic import ListView
from oscar.core.loading import get_class, get_model

Product = get_model("catalogue", "Product")
BrowseCategoryForm = get_class("search.forms", "BrowseCategoryForm")


class Products(ListView):
    """The list of products, 24 a page, newest first."""

    template_name, paginate_by = "oscar/catalogue/browse.html", 24

    def get_queryset(self):
        """Everything that may be browsed."""
        return Product.objects.browsable().base_queryset().order_by("-date_created", "-id")

    def get_context_data(self, **kwargs):
        """What Oscar's template wants to know."""
        context = super().get_context_data(**kwargs)
        form = BrowseCategoryForm(data=self.request.GET, searchqueryset=None)
        hits = [type("Hit", (), {"object": one}) for one in context["page_obj"]]
        told = {"form": form, "search_form": form, "page": context["page_obj"], "summary": "Alle"}
        return context | told | {"products": hits}


urlpatterns = [
    path("orm/", Products.as_view()),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
