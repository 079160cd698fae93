"""Terms and qualification."""

from .qualification import Qualification
from .terms import Acceptance, Terms, accepted_terms

__all__ = ["Acceptance", "Qualification", "Terms", "accepted_terms"]
