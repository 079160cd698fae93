"""`manage.py verify_events`: tells whether anybody has touched the trail."""

import json

from django.core.management.base import BaseCommand, CommandError

from marketplace.models import Seal
from marketplace.trail.verifying import faults


class Command(BaseCommand):
    """Reads every event and every seal; fails when something does not fit."""

    help = "Verify the sealed trail against its seals and the anchor file (TRAIL_ANCHOR_FILE)."

    def add_arguments(self, parser) -> None:
        """Let a machine read the answer."""
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="One JSON object for each fault."
        )

    def handle(self, *args, as_json: bool, **options) -> None:
        """Tell every fault, or that there is none."""
        found = 0
        for fault in faults():
            found += 1
            self.stdout.write(_as_json(fault) if as_json else str(fault))
        if found:
            raise CommandError(f"The trail has been touched: {found} fault(s).")
        if not as_json:
            newest = Seal.objects.first()
            told = f"seal {newest.number}, {newest.root}" if newest else "nothing is sealed yet"
            self.stdout.write(f"The trail is whole: {told}.")


def _as_json(fault) -> str:
    return json.dumps(fault.told(), ensure_ascii=False)
