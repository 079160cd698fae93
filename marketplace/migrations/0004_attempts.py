"""Counted attempts, and a verified address for everybody whom FKJ has let in so far."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models.functions import Lower


def verify_addresses(apps, schema_editor) -> None:
    """Until now an administrator made each account, and so vouched for the address."""
    User = apps.get_model("marketplace", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    known = EmailAddress.objects.values("user")
    for user in User.objects.exclude(pk__in=known).annotate(address=Lower("email")):
        EmailAddress.objects.create(user=user, email=user.address, verified=True, primary=True)


class Migration(migrations.Migration):
    dependencies = [
        ("marketplace", "0003_people_and_letters"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "key",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False, verbose_name="nøkkel"
                    ),
                ),
                (
                    "taken_at",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), size=None, verbose_name="tidspunkter"
                    ),
                ),
                ("let_in", models.BooleanField(default=True, verbose_name="sluppet inn sist")),
                ("forget_at", models.DateTimeField(db_index=True, verbose_name="glemmes")),
            ],
            options={"verbose_name": "forsøk", "verbose_name_plural": "forsøk"},
        ),
        # What counts for five minutes need not survive a crash, and so costs no write to the log.
        migrations.RunSQL(
            "ALTER TABLE marketplace_attempt SET UNLOGGED",
            "ALTER TABLE marketplace_attempt SET LOGGED",
        ),
        migrations.RunPython(verify_addresses, migrations.RunPython.noop, elidable=True),
    ]
