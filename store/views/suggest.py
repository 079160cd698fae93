"""What the search box suggests while somebody types."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from store.models.finding.suggesting import suggestions


@login_not_required
@require_safe
def suggest(request):
    """The options of the list below the search box, as a part of a page."""
    told = {"suggestions": suggestions(request.GET.get("q", ""))}
    return render(request, "store/suggestions.html", told)
