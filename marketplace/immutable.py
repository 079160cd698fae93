"""Tables that only grow: the database itself refuses to change what is written."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNDO = """
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_no_truncate ON {table};
"""


class AppendOnly(migrations.RunSQL):
    """Migration operation: rows of the table can be added, never changed or taken away."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(FUNCTION + TRIGGERS.format(table=table), UNDO.format(table=table))

    def deconstruct(self):
        """Write the operation by its table name."""
        return type(self).__name__, [self.table], {}
