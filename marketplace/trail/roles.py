"""The database's own roles: what the application may not do, whatever its code says.

owner     migrations and this command; the only one that can change tables
app       web, workers and beat: reads and writes rows, but what is append-only only grows
opener    opens sealed offers: reads, and writes what opening writes
verifier  reads the trail and its seals, and nothing else
backup    reads everything
"""

from django.db import connection
from psycopg import sql

ROLES = ("app", "opener", "verifier", "backup")
# Set where AppendOnly put its trigger: the database knows best which tables only grow.
APPEND_ONLY = """
SELECT tgrelid::regclass::text FROM pg_trigger
WHERE NOT tgisinternal AND tgname LIKE '%\\_append\\_only' ORDER BY 1
"""
TRAIL = ("marketplace_event", "marketplace_seal", "django_content_type", "django_migrations")
ROWS = "SELECT, INSERT, UPDATE, DELETE"


def create(prefix: str = "fkj_", passwords: dict[str, str] | None = None) -> dict[str, str]:
    """Create the roles and give each its rights; can always be run again.

    Returns the roles' names by what they are for. A role without a password cannot log in over
    TCP. New tables get the rights when the command is run after a migration.
    """
    names = {role: f"{prefix}{role}" for role in ROLES}
    with connection.cursor() as cursor:
        for role, name in names.items():
            _make(cursor, name, (passwords or {}).get(role))
            _start_afresh(cursor, name)
        _grant_rows(cursor, names["app"], append_only(cursor))
        _grant_rows(cursor, names["opener"], append_only(cursor))
        _grant(cursor, "SELECT ON ALL TABLES IN SCHEMA public", names["backup"])
        _grant(cursor, f"SELECT ON {', '.join(TRAIL)}", names["verifier"])
    return names


def append_only(cursor) -> list[str]:
    """The tables that only grow."""
    cursor.execute(APPEND_ONLY)
    return [table for (table,) in cursor]


def _make(cursor, name: str, password: str | None) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    verb = "ALTER" if cursor.fetchone() else "CREATE"
    rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    command = sql.SQL(f"{verb} ROLE {{}} {rights} PASSWORD {{}}")
    cursor.execute(command.format(sql.Identifier(name), sql.Literal(password)))


def _start_afresh(cursor, name: str) -> None:
    role = sql.Identifier(name)
    for taken in ("ALL TABLES", "ALL SEQUENCES"):
        command = f"REVOKE ALL ON {taken} IN SCHEMA public FROM {{}}"
        cursor.execute(sql.SQL(command).format(role))
    cursor.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}").format(role))
    _grant(cursor, "USAGE ON SCHEMA public", name)


def _grant_rows(cursor, name: str, growing: list[str]) -> None:
    _grant(cursor, f"{ROWS} ON ALL TABLES IN SCHEMA public", name)
    _grant(cursor, "USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public", name)
    tables = ", ".join([*growing, "django_migrations"])
    taken = f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {{}}"
    cursor.execute(sql.SQL(taken).format(sql.Identifier(name)))


def _grant(cursor, what: str, name: str) -> None:
    cursor.execute(sql.SQL(f"GRANT {what} TO {{}}").format(sql.Identifier(name)))


def excess(cursor) -> list[str]:
    """What the role that is logged in could do to the trail, and should not be able to."""
    wrong = []
    for table in append_only(cursor):
        for right in ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
            cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
            if cursor.fetchone()[0]:
                wrong.append(f"{right} {table}")
    return wrong
