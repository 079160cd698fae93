"""Where documents lie: on disk, or in a private S3-compatible bucket. Never at an open address."""

from collections.abc import Mapping
from pathlib import Path

# The environment's name → what the storage calls it.
S3 = {
    "DOCUMENTS_S3_BUCKET": "bucket_name",
    "DOCUMENTS_S3_ENDPOINT": "endpoint_url",
    "DOCUMENTS_S3_KEY": "access_key",
    "DOCUMENTS_S3_SECRET": "secret_key",
}
PRIVATE = {
    "addressing_style": "path",
    "signature_version": "s3v4",
    "default_acl": None,
    "file_overwrite": False,
    # What is fetched lies in memory up to here, and then on disk.
    "max_memory_size": 1_000_000,
}


def chosen(given: Mapping[str, str], folder: Path) -> dict:
    """The storage that the environment asks for; without a bucket, a folder."""
    if not given.get("DOCUMENTS_S3_BUCKET"):
        backend = "django.core.files.storage.FileSystemStorage"
        return {"BACKEND": backend, "OPTIONS": {"location": folder}}
    told = {option: given[name] for name, option in S3.items()}
    told["region_name"] = given.get("DOCUMENTS_S3_REGION") or "no-1"
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": told | PRIVATE}
