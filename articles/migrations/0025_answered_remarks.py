"""What editors answer a reviewer who wants something changed. Whoever has been answered may be asked about the same version
again: it is one open review a person that there is, no longer one review."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

ANSWERS = """
CREATE FUNCTION articles_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'Svar till granskare går bara att lägga till.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM articles_partverdict AS verdict JOIN articles_review AS review ON review.id = verdict.review_id
        WHERE verdict.id = NEW.verdict_id AND verdict.verdict = 'comment' AND review.signed_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Det finns ingen undertecknad kommentar att svara på.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_answer_stays BEFORE INSERT OR UPDATE OR DELETE ON articles_remarkanswer
    FOR EACH ROW EXECUTE FUNCTION articles_answer_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_synonyms_of_an_article"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="review", name="review_once_a_person"),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                fields=("revision", "kind", "reviewer_user"),
                condition=Q(revoked_at__isnull=True, signed_on__isnull=True, reviewer_user__isnull=False),
                name="review_asked_once_at_a_time",
                violation_error_message="Personen är redan tillfrågad.",
            ),
        ),
        migrations.CreateModel(
            name="RemarkAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="svar")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="när")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="articles.partverdict",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar till en granskare",
                "verbose_name_plural": "svar till granskare",
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(text=""),
                        name="remarkanswer_says_something",
                        violation_error_message="Skriv ett svar.",
                    )
                ],
            },
        ),
        migrations.RunSQL(ANSWERS, "DROP FUNCTION articles_answer_stays() CASCADE"),
    ]
