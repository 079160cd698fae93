"""Addresses of Verifikasjon."""

from django.urls import path

from verification.views import (
    application,
    attestation,
    declaration,
    exchange,
    picture,
    run,
    version,
    workbench,
)

app_name = "verification"
urlpatterns = [
    path("", application.ApplicationList.as_view(), name="applications"),
    path("arbeidsbenk/", workbench.Workbench.as_view(), name="workbench"),
    path("losning/ny/", application.ApplicationCreate.as_view(), name="application_new"),
    path("losning/<int:pk>/", application.ApplicationPage.as_view(), name="application"),
    path(
        "losning/<int:pk>/rediger/", application.ApplicationEdit.as_view(), name="application_edit"
    ),
    path(
        "losning/<int:parent_pk>/versjon/ny/", version.VersionCreate.as_view(), name="version_new"
    ),
    path("losning/<int:pk>/bilder/", picture.PictureList.as_view(), name="pictures"),
    path(
        "losning/<int:parent_pk>/bilder/nytt/", picture.PictureCreate.as_view(), name="picture_new"
    ),
    path("bilde/<int:pk>/rediger/", picture.PictureEdit.as_view(), name="picture_edit"),
    path("bilde/<int:pk>/flytt/", picture.PictureMove.as_view(), name="picture_move"),
    path("bilde/<int:pk>/ta-bort/", picture.PictureRemove.as_view(), name="picture_remove"),
    path("bilde/<int:pk>/<slug:mark>.webp", picture.PictureContent.as_view(), name="picture"),
    path("versjon/<int:pk>/", version.VersionPage.as_view(), name="version"),
    path("versjon/<int:pk>/rediger/", version.VersionEdit.as_view(), name="version_edit"),
    path("versjon/<int:pk>/om/", version.VersionAbout.as_view(), name="version_about"),
    path(
        "versjon/<int:pk>/deklarasjon/",
        declaration.DeclarationPage.as_view(),
        name="version_declaration",
    ),
    path(
        "versjon/<int:pk>/deklarasjon/<slug:section>/",
        declaration.SectionPage.as_view(),
        name="version_section",
    ),
    path("versjon/<int:pk>/endringer/", exchange.VersionChanges.as_view(), name="version_changes"),
    path("versjon/<int:pk>/hent-inn/", exchange.ImportPage.as_view(), name="version_import"),
    path("versjon/<int:pk>.json", exchange.DeclarationJson.as_view(), name="version_json"),
    path("versjon/<int:pk>.xlsx", exchange.DeclarationSheet.as_view(), name="version_xlsx"),
    path("versjon/<int:pk>.pdf", exchange.DeclarationPdf.as_view(), name="version_pdf"),
    path("kjoring/<int:pk>/", run.RunPage.as_view(), name="run"),
    path("attest/<uuid:public_id>/", attestation.AttestationPage.as_view(), name="attestation"),
]
