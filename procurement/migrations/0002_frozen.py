"""What was published or handed in stands: the database itself refuses to change it."""

from django.db import migrations

from marketplace.immutable import AppendOnly

# The deadline is left out of the frozen text: addenda will move it.
FREEZE = """
CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'joint procurement % is published: its text cannot change', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER procurement_jointprocurement_frozen BEFORE UPDATE ON procurement_jointprocurement
    FOR EACH ROW WHEN (
        OLD.published_at IS NOT NULL AND
        (OLD.title, OLD.description, OLD.basis_id, OLD.no_basis_reason, OLD.estimated_value,
         OLD.max_value, OLD.term_months, OLD.term_reason, OLD.procedure, OLD.published_at)
        IS DISTINCT FROM
        (NEW.title, NEW.description, NEW.basis_id, NEW.no_basis_reason, NEW.estimated_value,
         NEW.max_value, NEW.term_months, NEW.term_reason, NEW.procedure, NEW.published_at)
    ) EXECUTE FUNCTION refuse_published_change();

CREATE FUNCTION refuse_after_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Wait for a publication that is under way before looking.
    PERFORM 1 FROM procurement_jointprocurement
        WHERE id IN (OLD.procurement_id, NEW.procurement_id) FOR SHARE;
    IF EXISTS (SELECT 1 FROM procurement_jointprocurement
        WHERE id IN (OLD.procurement_id, NEW.procurement_id) AND published_at IS NOT NULL)
    THEN
        RAISE EXCEPTION '% is frozen at publication: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER procurement_commitment_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON procurement_commitment FOR EACH ROW EXECUTE FUNCTION refuse_after_publication();
CREATE TRIGGER procurement_criterion_frozen BEFORE INSERT OR UPDATE OR DELETE
    ON procurement_criterion FOR EACH ROW EXECUTE FUNCTION refuse_after_publication();
"""
THAW = """
DROP TRIGGER procurement_criterion_frozen ON procurement_criterion;
DROP TRIGGER procurement_commitment_frozen ON procurement_commitment;
DROP FUNCTION refuse_after_publication();
DROP TRIGGER procurement_jointprocurement_frozen ON procurement_jointprocurement;
DROP FUNCTION refuse_published_change();
"""


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_initial")]
    operations = [
        AppendOnly("procurement_announcement"),
        AppendOnly("procurement_offerversion"),
        migrations.RunSQL(FREEZE, THAW),
    ]
