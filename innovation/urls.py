"""Addresses of Innovasjonsarena."""

from django.urls import path

from innovation.views import (
    basis,
    browse,
    checklist,
    collaboration,
    compare,
    endorsement,
    need,
    party,
    requirement,
    track,
)

app_name = "innovation"
urlpatterns = [
    path("", browse.NeedList.as_view(), name="needs"),
    path("sammenlign/", compare.NeedCompare.as_view(), name="compare"),
    path("behov/nytt/", need.NeedCreate.as_view(), name="need_new"),
    path("behov/<int:pk>/", need.NeedPage.as_view(), name="need"),
    path("behov/<int:pk>/rediger/", need.NeedEdit.as_view(), name="need_edit"),
    path(
        "behov/<int:parent_pk>/krav/nytt/",
        requirement.RequirementCreate.as_view(),
        name="requirement_new",
    ),
    path(
        "behov/<int:parent_pk>/tilslutning/",
        endorsement.EndorsementCreate.as_view(),
        name="endorse",
    ),
    path(
        "behov/<int:parent_pk>/samarbeid/nytt/",
        collaboration.CollaborationCreate.as_view(),
        name="collaboration_new",
    ),
    path("samarbeid/", collaboration.CollaborationList.as_view(), name="collaborations"),
    path("samarbeid/<int:pk>/", collaboration.CollaborationPage.as_view(), name="collaboration"),
    path(
        "samarbeid/<int:pk>/rediger/",
        collaboration.CollaborationEdit.as_view(),
        name="collaboration_edit",
    ),
    path("samarbeid/<int:parent_pk>/bli-med/", party.JoinRequest.as_view(), name="join"),
    path("samarbeid/<int:pk>/grunnlag/<int:number>/", basis.BasisPage.as_view(), name="basis"),
    path("krets/<int:pk>/", track.TrackEdit.as_view(), name="track_edit"),
    path("sjekkpunkt/<int:pk>/", checklist.ChecklistEdit.as_view(), name="checklist_edit"),
]
