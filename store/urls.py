"""Addresses of Butikken. The slug stands last, so that it hides no other address."""

from django.urls import path

from store.views import (
    adoption,
    compare,
    contract,
    listing,
    open_data,
    price,
    saved_search,
    shelf,
    shortlist,
    suggest,
)

app_name = "store"
urlpatterns = [
    path("", shelf.ListingList.as_view(), name="listings"),
    path("forslag/", suggest.suggest, name="suggest"),
    path("sammenlign/", compare.ListingCompare.as_view(), name="compare"),
    path("sammenlign/regneark/", compare.CompareSheet.as_view(), name="compare_sheet"),
    path("oppforing/ny/<int:parent_pk>/", listing.ListingCreate.as_view(), name="listing_new"),
    path("oppforing/<int:pk>/rediger/", listing.ListingEdit.as_view(), name="listing_edit"),
    path("oppforing/<int:pk>/pris/", price.PriceCalculator.as_view(), name="cost"),
    path("oppforing/<int:pk>/priser/", price.PlanList.as_view(), name="plans"),
    path("oppforing/<int:parent_pk>/priser/ny/", price.PlanCreate.as_view(), name="plan_new"),
    path("priser/<int:pk>/", price.PlanPage.as_view(), name="plan"),
    path("priser/<int:pk>/rediger/", price.PlanEdit.as_view(), name="plan_edit"),
    path("kontrakter/", contract.ContractList.as_view(), name="contracts"),
    path("kontrakter/ny/<int:parent_pk>/", contract.ContractCreate.as_view(), name="contract_new"),
    path("kontrakter/regneark/", contract.ContractSheet.as_view(), name="contracts_sheet"),
    path("kontrakter/<int:pk>/pdf/", contract.ContractPaper.as_view(), name="contract_pdf"),
    path(
        "kontrakter/<int:pk>/mottakere/", contract.RecipientsEdit.as_view(), name="recipients_edit"
    ),
    path("kontrakter/<int:parent_pk>/linjer/ny/", contract.LineCreate.as_view(), name="line_new"),
    path("kontrakter/<int:parent_pk>/oppgaver/ny/", contract.TaskCreate.as_view(), name="task_new"),
    path("kontrakter/oppgaver/<int:pk>/rediger/", contract.TaskEdit.as_view(), name="task_edit"),
    path("kontrakter/<int:pk>/", contract.ContractPage.as_view(), name="contract"),
    path("kontrakter/<int:pk>/rediger/", contract.ContractEdit.as_view(), name="contract_edit"),
    path("kortlister/", shortlist.ShortlistList.as_view(), name="shortlists"),
    path("kortlister/ny/", shortlist.ShortlistCreate.as_view(), name="shortlist_new"),
    path(
        "kortlister/legg-til/<int:parent_pk>/",
        shortlist.ShortlistAdd.as_view(),
        name="shortlist_add",
    ),
    path("kortlister/<int:pk>/", shortlist.ShortlistPage.as_view(), name="shortlist"),
    path("kortlister/<int:pk>/rediger/", shortlist.ShortlistEdit.as_view(), name="shortlist_edit"),
    path(
        "kortlister/<int:pk>/regneark/", shortlist.ShortlistSheet.as_view(), name="shortlist_sheet"
    ),
    path("kortlister/linje/<int:pk>/", shortlist.EntryEdit.as_view(), name="entry"),
    path("kortlister/linje/<int:pk>/fjern/", shortlist.EntryRemove.as_view(), name="entry_remove"),
    path(
        "kortlister/linje/<int:pk>/ny-versjon/", shortlist.EntryRenew.as_view(), name="entry_renew"
    ),
    path("i-bruk/", adoption.AdoptionList.as_view(), name="adoptions"),
    path("i-bruk/ny/<int:parent_pk>/", adoption.AdoptionCreate.as_view(), name="adoption_new"),
    path("i-bruk/<int:pk>/", adoption.AdoptionPage.as_view(), name="adoption"),
    path("i-bruk/<int:pk>/rediger/", adoption.AdoptionEdit.as_view(), name="adoption_edit"),
    path("lagrede-sok/", saved_search.SavedSearchList.as_view(), name="saved_searches"),
    path("lagrede-sok/nytt/", saved_search.SavedSearchCreate.as_view(), name="saved_search_new"),
    path("lagrede-sok/<int:pk>/", saved_search.SavedSearchPage.as_view(), name="saved_search"),
    path(
        "lagrede-sok/<int:pk>/rediger/",
        saved_search.SavedSearchEdit.as_view(),
        name="saved_search_edit",
    ),
    path("lagrede-sok/<int:pk>/sett/", saved_search.seen, name="saved_search_seen"),
    path("apne-data/", open_data.about, name="open_data"),
    path("losninger.csv", open_data.as_csv, name="csv"),
    path("losninger.xlsx", open_data.as_xlsx, name="xlsx"),
    path("nytt.atom", open_data.atom, name="atom"),
    path("<slug:slug>/", listing.ListingPage.as_view(), name="listing"),
]
