"""A browser without a window: goes from the site to the provider and back."""

from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
from django.test import Client

SITE = "http://testserver"
LONGEST_WAY = 10


class Traveller:
    """Somebody with cookies at both ends."""

    def __init__(self) -> None:
        self.client, self.outside = Client(), httpx2.Client()

    def leave(self, way: str, **query):
        """Press the button; returns the answer that sends the browser off."""
        return self.client.post(f"/konto/innlogging/{way}/", query_params=query)

    def choose(self, address: str, person: str) -> str:
        """Say who one is at the provider; returns the address that leads back to the site."""
        page = self._walk(self.outside.get(address))
        if isinstance(page, str):
            return page
        return self._walk(self.outside.post(page.url, data={"person": person}))

    def come_back(self, address: str):
        """Follow the provider's redirect to the site."""
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def log_in(self, way: str, person: str, **query):
        """The whole way; returns the site's last answer."""
        return self.come_back(self.choose(self.leave(way, **query).url, person))

    def _walk(self, answer):
        for _step in range(LONGEST_WAY):
            if not answer.is_redirect:
                return answer
            there = urljoin(str(answer.url), answer.headers["location"])
            if there.startswith(SITE):
                return there
            answer = self.outside.get(there)
        raise AssertionError("The provider sends the browser in circles.")

    @property
    def user(self):
        """Who the site thinks this is."""
        return self.client.get("/").context["user"]


def query_of(address: str) -> dict[str, str]:
    """The parameters of an address, each once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
