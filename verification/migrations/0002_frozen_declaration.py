"""The content of a version cannot change once it is declared; only its status can."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION refuse_declared_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version % is declared: its content cannot change', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER verification_version_frozen BEFORE UPDATE ON verification_version
    FOR EACH ROW WHEN (
        OLD.status <> 'draft' AND
        (OLD.application_id, OLD.number, OLD.release_notes, OLD.artifact_sha256, OLD.ui_url,
         OLD.fhir_url, OLD.schema_version, OLD.answers, OLD.sha256)
        IS DISTINCT FROM
        (NEW.application_id, NEW.number, NEW.release_notes, NEW.artifact_sha256, NEW.ui_url,
         NEW.fhir_url, NEW.schema_version, NEW.answers, NEW.sha256)
    ) EXECUTE FUNCTION refuse_declared_change();
"""
THAW = """
DROP TRIGGER verification_version_frozen ON verification_version;
DROP FUNCTION refuse_declared_change();
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
