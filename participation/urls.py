"""Addresses of terms and qualification."""

from django.urls import path

from participation.views import qualification, terms

app_name = "participation"
urlpatterns = [
    path("vilkar/", terms.TermsList.as_view(), name="terms"),
    path("vilkar/<int:parent_pk>/godta/", terms.AcceptTerms.as_view(), name="accept"),
    path("kvalifisering/", qualification.QualificationList.as_view(), name="qualifications"),
    path(
        "kvalifisering/ny/", qualification.QualificationCreate.as_view(), name="qualification_new"
    ),
    path(
        "kvalifisering/<int:pk>/", qualification.QualificationPage.as_view(), name="qualification"
    ),
    path(
        "kvalifisering/<int:pk>/rediger/",
        qualification.QualificationEdit.as_view(),
        name="qualification_edit",
    ),
]
