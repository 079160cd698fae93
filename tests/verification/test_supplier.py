"""The demo's own supplier: a real process that can be started, stopped and started again."""

import os
import socket
import stat
from pathlib import Path

import pytest

from marketplace.demo.supplier import SITES, ports, read_state, running
from marketplace.fetch import fetch


@pytest.fixture
def doors(settings):
    def open_doors(state):
        at = ports(state)
        settings.FETCH_CONNECT_TO = {
            (host, port): ("127.0.0.1", at[port]) for host in SITES for port in (80, 443)
        }
        settings.FETCH_EXTRA_CA = state["ca"]

    return open_doors


@pytest.mark.parametrize("host", SITES)
def test_every_site_shows_a_page_that_says_it_is_a_demo(host, tmp_path, doors):
    with running(tmp_path, slow=0.1) as state:
        doors(state)
        page = fetch(f"https://{host}/")

    assert page.status == 200
    assert b'lang="nb"' in page.body
    assert b"Demo" in page.body
    assert b"<script" not in page.body


def test_a_restart_keeps_the_ports_and_the_authority(tmp_path):
    with running(tmp_path) as first:
        authority = Path(first["ca"]).read_text()

    with running(tmp_path) as second:
        assert ports(second) == ports(first)
        assert Path(second["ca"]).read_text() == authority


def test_a_taken_port_is_replaced(tmp_path):
    with running(tmp_path) as first:
        taken = ports(first)[443]

    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", taken))
        squatter.listen()
        with running(tmp_path) as second:
            assert ports(second)[443] != taken


def test_it_stops_when_asked_and_leaves_no_process(tmp_path):
    with running(tmp_path) as state:
        os.kill(state["pid"], 0)

    with pytest.raises(ProcessLookupError):
        os.kill(state["pid"], 0)


def test_a_client_that_says_nothing_does_not_block_the_others(tmp_path, doors):
    with running(tmp_path) as state:
        doors(state)
        with socket.create_connection(("127.0.0.1", ports(state)[443])):
            page = fetch("https://kognitivkart.demo.example/", deadline=5)

    assert page.status == 200


def test_the_private_key_is_for_the_owner_only(tmp_path):
    with running(tmp_path):
        mode = stat.S_IMODE((tmp_path / "supplier.key").stat().st_mode)

    assert mode == 0o600


def test_a_broken_state_file_is_no_state(tmp_path):
    broken = tmp_path / "supplier.json"
    broken.write_text("{")

    assert read_state(broken) == {}
