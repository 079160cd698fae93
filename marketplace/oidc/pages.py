"""The page for somebody who was not let in."""

from django.shortcuts import render

from .refusal import Refused


def refusal_page(request, provider, refused: Refused):
    """Say what went wrong and what to do, and leave a line in the log."""
    refused.tell_log(provider.app.provider_id)
    told = {"provider": provider, "refused": refused}
    return render(request, "socialaccount/refused.html", told, status=refused.status)
