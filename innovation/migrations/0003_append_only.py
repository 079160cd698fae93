"""What was published or signed stands word for word."""

from django.db import migrations

from marketplace.immutable import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("innovation", "0002_initial")]
    operations = [
        AppendOnly("innovation_needversion"),
        AppendOnly("innovation_commonbasis"),
        AppendOnly("innovation_signature"),
    ]
