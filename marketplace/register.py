"""How nouns stand in Django admin: searchable, and read-only where a step is the only way."""

from django.contrib import admin
from django.db import transaction

from marketplace.models import Event


class TracedAdmin(admin.ModelAdmin):
    """What is changed here leaves an Event too: no change is without a trace."""

    def save_model(self, request, obj, form, change: bool) -> None:
        """Save, and write who changed which fields, in one transaction."""
        step = Event.EDITED if change else Event.CREATED
        moved = ("", getattr(obj, "status", ""))
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            told = {"fields": form.changed_data, "admin": True}
            Event.objects.write(obj, step, request.actor, moved=moved, data=told)


class NounAdmin(TracedAdmin):
    """A noun with a lifecycle: status, dates and what the machinery sets cannot be edited."""

    list_per_page = 50
    frozen: tuple[str, ...] = ()
    date_hierarchy = None

    def get_list_filter(self, request):
        """Filter by status, and by what the noun adds."""
        has_status = hasattr(self.model, "Status")
        return (*(("status",) if has_status else ()), *self.list_filter)

    def get_readonly_fields(self, request, obj=None):
        """Show the machinery's fields without letting anybody write them."""
        uneditable = [f.name for f in self.model._meta.fields if not f.editable and f.name != "id"]
        return (*uneditable, *self.frozen)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Nothing with a history is deleted; it is withdrawn by a step."""
        return False


class ReadOnlyAdmin(NounAdmin):
    """A table that only the machinery writes."""

    def has_add_permission(self, request, obj=None) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Nobody changes by hand."""
        return False
