"""Rules of the search are added and ended by two people: a box with 112 may hang on them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

BY_TWO = """
CREATE FUNCTION articles_rulechange_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE later text[] := ARRAY['approved_by_id', 'in_force_at', 'declined_by_id', 'declined_at', 'declined_why'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.approved_by_id IS NULL THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.in_force_at IS NULL AND OLD.declined_at IS NULL THEN
        IF to_jsonb(OLD) - later = to_jsonb(NEW) - later THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.rule_id IS NULL AND to_jsonb(OLD) - 'rule_id' = to_jsonb(NEW) - 'rule_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Ett förslag om en sökregel ändras inte. Lägg ett nytt.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER articles_rulechange_stays BEFORE INSERT OR UPDATE OR DELETE ON articles_rulechange
    FOR EACH ROW EXECUTE FUNCTION articles_rulechange_stays();

-- What the program's own library brings is added by no one, and ended by the library that no longer has it.
CREATE FUNCTION articles_searchrule_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE articles_rulechange SET rule_id = NEW.id
        WHERE rule_id IS NULL AND NOT ends AND in_force_at IS NOT NULL
            AND kind = NEW.kind AND text = NEW.text AND proposed_by_id = NEW.added_by_id;
        IF FOUND THEN
            RETURN NULL;
        END IF;
    ELSIF (OLD.added_by_id IS NULL AND NEW.ended_by_name = 'Exempelbiblioteket')
        OR EXISTS (SELECT FROM articles_rulechange WHERE rule_id = NEW.id AND ends AND in_force_at IS NOT NULL) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Någon annan måste godkänna ändringen av sökregeln.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER articles_searchrule_by_two AFTER INSERT ON articles_searchrule
    FOR EACH ROW WHEN (NEW.added_by_id IS NOT NULL) EXECUTE FUNCTION articles_searchrule_by_two();
CREATE TRIGGER articles_searchrule_ended_by_two AFTER UPDATE ON articles_searchrule
    FOR EACH ROW EXECUTE FUNCTION articles_searchrule_by_two();
"""
BY_ONE = """
DROP TRIGGER articles_searchrule_ended_by_two ON articles_searchrule;
DROP TRIGGER articles_searchrule_by_two ON articles_searchrule;
DROP FUNCTION articles_searchrule_by_two();
DROP TRIGGER articles_rulechange_stays ON articles_rulechange;
DROP FUNCTION articles_rulechange_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_half_said_verdicts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
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
                ),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("ends", models.BooleanField(default=False, verbose_name="avslutar regeln")),
                ("why", models.CharField(max_length=300, verbose_name="varför")),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="föreslagen")),
                ("in_force_at", models.DateTimeField(blank=True, null=True, verbose_name="gäller från")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="avböjd")),
                ("declined_why", models.CharField(blank=True, max_length=300, verbose_name="varför den avböjdes")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="godkänd av",
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="avböjd av",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="föreslagen av",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="articles.searchrule",
                        verbose_name="regeln",
                    ),
                ),
            ],
            options={
                "verbose_name": "ändring av en sökregel",
                "verbose_name_plural": "ändringar av sökregler",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("declined_at__isnull", True), ("in_force_at__isnull", True)),
                        fields=("kind", "text"),
                        name="rulechange_one_proposal",
                        violation_error_message="Det finns redan ett förslag om regeln som väntar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="rulechange_approved_by_another",
                        violation_error_message="Ingen godkänner sitt eget förslag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_at__isnull", True),
                            ("approved_by__isnull", False),
                            models.Q(
                                ("ends", False),
                                ("kind", "emergency"),
                                models.Q(("text__startswith", "?"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rulechange_in_force_is_approved",
                        violation_error_message="Någon annan måste godkänna ändringen innan den gäller.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declined_at__isnull", True), ("in_force_at__isnull", True), _connector="OR"
                        ),
                        name="rulechange_declined_or_in_force",
                        violation_error_message="Ett avböjt förslag kan inte gälla.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule__isnull", False), ("ends", False), _connector="OR"),
                        name="rulechange_ends_a_rule",
                        violation_error_message="Säg vilken regel som ska avslutas.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(BY_TWO, BY_ONE),
    ]
