"""What every page of the room shares."""

from django.utils.translation import gettext_lazy as _

ROOM = (_("Verifikasjon"), "/verifikasjon/")
