"""Password hashing that is strong enough and does not let a log-in storm eat the memory."""

from django.contrib.auth.hashers import Argon2PasswordHasher as DjangoArgon2


class Argon2PasswordHasher(DjangoArgon2):
    """Argon2id with t=2, m=19 MiB, p=1 (OWASP ASVS 5.0 appendix C); about 30 ms a check."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
