"""Finding a noun by its name in an address."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from marketplace.models.noun import Noun


def find(user, noun: str, pk: int) -> Noun:
    """Find what the person may see; everything else is 404."""
    model = Noun.known.get(noun)
    if model is None:
        raise Http404
    return get_object_or_404(model.objects.visible_to(user), pk=pk)


def address(thing: Noun) -> dict[str, str | int]:
    """The noun's name and number, as the addresses of what hangs on it want them."""
    return {"noun": thing.noun, "pk": thing.pk}
