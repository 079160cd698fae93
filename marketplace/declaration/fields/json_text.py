"""Answers in several parts: the API carries them as JSON, a browser as many small fields."""

import json
from typing import Any


def parts(given: Any) -> Any:
    """What a JSON body held; text that is not JSON comes back as it was, to be refused."""
    if not isinstance(given, str) or not given.startswith(("[", "{")):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        return given
