"""The database itself tells the shelf what has changed, in the same transaction as the change.

`shelf_standing` and `shelf_all` say how much must be asked for anew; `shelf_listings` names the
listings: its arguments are a column of store_listing, and the column of the changed rows it equals.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION shelf_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO store_shelfpulse (scope) VALUES (TG_ARGV[0]);
    RETURN NULL;
END $$;
CREATE FUNCTION shelf_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM changed) > 100 THEN
        INSERT INTO store_shelfpulse (scope) VALUES ('all');
        RETURN NULL;
    END IF;
    EXECUTE format(
        'INSERT INTO store_shelfpulse (scope, listing) SELECT ''listing'', listing.id'
        ' FROM store_listing AS listing WHERE listing.%I IN (SELECT %I FROM changed)',
        TG_ARGV[0], TG_ARGV[1]);
    RETURN NULL;
END $$;
CREATE FUNCTION shelf_outdated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'UPDATE store_searchdocument SET is_current = false FROM store_listing AS listing'
        ' WHERE is_current AND listing.id = listing_id'
        ' AND listing.application_id IN (SELECT %I FROM changed)', TG_ARGV[0]);
    RETURN NULL;
END $$;
CREATE FUNCTION shelf_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO store_shelfpulse (scope) VALUES ('all');
    UPDATE store_searchdocument SET is_current = false
        FROM store_listing AS listing JOIN verification_application AS application
            ON application.id = listing.application_id
        WHERE is_current AND listing.id = listing_id AND application.supplier_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER shelf_renamed AFTER UPDATE ON marketplace_organisation
    FOR EACH ROW WHEN ((OLD.name, OLD.heir_id) IS DISTINCT FROM (NEW.name, NEW.heir_id))
    EXECUTE FUNCTION shelf_renamed();
-- Every two letters that stand together, the ends of the word too: they survive a slip.
CREATE FUNCTION letter_pairs(word text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT substr(' ' || word || ' ', n, 2))
    FROM generate_series(1, length(word) + 1) AS n
$$;
"""
BACK = """
DROP FUNCTION letter_pairs(text);
DROP FUNCTION shelf_told() CASCADE;
DROP FUNCTION shelf_listings() CASCADE;
DROP FUNCTION shelf_outdated() CASCADE;
DROP FUNCTION shelf_renamed() CASCADE;
"""
WHOLE = """
CREATE TRIGGER shelf_{scope} AFTER {event} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION shelf_told('{scope}');
"""
ROWS = """
CREATE TRIGGER {function}_{event} AFTER {event} ON {table}
    REFERENCING {age} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}({how});
"""
EVERY = "INSERT OR UPDATE OR DELETE"
STANDING = [
    "verification_attestation",
    "participation_qualification",
    "participation_terms",
    "participation_acceptance",
]
SELDOM = ["marketplace_servicearea", "marketplace_figure"]
BY_LISTING = {
    ("store_listing", "INSERT"): "'id', 'id'",
    ("store_listing", "UPDATE"): "'id', 'id'",
    ("verification_application", "UPDATE"): "'application_id', 'id'",
    ("store_adoption", "INSERT"): "'id', 'listing_id'",
    ("store_adoption", "UPDATE"): "'id', 'listing_id'",
    ("store_adoption", "DELETE"): "'id', 'listing_id'",
}
OUTDATING = {
    ("verification_application", "UPDATE"): "'id'",
    ("verification_application_areas", "INSERT"): "'application_id'",
    ("verification_application_areas", "DELETE"): "'application_id'",
}


def triggers() -> list[str]:
    """Every trigger that tells the shelf something."""
    told = [WHOLE.format(scope="standing", event=EVERY, table=table) for table in STANDING]
    told += [WHOLE.format(scope="all", event=EVERY, table=table) for table in SELDOM]
    told += [WHOLE.format(scope="all", event="DELETE", table="store_listing")]
    for function, changes in (("shelf_listings", BY_LISTING), ("shelf_outdated", OUTDATING)):
        for (table, event), how in changes.items():
            age = "OLD" if event == "DELETE" else "NEW"
            told.append(ROWS.format(function=function, event=event, table=table, age=age, how=how))
    return told


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_finding"),
        ("marketplace", "0011_organisations"),
        ("participation", "0007_terms_versions"),
        ("verification", "0002_frozen_declaration"),
    ]
    operations = [migrations.RunSQL([FUNCTIONS, *triggers()], BACK)]
