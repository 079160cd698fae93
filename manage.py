#!/usr/bin/env python
"""Run a Django command, with embedded servers when none are named in the environment."""

import os
import sys

from marketplace.runtime.local import prepare


def main() -> None:
    """Prepare the environment, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    prepare(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
