"""The demo's own Enhetsregister: a few made-up companies, over HTTP on loopback.

`python -m marketplace.demo.register --state FILE` serves until SIGTERM. The state file says where.
"""

import argparse
import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PREFIX = "/enhetsregisteret/api/enheter/"
# Numbers in the series 31… are synthetic; their control digits are valid.
NEW, BANKRUPT, REMOVED, WINDING_UP = "310000205", "310000213", "310000221", "310000248"
NAMES = {
    "310000019": "FELLES KOMMUNAL JOURNAL",
    "310000027": "FJORDHELSE DEMO AS",
    "310000035": "NORDLYS OMSORG DEMO AS",
    "310000043": "DIALOG DIGITAL DEMO AS",
    "310000256": "HAVBRIS HELSE DEMO AS",
    "310000264": "BERGTUN DATA DEMO AS",
    NEW: "FJELLVANN HELSE DEMO AS",
    BANKRUPT: "KONKURSRAMT DEMO AS",
    WINDING_UP: "SISTE DAG DEMO AS",
}


def entry(orgnr: str) -> dict:
    """What the register says about one of its companies."""
    return {
        "organisasjonsnummer": orgnr,
        "navn": NAMES[orgnr],
        "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap"},
        "forretningsadresse": {
            "adresse": ["Demoveien 1"],
            "postnummer": "2380",
            "poststed": "BRUMUNDDAL",
            "kommune": "RINGSAKER",
            "kommunenummer": "3411",
            "land": "Norge",
            "landkode": "NO",
        },
        "hjemmeside": "www.demo.example",
        "konkurs": orgnr == BANKRUPT,
        "underAvvikling": orgnr == WINDING_UP,
        "underTvangsavviklingEllerTvangsopplosning": False,
    }


class RegisterHandler(BaseHTTPRequestHandler):
    """Answers for one number: 200, 404 or 410."""

    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        """Look the number up."""
        orgnr = self.path.removeprefix(PREFIX)
        if orgnr in NAMES:
            self._answer(200, entry(orgnr))
        else:
            self._answer(410 if orgnr == REMOVED else 404, {})

    def _answer(self, status: int, told: dict) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def opened(state: Path) -> ThreadingHTTPServer:
    """Open the register where it stood before, when that place is free."""
    try:
        earlier = json.loads(state.read_text())["port"]
        return ThreadingHTTPServer(("127.0.0.1", earlier), RegisterHandler)
    except (OSError, ValueError, KeyError):
        return ThreadingHTTPServer(("127.0.0.1", 0), RegisterHandler)


def serve(state: Path) -> None:
    """Serve until asked to stop."""
    server, stop = opened(state), threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}{PREFIX}".removesuffix("/enheter/")
    draft = state.with_suffix(".draft")
    draft.write_text(json.dumps({"url": url, "port": server.server_port}))
    draft.replace(state)
    stop.wait()
    server.shutdown()
    server.server_close()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="where to write the state")
    serve(parser.parse_args().state)


if __name__ == "__main__":
    main()
