"""`python -m tests.bench 781`: floor, peer and ours in turn, and how they stand to each other."""

import argparse
import json
import os
import random
import resource
import statistics
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import quote

from . import peers
from .clients import Took, press
from .databases import ROOT, VAR, environment, filled, run
from .processes import busy, served, since, spent
from .truth import check, words

PORTS = {"floor": 8190, "cold": 8191, "warm": 8192, "peer": 8193}
FOREIGN, CORES = 0.15, os.cpu_count() or 1


@dataclass(frozen=True)
class Lap:
    """Etappe: one thing that is measured: whom to ask for what."""

    name: str
    server: str
    paths: list[str]
    status: int = 200
    headers: tuple = ()


def main() -> None:
    """Measure one size, print the table and keep it as JSON."""
    asked = arguments()
    environ = environment()
    site = filled(environ, asked.size)
    run(site, "manage.py", "migrate", "--verbosity=0")
    told = servers_of(asked, environ, site)
    with ExitStack() as servers:
        pids = start(servers, told)
        few, many = words(site["DATABASE_URL"], asked.size)
        queries = [{}, {"kind": "module"}, {"q": few[0]}, {"q": many[0], "kind": "suite"}]
        check(site["DATABASE_URL"], PORTS["cold"], queries)
        print("Bodies and counts are what plain SQL says.", flush=True)
        wanted = [lap for lap in laps(few, many) if lap.server in told]
        rounds = measure(wanted, pids, asked)
    report(asked.size, rounds)


def arguments() -> argparse.Namespace:
    """How much to measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument(
        "--keep-noisy", action="store_true", help="Keep rounds that were disturbed."
    )
    parser.add_argument("--without-peer", action="store_true", help="Only the floor and ours.")
    return parser.parse_args()


def servers_of(asked: argparse.Namespace, environ: dict, site: dict) -> dict[str, tuple]:
    """Each server: its Python, its module, its environment and its folder."""
    told = {
        "floor": (sys.executable, "tests.bench.floor", site, ROOT),
        "cold": (sys.executable, "marketplace.wsgi", site | {"KEEP_PAGES": "0"}, ROOT),
        "warm": (sys.executable, "marketplace.wsgi", site, ROOT),
    }
    if not asked.without_peer:
        python = peers.installed()
        peer = peers.filled(environ, site["DATABASE_URL"], asked.size)
        told["peer"] = (python, "wsgi", peer, peers.HERE)
    return told


def start(servers: ExitStack, told: dict[str, tuple]) -> list[int]:
    """Start everybody; the process ids, PostgreSQL's first."""
    pids = [int((VAR / "pg" / "postmaster.pid").read_text().split()[0])]
    for name, (program, module, environ, folder) in told.items():
        server = servers.enter_context(served(program, module, PORTS[name], environ, folder))
        pids.append(server.pid)
    return pids


def laps(few: list[str], many: list[str]) -> list[Lap]:
    """What is measured. Cold: no text comes again before it has been forgotten."""
    chance = random.Random(781)
    pair = [
        f"{a} or {b}"
        for a, b in zip(chance.choices(few, k=4000), chance.choices(few, k=4000), strict=True)
    ]
    wide = [f"{chance.choice(many)} or {text}" for text in pair]
    rare = [
        search(text.split(" or ")[0] + " or finnesikke" + str(n)) for n, text in enumerate(pair)
    ]
    zipf = [
        search(word) for n, word in enumerate([*few[:40], *many[:10]]) for _ in range(50 // (n + 1))
    ]
    chance.shuffle(zipf)
    shelf = ["/butikken/?sort=newest"]
    return [
        Lap("floor: bytes", "floor", ["/bytes/"]),
        Lap("floor: drawn", "floor", ["/gulv/"]),
        Lap("ours cold: no query", "cold", shelf),
        Lap("ours cold: selective", "cold", rare),
        Lap("ours cold: unselective", "cold", [search(text) for text in wide]),
        Lap("ours warm: no query", "warm", shelf),
        Lap("ours warm: 50 queries", "warm", zipf),
        Lap("ours: 304", "warm", shelf, 304),
        Lap("peer: list", "peer", ["/orm/"]),
    ]


def search(text: str) -> str:
    """The address of a search."""
    return f"/butikken/?q={quote(text)}"


def measure(wanted: list[Lap], pids: list[int], asked) -> list[dict[str, dict]]:
    """Rounds in shuffled order; a round that others disturbed is dropped."""
    kept, chance = [], random.Random(1)
    for lap in wanted:
        press(PORTS[lap.server], lap.paths, 1, asked.clients)
    for number in range(asked.rounds * 2):
        order = chance.sample(wanted, len(wanted))
        done = {lap.name: once(lap, pids, asked.seconds, asked.clients) for lap in order}
        noise = statistics.median(one["foreign"] for one in done.values())
        print(f"round {number + 1}: {noise:.0%} of the machine was somebody else's", flush=True)
        if noise <= FOREIGN or asked.keep_noisy:
            kept.append(done)
        if len(kept) == asked.rounds:
            return kept
    print("NOISY: fewer rounds than asked for were undisturbed.")
    return kept


def once(lap: Lap, pids: list[int], seconds: float, clients: int) -> dict:
    """One lap: requests a second, times, CPU for each request, and others' share of the machine."""
    headers = etag(lap) if lap.status == 304 else {}
    before, all_before, own_before = spent(*pids), busy(), clients_spent()
    start = time.perf_counter()
    took: Took = press(PORTS[lap.server], lap.paths, seconds, clients, lap.status, headers)
    wall = time.perf_counter() - start
    ours, own = since(before, spent(*pids)), clients_spent() - own_before
    foreign = max(0.0, busy() - all_before - ours - own) / (wall * CORES)
    if took.wrong:
        raise SystemExit(f"{lap.name}: {took.wrong} answers had another status than {lap.status}.")
    return {
        "rate": took.rate,
        "p50": took.within(50),
        "p95": took.within(95),
        "cpu": ours / max(took.requests, 1) * 1000,
        "foreign": foreign,
    }


def etag(lap: Lap) -> dict[str, str]:
    """What a browser that has the page sends."""
    import http.client

    line = http.client.HTTPConnection("127.0.0.1", PORTS[lap.server], timeout=60)
    line.request("GET", lap.paths[0])
    answer = line.getresponse()
    answer.read()
    return {"If-None-Match": answer.headers["ETag"]}


def clients_spent() -> float:
    """Seconds of CPU that the clients have used; they have ended when this is asked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime + mine.ru_utime + mine.ru_stime


def report(size: int, rounds: list[dict[str, dict]]) -> None:
    """A table of medians, the ratios of each round with their spread, and the same as JSON."""
    if not rounds:
        raise SystemExit("Nothing was measured.")
    print(f"\n{size} listings, {len(rounds)} rounds")
    print(
        f"{'':<26}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}  to floor (spread)   to peer"
    )
    for name in rounds[0]:
        middle = {key: statistics.median(r[name][key] for r in rounds) for key in rounds[0][name]}
        floor = "floor: bytes" if "304" in name else "floor: drawn"
        ratios = sorted(r[name]["rate"] / r[floor]["rate"] for r in rounds)
        to_peer = [r[name]["rate"] / r["peer: list"]["rate"] for r in rounds if "peer: list" in r]
        peer = f"{statistics.median(to_peer):>7.1f}x" if to_peer else ""
        figures = "".join(f"{middle[key]:>9.1f}" for key in ("rate", "p50", "p95", "cpu"))
        ratio = f"{statistics.median(ratios):>8.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"
        print(f"{name:<26}{figures}  {ratio:<20}{peer}")
    (VAR / f"result_{size}.json").write_text(json.dumps(rounds, indent=1))


if __name__ == "__main__":
    main()
