"""Whether an organisation exists today, and who holds its rights when it does not."""

from django.db.models import Q
from django.db.models.functions import Coalesce, Now, TruncDate


def stands(path: str = "") -> Q:
    """Condition that the organisation at the path (`organisation__`) exists today."""
    today = TruncDate(Now())
    return Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gte": today})


def holder(path: str) -> Coalesce:
    """Whoever holds the rights of the organisation at the path today: its heir, or itself."""
    return Coalesce(f"{path}__heir", path)
