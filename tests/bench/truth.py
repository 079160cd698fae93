"""What is right, asked for in plain SQL that shares nothing with the index; and what people ask."""

import http.client
import re

import psycopg

# What stands on the shelf, said once more and without Django: the bench believes neither.
SHELF = """
CREATE TEMP VIEW bench_shelf AS
SELECT listing.id, listing.facets, document.search FROM store_listing listing
JOIN store_searchdocument document ON document.listing_id = listing.id
JOIN verification_application application ON application.id = listing.application_id
WHERE listing.status IN ('published', 'under_remediation')
    AND EXISTS (SELECT FROM verification_attestation attestation
        WHERE attestation.version_id = listing.version_id AND attestation.status = 'valid')
    AND EXISTS (SELECT FROM participation_acceptance acceptance
        WHERE acceptance.organisation_id = application.supplier_id)
"""
TOTAL = """
SELECT count(*) FROM bench_shelf
WHERE (%(q)s = '' OR search @@ websearch_to_tsquery('norwegian', %(q)s))
    AND (%(kind)s = '' OR facets -> 'kind' ? %(kind)s)
"""
COUNT = """
SELECT said.value, count(*) FROM bench_shelf, jsonb_array_elements_text(facets -> %(facet)s) said
WHERE (%(q)s = '' OR search @@ websearch_to_tsquery('norwegian', %(q)s))
    AND (%(kind)s = '' OR %(facet)s = 'kind' OR facets -> 'kind' ? %(kind)s)
GROUP BY 1
"""
FACETS = ("kind", "platforms", "languages", "target_professions", "sign_in", "hosting_location")
NUMBER = re.compile(r'id="antall-([a-z_]+)-([a-z0-9_]+)">\((\d+)\)<')
FOUND = re.compile(r'id="treff-tittel"[^>]*>\s*([\d\s\xa0]+) løsning')


def words(address: str, size: int) -> tuple[list[str], list[str]]:
    """Words that few listings hold (0.4 to 1 per cent), and words that most of them hold."""
    share = min(100, 2_000_000 // size)
    sample = f"store_searchdocument TABLESAMPLE SYSTEM ({share})"
    with psycopg.connect(address) as line:
        asked = (
            "SELECT word, ndoc FROM ts_stat('SELECT to_tsvector(''simple'', said)"
            f" FROM {sample}') WHERE word ~ '^[a-zæøå]{{4,20}}$'"
        )
        rows = line.execute(asked).fetchall()
        most = max(number for _word, number in rows)
    few = [word for word, number in rows if 0.004 <= number / most <= 0.01]
    many = [word for word, number in rows if 0.55 <= number / most <= 0.92]
    return sorted(few), sorted(many)


def check(address: str, port: int, queries: list[dict]) -> None:
    """Stop if a page of ours says anything else than plain SQL does."""
    with psycopg.connect(address) as line:
        line.execute(SHELF)
        for asked in queries:
            total, counts = said(port, asked)
            told = {"q": "", "kind": ""} | asked
            right = line.execute(TOTAL, told).fetchone()[0]
            if total != right:
                raise SystemExit(f"{asked}: the page says {total}, the truth is {right}.")
            for facet in FACETS:
                truth = dict(line.execute(COUNT, told | {"facet": facet}).fetchall())
                shown = {value: n for (name, value), n in counts.items() if name == facet and n}
                if truth != shown:
                    raise SystemExit(f"{asked}: {facet} is {shown}, the truth is {truth}.")


def said(port: int, asked: dict) -> tuple[int, dict[tuple[str, str], int]]:
    """The total and every number beside a filter, as a visitor reads them."""
    from urllib.parse import urlencode

    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", f"/butikken/?{urlencode(asked | {'sort': 'newest'})}")
    answer = line.getresponse()
    page = answer.read().decode()
    found = FOUND.search(page)
    if answer.status != 200 or not found:
        raise SystemExit(f"{asked}: status {answer.status}, and no number of hits.")
    counts = {(name, value): int(n) for name, value, n in NUMBER.findall(page)}
    return int(re.sub(r"\D", "", found[1])), counts
