"""A version that waits and for which a newer one is sent in is replaced; nobody has sent it back. What was written before
stays as it was: rows are only added."""

from importlib import import_module

from django.db import migrations, models

held = import_module("articles.migrations.0009_held_by_the_database")
MAY_FOLLOW = """
CREATE OR REPLACE FUNCTION articles_may_follow(before varchar, after varchar) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (COALESCE(before, ''), after) IN (
        ('', 'submitted'),
        ('submitted', 'returned'), ('submitted', 'replaced'), ('submitted', 'scheduled'), ('submitted', 'published'),
        ('scheduled', 'returned'), ('scheduled', 'replaced'), ('scheduled', 'scheduled'), ('scheduled', 'published'),
        ('published', 'withdrawn'), ('withdrawn', 'published')
    )
$$;
"""
BY_ANOTHER = held.STATUS[held.STATUS.index("CREATE OR REPLACE FUNCTION articles_status_by_another") :]
BY_AN_EDITOR = BY_ANOTHER.replace("WHEN 'returned' THEN", "WHEN 'replaced' THEN ARRAY['editor'] WHEN 'returned' THEN")


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_answered_remarks")]

    operations = [
        migrations.AlterField(
            model_name="statuschange",
            name="status",
            field=models.CharField(
                choices=[
                    ("submitted", "Inskickad till granskning"),
                    ("returned", "Tillbaka till redaktören"),
                    ("replaced", "Ersatt"),
                    ("scheduled", "Publiceras senare"),
                    ("published", "Publicerad"),
                    ("withdrawn", "Tillbakadragen"),
                ],
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.RunSQL(MAY_FOLLOW + BY_AN_EDITOR, BY_ANOTHER),
    ]
