"""Addresses of log-in from outside; the names are allauth's where it asks for them."""

from django.urls import path

from . import views

urlpatterns = [
    path("innlogginger/", views.connections, name="socialaccount_connections"),
    path("innlogginger/avbrutt/", views.cancelled, name="socialaccount_login_cancelled"),
    path("innlogginger/ny-konto/", views.sign_up, name="socialaccount_signup"),
    path("innlogging/<slug:way>/", views.login, name="oidc_login"),
    path("innlogging/<slug:way>/svar/", views.callback, name="oidc_callback"),
]
