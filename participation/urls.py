"""Addresses of terms, qualification, organisations and membership."""

from django.urls import path

from participation.views import (
    acceptance,
    account,
    certificate,
    invitation,
    joining,
    members,
    merger,
    organisation,
    qualification,
    review,
    terms,
)

app_name = "participation"
urlpatterns = [
    path("vilkar/", terms.TermsList.as_view(), name="terms"),
    path("vilkar/versjoner/", terms.TermsHistory.as_view(), name="terms_history"),
    path("vilkar/ny/<slug:audience>/", terms.TermsCreate.as_view(), name="terms_new"),
    path("vilkar/<int:pk>/", terms.TermsPage.as_view(), name="terms_page"),
    path("vilkar/<int:pk>/rediger/", terms.TermsEdit.as_view(), name="terms_edit"),
    path("vilkar/<int:pk>/endringer/", terms.TermsChanges.as_view(), name="terms_changes"),
    path("vilkar/<int:pk>/tekst/<slug:language>/", terms.TermsText.as_view(), name="terms_text"),
    path("vilkar/<int:pk>/be-om-godkjenning/", acceptance.AskToAccept.as_view(), name="ask"),
    path("vilkar/<int:parent_pk>/godta/", acceptance.AcceptTerms.as_view(), name="accept"),
    path("vilkar/aksept/<int:pk>/", acceptance.AcceptancePage.as_view(), name="acceptance"),
    path(
        "vilkar/aksept/<int:pk>/kvittering/",
        acceptance.AcceptancePdf.as_view(),
        name="acceptance_pdf",
    ),
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
    # --- joining ---
    path("virksomheter/", joining.OrganisationList.as_view(), name="organisations"),
    path("virksomheter/finn/", joining.find, name="find"),
    path("virksomheter/bli-med/", joining.Join.as_view(), name="join"),
    path("innmelding/<int:pk>/", joining.JoinRequestPage.as_view(), name="join_request"),
    path("virksomheter/<int:pk>/medlemmer/", members.Members.as_view(), name="members"),
    path(
        "virksomheter/<int:parent_pk>/medlemmer/gi-rolle/",
        members.GiveRole.as_view(),
        name="role_new",
    ),
    path(
        "virksomheter/<int:organisation_pk>/medlemmer/<int:pk>/avslutt/",
        members.EndRole.as_view(),
        name="role_end",
    ),
    path(
        "virksomheter/<int:parent_pk>/medlemmer/inviter/",
        invitation.Invite.as_view(),
        name="invite",
    ),
    path("invitasjoner/<int:pk>/", invitation.InvitationPage.as_view(), name="invitation"),
    path("invitasjon/", invitation.answer, name="invitation_answer"),
    path("invitasjon/<str:token>/", invitation.door, name="invitation_door"),
    path("virksomheter/<int:pk>/", organisation.OrganisationPage.as_view(), name="organisation"),
    path("virksomheter/<int:pk>/forlat/", organisation.Leave.as_view(), name="leave"),
    path("virksomheter/sammenslaing/", merger.MergerList.as_view(), name="mergers"),
    path("virksomheter/sammenslaing/ny/", merger.MergerCreate.as_view(), name="merger_new"),
    path("virksomheter/sammenslaing/<int:pk>/", merger.MergerPage.as_view(), name="merger"),
    path(
        "virksomheter/sammenslaing/<int:pk>/rediger/",
        merger.MergerEdit.as_view(),
        name="merger_edit",
    ),
    path("konto/mine-data/", account.MyData.as_view(), name="my_data"),
    path("konto/lukk/", account.CloseAccount.as_view(), name="close_account"),
    path("konto/angre/<str:secret>/", account.ReopenAccount.as_view(), name="reopen_account"),
    path("kvalifisering/ko/", review.QualificationQueue.as_view(), name="qualification_queue"),
    path(
        "kvalifisering/<int:pk>/vurdering/",
        review.QualificationReview.as_view(),
        name="qualification_review",
    ),
    path("kvalifisering/<int:pk>/bevis.pdf", certificate.certificate, name="certificate"),
    path("kvalifisering/sjekk/", certificate.check, name="certificate_check"),
]
