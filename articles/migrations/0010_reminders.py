import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_held_by_the_database")]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("review_due", models.DateField(verbose_name="granskas senast")),
                ("days", models.PositiveSmallIntegerField(verbose_name="dagar före")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="skickad")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "påminnelse",
                "verbose_name_plural": "påminnelser",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "review_due", "days"),
                        name="reminder_once",
                        violation_error_message="Påminnelsen är redan skickad.",
                    )
                ],
            },
        ),
    ]
