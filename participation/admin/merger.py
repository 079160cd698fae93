"""Mergers in Django admin."""

from django.contrib import admin

from marketplace.register import NounAdmin
from participation.models import Merger


@admin.register(Merger)
class MergerAdmin(NounAdmin):
    """Mergers: planned and confirmed in the portal."""

    list_display = ("successor", "takes_effect_on", "status")
    search_fields = ("successor__name", "predecessors__name")
    frozen = ("successor", "predecessors", "takes_effect_on")
