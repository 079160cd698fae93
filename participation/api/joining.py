"""API of joining, invitations and proposed roles."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer, NounViewSet, SteppingViewSet
from marketplace.models import Organisation
from participation.forms import InvitationForm, JoinForm
from participation.models import Invitation, JoinRequest, RoleProposal

LIFE = ["status", "status_label", "open_steps"]


class JoinRequestSerializer(NounSerializer):
    """A request: who asks for what."""

    person = serializers.CharField(read_only=True)
    place = serializers.CharField(read_only=True)

    class Meta:
        model = JoinRequest
        fields = ["id", "url", "person", "organisation", "orgnr", "kind", "place", "role"]
        fields += ["message", "created_at", *LIFE]


class JoinRequestViewSet(NounViewSet):
    """Innmeldinger: made with `{"organisation": id}` or `{"orgnr": "…", "kind": "…"}`."""

    model, form_class, serializer_class = JoinRequest, JoinForm, JoinRequestSerializer
    related = JoinRequest.named_with


class InvitationSerializer(NounSerializer):
    """An invitation, without its code."""

    organisation_name = serializers.CharField(source="organisation.name", read_only=True)

    class Meta:
        model = Invitation
        fields = ["id", "url", "organisation", "organisation_name", "email", "roles"]
        fields += ["sent_at", "expires_at", *LIFE]


class InvitationViewSet(ChildViewSet):
    """Invitasjoner: made with `{"organisation": id, "email": "…", "roles": […]}`."""

    model, form_class, serializer_class = Invitation, InvitationForm, InvitationSerializer
    related = ("organisation",)
    parent_field, parent_model = "organisation", Organisation


class RoleProposalSerializer(NounSerializer):
    """A role in FKJ that waits for a second person."""

    person = serializers.CharField(read_only=True)
    proposed_by = serializers.CharField(read_only=True)

    class Meta:
        model = RoleProposal
        fields = ["id", "url", "person", "role", "proposed_by", "created_at", *LIFE]


class RoleProposalViewSet(SteppingViewSet):
    """Rolleforslag: made when somebody at FKJ is given a role."""

    model, serializer_class = RoleProposal, RoleProposalSerializer
    related = (*RoleProposal.named_with, "proposed_by")
