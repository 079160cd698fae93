"""Addresses of the trail."""

from django.urls import path

from . import views

urlpatterns = [
    path("segl.json", views.head, name="trail_head"),
    path("<slug:noun>/<int:pk>/", views.trail, name="trail"),
    path("<slug:noun>/<int:pk>/hendelser.<slug:form>", views.export, name="trail_export"),
]
