"""How people come to belong, in Django admin."""

from django.contrib import admin

from marketplace.register import ReadOnlyAdmin
from participation.models import Invitation, JoinRequest, RoleProposal


@admin.register(JoinRequest)
class JoinRequestAdmin(ReadOnlyAdmin):
    """Requests: read only; steps are taken in the portal."""

    list_display = ("person", "organisation", "name", "role", "status", "created_at")
    search_fields = ("person__email", "organisation__name", "name", "orgnr")
    list_select_related = ("person", "organisation")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations: read only, without the print of the code."""

    list_display = ("email", "organisation", "status", "sent_at", "expires_at")
    search_fields = ("email", "organisation__name")
    list_select_related = ("organisation",)
    exclude = ("token_hash",)


@admin.register(RoleProposal)
class RoleProposalAdmin(ReadOnlyAdmin):
    """Proposed roles: read only."""

    list_display = ("person", "role", "proposed_by", "status", "created_at")
    search_fields = ("person__email",)
    list_select_related = ("person", "proposed_by")
