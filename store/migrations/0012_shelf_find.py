"""The search itself, as a function: only a function can tell the planner to use the index.

Nearly every row of a long shelf may match a common word. The planner would then read every search
document from its overflow storage; the index holds the answer already.

Ranking every hit of a common word costs more than all else, so beyond a thousand hits those that
have the words in their name come first.
"""

from django.db import migrations

FIND = """
CREATE FUNCTION shelf_find(asked text, OUT listings bigint[], OUT ranked bigint[], OUT weights real[])
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE q tsquery := websearch_to_tsquery('norwegian', asked);
BEGIN
    SELECT array_agg(listing_id) INTO listings FROM store_searchdocument WHERE search @@ q;
    IF cardinality(listings) <= 1000 THEN
        SELECT array_agg(listing_id), array_agg(ts_rank(search, q)) INTO ranked, weights
            FROM store_searchdocument WHERE listing_id = ANY(listings);
    ELSE
        SELECT array_agg(listing_id), array_agg(1) INTO ranked, weights
            FROM store_searchdocument WHERE title @@ q;
    END IF;
END $$;
"""
# Old documents have no title yet; the job writes them anew.
STALE = "UPDATE store_searchdocument SET is_current = false WHERE title IS NULL"


class Migration(migrations.Migration):
    dependencies = [("store", "0011_titles")]
    operations = [
        migrations.RunSQL(FIND, "DROP FUNCTION shelf_find(text)"),
        migrations.RunSQL(STALE, migrations.RunSQL.noop),
    ]
