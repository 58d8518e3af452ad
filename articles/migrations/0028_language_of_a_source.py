"""A source says which language it is in, so that its title is read aloud as such. Those that are there are Swedish until
a new version says otherwise: no published row changes (migration 0002)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0027_asked_name")]
    operations = [
        migrations.AddField(
            model_name="source",
            name="language",
            field=models.CharField(
                "språk",
                max_length=2,
                choices=[("sv", "Svenska"), ("en", "Engelska")],
                default="sv",
                db_default="sv",
            ),
        ),
    ]
