"""Addresses of Innovasjonsarena."""

from django.urls import path

from innovation import views

app_name = "innovation"
urlpatterns = [
    path("", views.NeedList.as_view(), name="needs"),
    path("sammenlign/", views.NeedCompare.as_view(), name="compare"),
    path("behov/nytt/", views.NeedCreate.as_view(), name="need_new"),
    path("behov/<int:pk>/", views.NeedPage.as_view(), name="need"),
    path("behov/<int:pk>/rediger/", views.NeedEdit.as_view(), name="need_edit"),
    path(
        "behov/<int:parent_pk>/krav/nytt/",
        views.RequirementCreate.as_view(),
        name="requirement_new",
    ),
    path("behov/<int:parent_pk>/tilslutning/", views.EndorsementCreate.as_view(), name="endorse"),
    path(
        "behov/<int:parent_pk>/samarbeid/nytt/",
        views.CollaborationCreate.as_view(),
        name="collaboration_new",
    ),
    path("samarbeid/", views.CollaborationList.as_view(), name="collaborations"),
    path("samarbeid/<int:pk>/", views.CollaborationPage.as_view(), name="collaboration"),
    path(
        "samarbeid/<int:pk>/rediger/", views.CollaborationEdit.as_view(), name="collaboration_edit"
    ),
    path("samarbeid/<int:parent_pk>/bli-med/", views.JoinRequest.as_view(), name="join"),
    path("samarbeid/<int:pk>/grunnlag/<int:number>/", views.BasisPage.as_view(), name="basis"),
    path("krets/<int:pk>/", views.TrackEdit.as_view(), name="track_edit"),
    path("sjekkpunkt/<int:pk>/", views.ChecklistEdit.as_view(), name="checklist_edit"),
]
