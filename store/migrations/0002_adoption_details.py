from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="adoption",
            name="confirmed_on",
            field=models.DateField(editable=False, null=True, verbose_name="sist bekreftet"),
        ),
        # Whoever told of it stood by it then.
        migrations.RunSQL(
            "UPDATE store_adoption SET confirmed_on ="
            " (created_at AT TIME ZONE 'Europe/Oslo')::date",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="adoption",
            name="confirmed_on",
            field=models.DateField(editable=False, verbose_name="sist bekreftet"),
        ),
        migrations.AddField(
            model_name="adoption",
            name="contact_role",
            field=models.CharField(
                blank=True,
                max_length=120,
                validators=[
                    RegexValidator(
                        "@|(\\d[\\s.-]?){8}",
                        "Skriv en funksjon, for eksempel «systemansvarlig», uten e-post og telefonnummer.",
                        inverse_match=True,
                    )
                ],
                verbose_name="kontaktfunksjon",
            ),
        ),
        migrations.AddField(
            model_name="adoption",
            name="modules",
            field=models.CharField(blank=True, max_length=500, verbose_name="moduler i bruk"),
        ),
        migrations.AddField(
            model_name="adoption",
            name="users",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="antall brukere"),
        ),
    ]
