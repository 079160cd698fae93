"""Addresses of Felleskjøp."""

from django.urls import path

from procurement import views

app_name = "procurement"
urlpatterns = [
    path("", views.ProcurementList.as_view(), name="procurements"),
    path("nytt/", views.ProcurementCreate.as_view(), name="procurement_new"),
    path("<int:pk>/", views.ProcurementPage.as_view(), name="procurement"),
    path("<int:pk>/rediger/", views.ProcurementEdit.as_view(), name="procurement_edit"),
    path("<int:parent_pk>/meld-pa/", views.CommitmentCreate.as_view(), name="commit"),
    path("<int:parent_pk>/kriterium/nytt/", views.CriterionCreate.as_view(), name="criterion_new"),
    path("kriterium/<int:pk>/", views.CriterionEdit.as_view(), name="criterion_edit"),
    path("<int:parent_pk>/tilbud/", views.OfferCreate.as_view(), name="offer_new"),
    path("tilbud/<int:pk>/", views.OfferPage.as_view(), name="offer"),
    path("tilbud/<int:pk>/rediger/", views.OfferEdit.as_view(), name="offer_edit"),
    path("tilbud/<int:pk>/poeng/", views.ScoresEdit.as_view(), name="score_edit"),
    path("rammeavtaler/", views.AgreementList.as_view(), name="agreements"),
    path("rammeavtaler/<int:pk>/", views.AgreementPage.as_view(), name="agreement"),
]
