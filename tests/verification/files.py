"""Sending files with answers, and looking at what they would change."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def address(name: str, version) -> str:
    """Where a file or page of the version is."""
    return reverse(f"verification:version_{name}", args=[version.pk])


def send(client, version, name: str, content: bytes):
    """Show what a file would change."""
    return client.post(address("import", version), {"file": SimpleUploadedFile(name, content)})


def confirm(client, version, shown):
    """Agree to what was shown."""
    return client.post(address("import", version), {"token": shown.context["proposal"].token})


def changed_keys(shown) -> set[str]:
    """The questions that would be answered otherwise."""
    return {one.question.key for part in shown.context["proposal"].changes for one in part.changes}


def told(shown) -> str:
    """What in the file could not be used."""
    return "\n".join(f"{one.place}: {one.text}" for one in shown.context["proposal"].mistakes)
