"""People."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes people; the e-mail address is the log-in."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Create a person with a hashed password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Create a person who may do everything in Django admin."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        # Whoever sits at the server's own command line vouches for the address.
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user


class User(AbstractUser):
    """Bruker: a person. What they may do follows from the organisation they act for."""

    username = None
    email = models.EmailField(_("e-post"), unique=True)
    language = models.CharField(
        _("språk"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    closed_at = models.DateTimeField(_("lukket"), null=True, editable=False)
    erased_at = models.DateTimeField(_("slettet"), null=True, editable=False)

    last_organisation = models.ForeignKey(
        "marketplace.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("handlet sist på vegne av"),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")

    def __str__(self) -> str:
        if self.erased_at:
            return gettext("Slettet bruker %(number)s") % {"number": self.pk}
        return self.get_full_name() or self.email

    def verified(self) -> models.QuerySet:
        """E-mail addresses that the person has shown to be theirs, in small letters."""
        found = self.emailaddress_set.filter(verified=True)
        return found.annotate(small=Lower("email")).values_list("small", flat=True)

    @cached_property
    def verified_addresses(self) -> list[str]:
        """The same, fetched once."""
        return list(self.verified())
