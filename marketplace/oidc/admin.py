"""Log-in from outside in Django admin: who is connected; the ways in themselves are in a file."""

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin

from marketplace.register import ReadOnlyAdmin

for unused in (SocialApp, SocialToken, SocialAccount):
    admin.site.unregister(unused)


@admin.register(SocialAccount)
class SocialAccountAdmin(ReadOnlyAdmin):
    """Connected ways in. The keyed hash is left out: nobody needs to read it."""

    fields = ("user", "provider", "date_joined", "last_login", "extra_data")
    list_display = ("user", "provider", "date_joined", "last_login")
    list_filter = ("provider",)
    search_fields = ("user__email",)
    list_select_related = ("user",)
