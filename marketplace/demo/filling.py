"""Filling in the portal's own forms, as a person would."""

from django.forms import Form

from marketplace.forms import current_data


def fill(form_class: type[Form], actor, values: dict, instance=None):
    """Fill in a form on top of what stands there, save it, and return what it made."""
    told = {"actor": actor} | ({"instance": instance} if instance is not None else {})
    data = current_data(form_class(**told)) | values
    form = form_class(data, **told)
    if not form.is_valid():
        raise ValueError(f"{form_class.__name__}: {form.errors.as_text()}")
    return form.save()
