"""What an app for codes shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_for(secret: str, steps: int = 0) -> str:
    """The code for the key now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
