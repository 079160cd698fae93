"""Terms are drafted, controlled and published; what is published never changes."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import marketplace.writing

KEEP = """
CREATE FUNCTION keep_published_terms() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY['status', 'valid_to', 'updated_at'];
BEGIN
    IF TG_OP <> 'UPDATE'
        OR NEW.status NOT IN (OLD.status, 'replaced')
        OR (OLD.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to)
        OR to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change
    THEN
        RAISE EXCEPTION 'published terms cannot change: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER participation_terms_kept BEFORE UPDATE OR DELETE ON participation_terms
    FOR EACH ROW WHEN (OLD.status IN ('published', 'replaced'))
    EXECUTE FUNCTION keep_published_terms();
CREATE TRIGGER participation_terms_not_emptied BEFORE TRUNCATE ON participation_terms
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
LET_GO = """
DROP TRIGGER participation_terms_not_emptied ON participation_terms;
DROP TRIGGER participation_terms_kept ON participation_terms;
DROP FUNCTION keep_published_terms();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0006_qualification_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="acceptance",
            options={
                "ordering": ["-pk"],
                "verbose_name": "aksept",
                "verbose_name_plural": "aksepter",
            },
        ),
        migrations.AddField(
            model_name="acceptance",
            name="language",
            field=models.CharField(
                choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")],
                default=marketplace.writing.current_language,
                max_length=5,
                verbose_name="språk",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="sha256",
            field=models.CharField(
                default="", editable=False, max_length=64, verbose_name="SHA-256"
            ),
        ),
        migrations.AddField(
            model_name="terms",
            name="accept_by",
            field=models.DateField(blank=True, null=True, verbose_name="må godtas innen"),
        ),
        migrations.AddField(
            model_name="terms",
            name="created_at",
            field=models.DateTimeField(
                auto_now_add=True, default=django.utils.timezone.now, verbose_name="opprettet"
            ),
            preserve_default=False,
        ),
        # Terms that were written before there were drafts have been published.
        migrations.AddField(
            model_name="terms",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Utkast"),
                    ("reviewed", "Kontrollert"),
                    ("published", "Publisert"),
                    ("replaced", "Erstattet"),
                ],
                db_index=True,
                default="published",
                editable=False,
                max_length=40,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="terms",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Utkast"),
                    ("reviewed", "Kontrollert"),
                    ("published", "Publisert"),
                    ("replaced", "Erstattet"),
                ],
                db_index=True,
                default="draft",
                editable=False,
                max_length=40,
                verbose_name="status",
            ),
        ),
        migrations.AddField(
            model_name="terms",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, verbose_name="endret"),
        ),
        migrations.AddField(
            model_name="terms",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="skrevet av",
            ),
        ),
        migrations.AlterField(
            model_name="terms",
            name="text",
            field=models.TextField(max_length=100000, verbose_name="tekst på bokmål"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="text_en",
            field=models.TextField(blank=True, max_length=100000, verbose_name="tekst på engelsk"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="text_nn",
            field=models.TextField(blank=True, max_length=100000, verbose_name="tekst på nynorsk"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="title",
            field=models.CharField(max_length=200, verbose_name="tittel på bokmål"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="title_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="tittel på engelsk"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="title_nn",
            field=models.CharField(blank=True, max_length=200, verbose_name="tittel på nynorsk"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="gyldig fra"),
        ),
        migrations.AlterField(
            model_name="terms",
            name="valid_to",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="gyldig til"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["draft", "reviewed"])),
                fields=("audience",),
                name="one_open_terms_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accept_by__isnull", True),
                    models.Q(("accept_by__gte", models.F("valid_from")), ("material", True)),
                    _connector="OR",
                ),
                name="terms_due_after_they_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "reviewed"]),
                    models.Q(
                        ("valid_from__isnull", False),
                        models.Q(
                            ("title", ""),
                            ("title_nn", ""),
                            ("title_en", ""),
                            ("text", ""),
                            ("text_nn", ""),
                            ("text_en", ""),
                            _connector="OR",
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="published_terms_are_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("audience", "municipal"), ("status__in", ["published", "replaced"])
                ),
                expressions=[
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            models.Value("[]"),
                            function="DATERANGE",
                        ),
                        "&&",
                    )
                ],
                name="one_terms_a_day_municipal",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("audience", "supplier"), ("status__in", ["published", "replaced"])
                ),
                expressions=[
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            models.Value("[]"),
                            function="DATERANGE",
                        ),
                        "&&",
                    )
                ],
                name="one_terms_a_day_supplier",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("audience", "other"), ("status__in", ["published", "replaced"])
                ),
                expressions=[
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            models.Value("[]"),
                            function="DATERANGE",
                        ),
                        "&&",
                    )
                ],
                name="one_terms_a_day_other",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
