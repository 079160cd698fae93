"""Verifikasjon: ten applications are declared, run by the workers and judged by the reviewer."""

import hashlib
import time

from marketplace.models import Document, ServiceArea
from verification.forms import ApplicationForm, VersionForm
from verification.models import Application, Run, Version

from ..answers import PRODUCTS
from ..filling import fill, upload
from .needs import ASSESSMENT

PATIENCE_SECONDS = 180
GOOD, WEAK = "kognitivkart.demo.example", "svak.demo.example"
KOGNITIV = "KognitivKart Mobil"
NO_VERDICT_YET = "Videomøte Omsorg"
HOME, ELDERLY = "hjemmetjenester/oppdrag-i-hjemmet", "eldreomsorg"
AGREEMENT = "processing_agreement"
SHOW_AGREEMENT = (KOGNITIV, "Kartlegg Felles", "Hjemmeplan")
TERMS_OF_PROCESSING = [
    "Leverandøren behandler opplysningene bare slik kommunen har bestemt, og bare i Norge.",
    "Underleverandører byttes tidligst 90 dager etter at kommunen har fått vite om det.",
]
# Who has it, what it is called and said to be, where it belongs, and which site shows it.
APPLICATIONS = [
    (
        "leverandor",
        KOGNITIV,
        "Kognitiv kartlegging som tas med ut. Registrer én gang, del med alle.",
        [ASSESSMENT],
        GOOD,
    ),
    (
        "nordlys",
        "Tildel",
        "Saksflyt fra søknad til vedtak, med felles kriterier og evaluering.",
        [ASSESSMENT],
        GOOD,
    ),
    (
        "leverandor",
        NO_VERDICT_YET,
        "Videomøte med innbygger og pårørende rett fra arbeidsflaten.",
        [ASSESSMENT],
        GOOD,
    ),
    (
        "nordlys",
        "Nattrunde",
        "Digitalt tilsyn og nattrunder. Tjenesten er ikke klar for verifisering.",
        ["sykehjem-og-omsorgsbolig"],
        WEAK,
    ),
    (
        "havbris",
        "Minnesjekk",
        "Kognitiv kartlegging der talen skrives ned mens dere snakker sammen.",
        [ASSESSMENT],
        GOOD,
    ),
    (
        "nordlys",
        "Kartlegg Felles",
        "Ett skjemaverktøy for alle kartlegginger i helse og omsorg, med og uten nett.",
        [ASSESSMENT, ELDERLY, "psykisk-helse-og-rus", "nedsatt-funksjonsevne"],
        GOOD,
    ),
    (
        "bergtun",
        "Hjemmeplan",
        "Oppdrag, ruter og tiltaksplan på mobilen til den som er på vei.",
        [HOME, ELDERLY],
        GOOD,
    ),
    (
        "havbris",
        "Helsestasjonen min",
        "Timebok, vekstkurver og dialog med foreldre.",
        ["helsestasjon"],
        GOOD,
    ),
    (
        "bergtun",
        "Medisinvakt",
        "Medisindispenser hjemme som sier fra når en dose ikke er tatt.",
        [HOME, ELDERLY, "psykisk-helse-og-rus"],
        GOOD,
    ),
    (
        "leverandor",
        "Vaktrom",
        "Mottak og hastegrad for legevakten, med tavle over dem som venter.",
        ["legevakt"],
        GOOD,
    ),
]


def declare(actors) -> None:
    """Declare every application and put its checks in the queue."""
    for name, title, summary, paths, host in APPLICATIONS:
        if not Application.objects.filter(name=title).exists():
            areas = list(ServiceArea.objects.filter(path__in=paths))
            words = {"name": title, "summary": summary, "areas": [area.pk for area in areas]}
            _declare(actors[name], words, host)


def _declare(supplier, words: dict, host: str) -> None:
    application = fill(ApplicationForm, supplier, words)
    told = _version(application.name, host) | PRODUCTS[application.name]
    version = fill(VersionForm, supplier, told, Version(application=application))
    if application.name in SHOW_AGREEMENT:
        _attach(AGREEMENT, version, supplier)
    version.declare(by=supplier)
    version.verify(by=supplier)


def _attach(key: str, version: Version, supplier) -> None:
    """A paper is hung on the draft under the key of the question, and then chosen as the answer."""
    title = version.schema[key].label
    paper = upload(supplier, Document(subject=version, topic=key), title, TERMS_OF_PROCESSING)
    fill(VersionForm, supplier, {key: [paper.pk]}, version)


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
    for run in waiting.exclude(version__application__name=NO_VERDICT_YET):
        run.attest(by=actors["vurderer"], note="Deklarasjon og funn er gjennomgått.")


def _wait() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while Run.objects.active().exists():
        if time.monotonic() > deadline:
            raise TimeoutError("The workers did not finish the demo runs; see var/log/worker.log.")
        time.sleep(0.5)
