"""Every address of the portal."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from experience.api import ExperienceReportViewSet
from innovation.api import CollaborationViewSet, NeedViewSet, PartyViewSet
from marketplace import api, health, home, open_data
from marketplace.accounts import language
from marketplace.accounts.views import AccountPage, TwoStepPage
from marketplace.conversation.api import CommentViewSet
from marketplace.declaration import api as declaration
from marketplace.documents.api import DocumentViewSet
from marketplace.news import NewsViewSet
from marketplace.steps import StepView
from participation.api import (
    InvitationViewSet,
    JoinRequestViewSet,
    MergerViewSet,
    OrganisationViewSet,
    QualificationViewSet,
    RoleProposalViewSet,
    TermsViewSet,
)
from procurement.api import FrameworkAgreementViewSet, JointProcurementViewSet, OfferViewSet
from store.api import (
    AdoptionViewSet,
    ContractViewSet,
    IntroductionTaskViewSet,
    ListingViewSet,
    PricePlanViewSet,
    SavedSearchViewSet,
    ShortlistViewSet,
)
from verification.api import (
    ApplicationViewSet,
    AttestationViewSet,
    RunViewSet,
    VersionViewSet,
)

handler400 = "marketplace.errors.bad_request"
handler403 = "marketplace.errors.forbidden"
handler404 = "marketplace.errors.not_found"
handler429 = "marketplace.errors.too_many"
handler500 = "marketplace.errors.server_error"

# One way in: the admin asks the same log-in page as everybody else.
admin.site.login = secure_admin_login(admin.site.login)

VIEWSETS = [
    NeedViewSet,
    CollaborationViewSet,
    PartyViewSet,
    OrganisationViewSet,
    MergerViewSet,
    TermsViewSet,
    QualificationViewSet,
    JoinRequestViewSet,
    InvitationViewSet,
    RoleProposalViewSet,
    JointProcurementViewSet,
    OfferViewSet,
    FrameworkAgreementViewSet,
    ApplicationViewSet,
    VersionViewSet,
    RunViewSet,
    AttestationViewSet,
    ListingViewSet,
    PricePlanViewSet,
    ContractViewSet,
    IntroductionTaskViewSet,
    AdoptionViewSet,
    ShortlistViewSet,
    SavedSearchViewSet,
    ExperienceReportViewSet,
    CommentViewSet,
    DocumentViewSet,
]
router = SimpleRouter()
for viewset in VIEWSETS:
    router.register(viewset.model.noun, viewset, basename=viewset.model.noun)
router.register("hendelser", NewsViewSet, basename="hendelser")


@extend_schema(responses={200: {"type": "object", "additionalProperties": {"type": "string"}}})
@api_view(["GET"])
def api_front(request):
    """Where everything in the API is."""
    return Response(api.home(request))


api_urls = [
    path("", api_front, name="front"),
    path("openapi.json", SpectacularJSONAPIView.as_view(), name="openapi"),
    path("deklarasjon/<slug:name>/", declaration.newest, name="declaration"),
    path("deklarasjon/<slug:name>/<int:version>/", declaration.version, name="declaration_version"),
    *router.urls,
]

urlpatterns = [
    path("", home.home, name="home"),
    # The rooms first: most readers are there, and Django tries addresses in turn.
    path("innovasjonsarena/", include("innovation.urls")),
    path("felleskjop/", include("procurement.urls")),
    path("verifikasjon/", include("verification.urls")),
    path("butikken/", include("store.urls")),
    path("erfaringsarena/", include("experience.urls")),
    path("min-side/", home.my_page, name="my_page"),
    path("bytt-virksomhet/", home.switch_organisation, name="switch_organisation"),
    path("hjelp/", home.page, {"template": "help.html"}, name="help"),
    path(
        "om/tilgjengelighet/",
        home.page,
        {"template": "about/accessibility.html"},
        name="accessibility",
    ),
    path("om/personvern/", home.page, {"template": "about/privacy.html"}, name="privacy"),
    path("om/informasjonskapsler/", home.page, {"template": "about/cookies.html"}, name="cookies"),
    path("helse/", health.health, name="health"),
    path("robots.txt", open_data.robots, name="robots"),
    path("sitemap.xml", open_data.sitemap, name="sitemap"),
    path("data/katalog.ttl", open_data.dcat, name="dcat"),
    path("sprak/", login_not_required(language.switch), name="set_language"),
    path("steg/<slug:noun>/<int:pk>/<slug:name>/", StepView.as_view(), name="step"),
    path("spor/", include("marketplace.trail.urls")),
    path("", include("marketplace.conversation.urls")),
    path("", include("marketplace.notices.urls")),
    path("dokumenter/", include("marketplace.documents.urls")),
    path("", include("participation.urls")),
    path("konto/", AccountPage.as_view(), name="account"),
    path("konto/to-trinn/", TwoStepPage.as_view(), name="mfa_index"),
    path("konto/to-trinn/", include("allauth.mfa.urls")),
    path("konto/okter/", include("allauth.usersessions.urls")),
    path("konto/", include("marketplace.oidc.urls")),
    path("konto/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include((api_urls, "api"))),
    path(
        "api/v1/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:openapi"),
        name="api_docs",
    ),
]
