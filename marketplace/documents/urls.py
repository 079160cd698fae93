"""Addresses of documents."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("hent/<str:token>/", views.Signed.as_view(), name="signed"),
    path("<int:pk>/fil/", views.Download.as_view(), name="file"),
    path("<int:pk>/ny-versjon/", views.Replace.as_view(), name="replace"),
    path("<int:pk>/trekk/", views.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/slett-innhold/", views.Erase.as_view(), name="erase"),
    path("<slug:noun>/<int:pk>/", views.DocumentList.as_view(), name="list"),
    path("<slug:noun>/<int:pk>/ny/", views.Upload.as_view(), name="new"),
]
