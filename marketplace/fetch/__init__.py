"""The one guarded fetcher: every address that a person typed is fetched through here.

Only public addresses are reached, and the rule is applied where the socket is opened, so neither
a redirect nor a second DNS answer gets around it.
"""

from .client import fetch
from .exchange import Exchange
from .refusal import FetchError, FetchFailed, FetchRefused

__all__ = ["Exchange", "FetchError", "FetchFailed", "FetchRefused", "fetch"]
