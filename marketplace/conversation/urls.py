"""Addresses of the conversation."""

from django.urls import path

from . import views

urlpatterns = [
    path("samtale/innlegg/<int:pk>/", views.comment, name="comment"),
    path("samtale/innlegg/<int:pk>/endre/", views.CommentEdit.as_view(), name="comment_edit"),
    path("samtale/innlegg/<int:pk>/historikk/", views.history, name="comment_history"),
    path("samtale/<slug:noun>/<int:pk>/nytt/", views.CommentCreate.as_view(), name="comment_new"),
    path("moderering/", views.Moderation.as_view(), name="moderation"),
]
