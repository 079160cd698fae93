"""Lines stand from when a contract is sent, signed texts always; old contracts get their line."""

from django.db import migrations
from django.db.models import F

from marketplace.immutable import AppendOnly

KEEP = """
CREATE FUNCTION keep_contract_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM store_contract
        WHERE id IN (OLD.contract_id, NEW.contract_id) AND status <> 'draft'
    ) THEN
        RAISE EXCEPTION '%: what is ordered stands, % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER store_contractline_stands BEFORE INSERT OR UPDATE OR DELETE ON store_contractline
    FOR EACH ROW EXECUTE FUNCTION keep_contract_part();
CREATE TRIGGER store_recipient_stands BEFORE INSERT OR UPDATE OR DELETE ON store_recipient
    FOR EACH ROW EXECUTE FUNCTION keep_contract_part();
"""
LET_GO = """
DROP TRIGGER store_contractline_stands ON store_contractline;
DROP TRIGGER store_recipient_stands ON store_recipient;
DROP FUNCTION keep_contract_part();
"""
EACH = {"per_inhabitant": "per innbygger ", "per_user": "per bruker "}
PERIODS = {"month": "per måned", "year": "per år", "one_off": "én gang"}


def write_lines(apps, schema_editor) -> None:
    """Give every contract that has a price the line that it was made of."""
    Contract = apps.get_model("store", "Contract")
    for contract in Contract.objects.filter(price__isnull=False).select_related("buyer", "listing"):
        counted = contract.price_model == "per_inhabitant"
        quantity = (contract.buyer.population or 1) if counted else 1
        listed = contract.list_price
        apps.get_model("store", "ContractLine").objects.create(
            contract=contract,
            is_main=True,
            name=contract.listing.application.name,
            each=EACH.get(contract.price_model, "") + PERIODS[contract.period],
            period=contract.period,
            quantity=quantity,
            times=quantity,
            list_price=None if listed is None or listed < contract.price else listed,
            price=contract.price,
        )
    Contract.objects.filter(signed_at__isnull=False).update(buyer_signed_at=F("signed_at"))


class Migration(migrations.Migration):
    dependencies = [("store", "0009_contracts")]

    operations = [
        migrations.RunPython(write_lines, migrations.RunPython.noop),
        migrations.RunSQL(KEEP, LET_GO),
        AppendOnly("store_contracttext"),
    ]
