"""A published price stands, and every price that was stated on a listing becomes a plan."""

from django.db import migrations

# A published plan changes its status and nothing else, and its tiers are never touched. A scale
# begins at 0 or 1; a flat price has one tier. Tiers have no end, so they cannot gap or overlap.
KEEP = """
CREATE FUNCTION keep_price_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE first bigint; many bigint;
BEGIN
    IF OLD.status <> 'draft' THEN
        IF TG_OP = 'DELETE' OR NEW.status = 'draft'
            OR to_jsonb(NEW) - '{status,updated_at}'::text[]
                IS DISTINCT FROM to_jsonb(OLD) - '{status,updated_at}'::text[]
        THEN
            RAISE EXCEPTION 'price plan %: published prices stand, % refused', OLD.id, TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF TG_OP = 'UPDATE' AND NEW.status = 'published' THEN
        SELECT min(start), count(*) INTO first, many FROM store_pricetier WHERE plan_id = NEW.id;
        IF first IS NULL OR first > 1 OR (NEW.tiering = 'flat' AND many > 1) THEN
            RAISE EXCEPTION 'price plan %: the scale is not whole', OLD.id
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER store_priceplan_stands BEFORE UPDATE OR DELETE ON store_priceplan
    FOR EACH ROW EXECUTE FUNCTION keep_price_plan();

CREATE FUNCTION keep_price_tier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM store_priceplan
        WHERE id IN (OLD.plan_id, NEW.plan_id) AND status <> 'draft'
    ) THEN
        RAISE EXCEPTION 'price tier: published prices stand, % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER store_pricetier_stands BEFORE INSERT OR UPDATE OR DELETE ON store_pricetier
    FOR EACH ROW EXECUTE FUNCTION keep_price_tier();
"""
LET_GO = """
DROP TRIGGER store_pricetier_stands ON store_pricetier;
DROP TRIGGER store_priceplan_stands ON store_priceplan;
DROP FUNCTION keep_price_tier();
DROP FUNCTION keep_price_plan();
"""
COUNTED = {"flat": "fixed", "per_inhabitant": "inhabitant", "per_user": "user"}
NAMES = {"flat": "Fast pris", "per_inhabitant": "Pris per innbygger", "per_user": "Pris per bruker"}


def make_plans(apps, schema_editor) -> None:
    """Write a published plan, with its event, for each price that a listing states."""
    Listing = apps.get_model("store", "Listing")
    for listing in Listing.objects.filter(price__isnull=False, price_model__in=COUNTED):
        plan = _plan(apps, listing)
        _event(apps, plan)
        told = {
            "counted_by": plan.counted_by,
            "tiering": "flat",
            "period": plan.period,
            "pk": plan.pk,
            "about": "solution",
            "name": plan.name,
            "description": "",
            "scale": [[1, str(listing.price)]],
        }
        Listing.objects.filter(pk=listing.pk).update(prices=[told])


def _plan(apps, listing):
    plan = apps.get_model("store", "PricePlan").objects.create(
        listing=listing,
        name=NAMES[listing.price_model],
        counted_by=COUNTED[listing.price_model],
        period=listing.period,
        valid_from=(listing.published_at or listing.created_at).date(),
    )
    plan.tiers.create(price=listing.price)
    plan.status = "published"
    plan.save()
    return plan


def _event(apps, plan) -> None:
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind, _new = kinds.get_or_create(app_label="store", model="priceplan")
    apps.get_model("marketplace", "Event").objects.create(
        subject_type=kind,
        subject_id=plan.pk,
        step="publish",
        from_status="draft",
        to_status="published",
        note="Prisen sto på oppføringen fra før.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0006_price_plans"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("marketplace", "0009_conversation"),
    ]

    operations = [
        migrations.RunSQL(KEEP, LET_GO),
        migrations.RunPython(make_plans, migrations.RunPython.noop),
    ]
