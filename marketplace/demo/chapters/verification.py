"""Verifikasjon: three applications are declared, run by the workers and judged by the reviewer."""

import hashlib
import time

from marketplace.models import ServiceArea
from verification.forms import ApplicationForm, VersionForm
from verification.models import Application, Run, Version

from ..answers import PRODUCT, TILDEL, VIDEO
from ..filling import fill
from .needs import ASSESSMENT

PATIENCE_SECONDS = 180
GOOD, WEAK = "kognitivkart.demo.example", "svak.demo.example"
KOGNITIV = "KognitivKart Mobil"
APPLICATIONS = [
    (
        "leverandor",
        KOGNITIV,
        "Kognitiv kartlegging som tas med ut. Registrer én gang, del med alle.",
        PRODUCT,
        GOOD,
    ),
    (
        "nordlys",
        "Tildel",
        "Saksflyt fra søknad til vedtak, med felles kriterier og evaluering.",
        TILDEL,
        GOOD,
    ),
    (
        "leverandor",
        "Videomøte Omsorg",
        "Videomøte med innbygger og pårørende rett fra arbeidsflaten.",
        VIDEO,
        GOOD,
    ),
    (
        "nordlys",
        "Nattrunde",
        "Digitalt tilsyn og nattrunder. Tjenesten er ikke klar for verifisering.",
        PRODUCT,
        WEAK,
    ),
]


def declare(actors) -> None:
    """Declare every application and put its checks in the queue."""
    for name, title, summary, answers, host in APPLICATIONS:
        if not Application.objects.filter(name=title).exists():
            _declare(actors[name], title, summary, answers, host)


def _declare(supplier, title: str, summary: str, answers: dict, host: str) -> None:
    area = ServiceArea.objects.get(path=ASSESSMENT)
    words = {"name": title, "summary": summary, "areas": [area.pk]}
    application = fill(ApplicationForm, supplier, words)
    version = fill(
        VersionForm, supplier, _version(title, host) | answers, Version(application=application)
    )
    version.declare(by=supplier)
    version.verify(by=supplier)


def _version(title: str, host: str) -> dict:
    return {
        "number": "1.0.0",
        "release_notes": "Første versjon. Ingen krav er berørt fra før.",
        "artifact_sha256": hashlib.sha256(title.encode()).hexdigest(),
        "ui_url": f"https://{host}/",
        "fhir_url": f"https://{host}/fhir",
    }


def attest(actors) -> None:
    """Wait for the workers, then let the reviewer judge; leave one for a newcomer to try."""
    _wait()
    waiting = Run.objects.filter(status=Run.Status.WAITING_REVIEW)
    for run in waiting.exclude(version__application__name="Videomøte Omsorg"):
        run.attest(by=actors["vurderer"], note="Deklarasjon og funn er gjennomgått.")


def _wait() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while Run.objects.active().exists():
        if time.monotonic() > deadline:
            raise TimeoutError("The workers did not finish the demo runs; see var/log/worker.log.")
        time.sleep(0.5)
