"""An acceptance stands for ever."""

from django.db import migrations

from marketplace.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_initial")]
    operations = [AppendOnly("participation_acceptance")]
