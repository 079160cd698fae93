"""`manage.py demo`: the whole site with its story, on this machine, until Ctrl-C."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from marketplace.runtime import assets, collected, site
from marketplace.runtime.processes import Supervisor
from marketplace.runtime.progress import stage


class Command(BaseCommand):
    """Set the site up, start it, tell the story and keep it running."""

    help = "Run the whole site with the demo story on http://127.0.0.1:${PORT:-8000}."
    # The database may still be empty when the command starts.
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        """Let the command tell the story only, which it asks of itself."""
        parser.add_argument("--tell", action="store_true", help="Only tell the story.")

    def handle(self, *args, tell: bool, **options) -> None:
        """Run the site, or tell the story."""
        if tell:
            from marketplace.demo.story import tell as tell_story

            tell_story()
        else:
            self._run()

    def _run(self) -> None:
        with Supervisor(site.VAR) as processes:
            site.require_free_port()
            self.prepare()
            self.start(processes)
            self._greet()
            processes.watch_until(lambda: False)

    def prepare(self) -> None:
        """Bring files and tables up to date."""
        assets.build()
        site.compile_catalogues()
        with stage("Bringing the database up to date"):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("load_facts", verbosity=0)
            site.with_few_rights()
        with stage("Collecting static files"):
            collected.collect()

    def start(self, processes: Supervisor) -> None:
        """Start every process and tell the story."""
        with stage("Starting supplier, web server, worker and beat"):
            site.start_supplier(processes)
            self.has_identity = site.start_identity(processes)
            site.start_register(processes)
            site.start_jobs(processes)
            self.start_web(processes)
            site.wait_until_up(processes)
        with stage("Telling the demo story"):
            site.tell_story(processes)

    start_web = staticmethod(site.start_gunicorn)

    def _greet(self) -> None:
        from marketplace.demo.cast import LOGINS, PASSWORD

        self.stdout.write(f"\n  {site.address()}  (Ctrl-C stops everything)\n\n")
        width = max(len(email) for email, _who in LOGINS)
        for email, who in LOGINS:
            self.stdout.write(f"    {email:<{width}}  {who}")
        self.stdout.write(f"\n    Password for all of them: {PASSWORD}\n")
        outside = "Log-in by job account, BankID and HelseID: choose a made-up person.\n"
        missing = "No log-in from outside: Node.js or node_modules is missing.\n"
        self.stdout.write(f"    {outside if self.has_identity else missing}")
        self.stdout.flush()
