"""Experience reports and what suppliers answer."""

from .reply import Reply
from .report import ExperienceReport

__all__ = ["ExperienceReport", "Reply"]
