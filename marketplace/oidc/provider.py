"""The one provider that allauth knows: every way in that is configured is an instance of it."""

import hashlib
import hmac

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.base import Provider, ProviderAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from . import ways
from .claims import Person
from .configuration import WayIn


class Account(ProviderAccount):
    """Tilkobling: shown by the name of the way in, since we keep nothing else."""

    def to_str(self) -> str:
        """The name of the way in."""
        return self.account.get_provider().name


class NorwegianProvider(Provider):
    """Ansattporten, ID-porten and HelseID."""

    id = "oidc"
    name = "OpenID Connect"
    account_class = Account
    supports_redirect = True

    @property
    def way(self) -> WayIn:
        """How this one is configured."""
        return ways.find(self.app.provider_id)

    def __init__(self, request, app=None) -> None:
        super().__init__(request, app)
        self.name = app.name

    def get_login_url(self, request, **kwargs) -> str:
        """Where the log-in starts."""
        address = reverse("oidc_login", args=[self.app.provider_id])
        return f"{address}?{urlencode(kwargs)}" if kwargs else address

    def get_redirect_from_request_kwargs(self, request) -> dict:
        """Take nothing from the browser but where to go afterwards, and whether to connect."""
        told = super().get_redirect_from_request_kwargs(request)
        connects = told["process"] == AuthProcess.CONNECT and request.user.is_authenticated
        return told | {"process": AuthProcess.CONNECT if connects else AuthProcess.LOGIN}

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        """Send the browser to the provider."""
        from .flow import start

        return start(request, self, process, next_url)

    def serialize(self) -> dict:
        """Two ways in may share a client id, so the way's own id tells them apart."""
        return {"id": self.app.provider_id}

    # --- what allauth asks about the person ---------------------------------------------------

    def extract_uid(self, data: Person) -> str:
        """A keyed hash: neither the national identity number nor `sub` is ever stored."""
        told = "\n".join((self.way.issuer, data.subject))
        return hmac.new(settings.OIDC_PID_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()

    def extract_extra_data(self, data: Person) -> dict:
        """Keep the level of the last log-in, and nothing else."""
        return {"level": data.level}

    def extract_common_fields(self, data: Person) -> dict:
        """Name and address, where they were told."""
        return {
            "email": data.email,
            "first_name": data.first_name,
            "last_name": data.last_name,
        }

    def extract_email_addresses(self, data: Person) -> list[EmailAddress]:
        """The address at work is the employer's word, and its domain gave the organisation."""
        known = bool(data.email and data.orgnr)
        return [EmailAddress(email=data.email, verified=True, primary=True)] if known else []


provider_classes = [NorwegianProvider]
