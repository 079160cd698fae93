"""Passwords: hashed strongly enough without eating the memory, and none that everybody guesses."""

import re

from django.contrib.auth.hashers import Argon2PasswordHasher as DjangoArgon2
from django.contrib.auth.password_validation import CommonPasswordValidator as DjangoCommon
from django.contrib.auth.password_validation import MinimumLengthValidator as DjangoLength
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What Norwegians put before or after their digits; Django's own list is mostly English.
NORWEGIAN = {"passord", "hemmelig", "velkommen", "kommune", "norge", "sommer", "vinter", "høst"}
DRESSING = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Argon2PasswordHasher(DjangoArgon2):
    """Argon2id with t=2, m=19 MiB, p=1 (OWASP ASVS 5.0 appendix C); about 30 ms a check."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class MinimumLengthValidator(DjangoLength):
    """Says in our words how long a password must be: Django's bokmål has not kept up."""

    def get_error_message(self) -> str:
        """What to do about it."""
        return _("Passordet er for kort. Bruk minst %(number)s tegn.") % {"number": self.min_length}

    def get_help_text(self) -> str:
        """The same, before anybody types."""
        return _("Bruk minst %(number)s tegn.") % {"number": self.min_length}


class CommonPasswordValidator(DjangoCommon):
    """Refuses common passwords, also with digits and signs put around them to make them longer."""

    def validate(self, password: str, user=None) -> None:
        """Look up the password, and what is left of it without the dressing."""
        super().validate(password, user)
        core = DRESSING.sub("", password.lower())
        if core in NORWEGIAN or core in self.passwords or len(core) < 3:
            raise ValidationError(self.get_error_message(), code="password_too_common")
