"""Events can be added, never changed or taken away."""

from django.db import migrations

from marketplace.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("marketplace", "0001_initial")]
    operations = [AppendOnly("marketplace_event")]
