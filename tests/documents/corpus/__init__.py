"""Files to upload, made by code: nothing dangerous lies in the repository."""

from .bad import BAD
from .good import GOOD

__all__ = ["BAD", "GOOD"]
