"""Addresses of Verifikasjon."""

from django.urls import path

from verification import views

app_name = "verification"
urlpatterns = [
    path("", views.ApplicationList.as_view(), name="applications"),
    path("losning/ny/", views.ApplicationCreate.as_view(), name="application_new"),
    path("losning/<int:pk>/", views.ApplicationPage.as_view(), name="application"),
    path("losning/<int:pk>/rediger/", views.ApplicationEdit.as_view(), name="application_edit"),
    path("losning/<int:parent_pk>/versjon/ny/", views.VersionCreate.as_view(), name="version_new"),
    path("versjon/<int:pk>/", views.VersionPage.as_view(), name="version"),
    path("versjon/<int:pk>/rediger/", views.VersionEdit.as_view(), name="version_edit"),
    path("kjoring/<int:pk>/", views.RunPage.as_view(), name="run"),
    path("attest/<uuid:public_id>/", views.AttestationPage.as_view(), name="attestation"),
]
