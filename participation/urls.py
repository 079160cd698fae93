"""Addresses of terms and qualification."""

from django.urls import path

from participation import views

app_name = "participation"
urlpatterns = [
    path("vilkar/", views.TermsList.as_view(), name="terms"),
    path("vilkar/<int:parent_pk>/godta/", views.AcceptTerms.as_view(), name="accept"),
    path("kvalifisering/", views.QualificationList.as_view(), name="qualifications"),
    path("kvalifisering/ny/", views.QualificationCreate.as_view(), name="qualification_new"),
    path("kvalifisering/<int:pk>/", views.QualificationPage.as_view(), name="qualification"),
    path(
        "kvalifisering/<int:pk>/rediger/",
        views.QualificationEdit.as_view(),
        name="qualification_edit",
    ),
]
