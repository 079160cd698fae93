"""Enhetsregisteret: what Brønnøysund says about an organisation number.

Answers are kept in a table: fresh for a day, and used however old they are when the register is
silent. Nothing here is asked for during log-in.
"""

from .looking import Found, look_up
from .recheck import recheck

__all__ = ["Found", "look_up", "recheck"]
