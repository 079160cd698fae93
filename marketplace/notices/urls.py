"""Addresses of notices, of following, and of the demo's mailbox."""

from django.urls import path

from . import mailbox, unsubscribing, views

app_name = "notices"
urlpatterns = [
    path("varsler/", views.Inbox.as_view(), name="inbox"),
    path("varsler/lest/", views.mark_read, name="read"),
    path("varsler/ulest/", views.mark_unread, name="unread"),
    path("varsler/apne/<slug:noun>/<int:pk>/", views.open_thing, name="open"),
    path("varsler/folger/", views.Following.as_view(), name="following"),
    path("varsler/innstillinger/", views.Settings.as_view(), name="settings"),
    path(
        "varsler/avmeld/<str:token>/",
        unsubscribing.Unsubscribe.as_view(),
        name="unsubscribe",
    ),
    path(
        "varsler/avmeld/<str:token>/angre/",
        unsubscribing.Unsubscribe.as_view(ends=False),
        name="resubscribe",
    ),
    path("folg/<slug:noun>/<int:pk>/", views.follow, name="follow"),
    path("postkasse/", mailbox.mailbox, name="mailbox"),
    path("postkasse/<int:pk>/", mailbox.letter, name="letter"),
    path("postkasse/<int:pk>/html/", mailbox.letter_html, name="letter_html"),
]
