import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regions", "0014_directory_instead_of_indexes")]
    operations = [
        migrations.AddField(
            model_name="plannedmove",
            name="accessibility",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("wheelchair", "Tillgänglig med rullstol"),
                        ("toilet", "Anpassad toalett"),
                        ("hearing_loop", "Hörslinga"),
                        ("parking", "Parkering för rörelsehindrade"),
                        ("sign_language", "Personal som kan teckenspråk"),
                        ("lift", "Hiss eller entré utan trappor"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="tillgänglighet på den nya adressen",
            ),
        ),
    ]
