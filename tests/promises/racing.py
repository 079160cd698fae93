"""Races that always happen: everybody is inside, at the same row, before anybody is let on."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, models, transaction

from marketplace.runtime.turns import within


def at_once(row: models.Model, *works: Callable[[], Any]) -> list[Any]:
    """Do all the work at once, each in a thread; returns what came of it, errors included."""
    results: list[Any] = []
    threads = [threading.Thread(target=_work, args=[work, results]) for work in works]
    with transaction.atomic():
        type(row)._base_manager.select_for_update().get(pk=row.pk)
        for thread in threads:
            thread.start()
        all_wait = within(10, lambda: _waiting() == len(works))
    for thread in threads:
        thread.join()
    assert all_wait, "Not everybody came to the row."
    return results


def _work(work: Callable[[], Any], results: list[Any]) -> None:
    try:
        results.append(work())
    except Exception as error:
        results.append(error)
    finally:
        connection.close()


def _waiting() -> int:
    """How many sessions of this database stand in line for a lock."""
    with connection.cursor() as cursor:
        # Within a transaction the view shows the same moment over and over.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]
