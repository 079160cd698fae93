"""Addresses of Butikken. The slug stands last, so that it hides no other address."""

from django.urls import path

from store import views

app_name = "store"
urlpatterns = [
    path("", views.ListingList.as_view(), name="listings"),
    path("sammenlign/", views.ListingCompare.as_view(), name="compare"),
    path("oppforing/ny/<int:parent_pk>/", views.ListingCreate.as_view(), name="listing_new"),
    path("oppforing/<int:pk>/rediger/", views.ListingEdit.as_view(), name="listing_edit"),
    path("kontrakter/", views.ContractList.as_view(), name="contracts"),
    path("kontrakter/ny/<int:parent_pk>/", views.ContractCreate.as_view(), name="contract_new"),
    path("kontrakter/<int:pk>/", views.ContractPage.as_view(), name="contract"),
    path("kontrakter/<int:pk>/rediger/", views.ContractEdit.as_view(), name="contract_edit"),
    path("i-bruk/", views.AdoptionList.as_view(), name="adoptions"),
    path("i-bruk/ny/<int:parent_pk>/", views.AdoptionCreate.as_view(), name="adoption_new"),
    path("i-bruk/<int:pk>/", views.AdoptionPage.as_view(), name="adoption"),
    path("i-bruk/<int:pk>/rediger/", views.AdoptionEdit.as_view(), name="adoption_edit"),
    path("<slug:slug>/", views.ListingPage.as_view(), name="listing"),
]
