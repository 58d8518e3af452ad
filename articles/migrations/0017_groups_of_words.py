from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_withdrawn_is_told")]
    operations = [
        migrations.AlterField(
            model_name="searchrule",
            name="kind",
            field=models.CharField(
                choices=[
                    ("stop", "Ord utan betydelse"),
                    ("weak", "Ord med liten betydelse"),
                    ("same", "Ord som betyder detsamma"),
                    ("group", "Ord i en grupp, som uttrycken nämner"),
                    ("emergency", "Uttryck som visar 112 först"),
                    ("harmless", "Uttryck som inte visar 112"),
                ],
                max_length=9,
                verbose_name="slag",
            ),
        )
    ]
