"""`manage.py dev`: the demo, with a web server that starts again when the code changes."""

from marketplace.management.commands.demo import Command as Demo
from marketplace.runtime import site


class Command(Demo):
    """Run the site for somebody who changes it."""

    help = "Run the site with autoreload on http://127.0.0.1:${PORT:-8000}."
    start_web = staticmethod(site.start_runserver)
