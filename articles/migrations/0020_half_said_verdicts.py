"""What a reviewer keeps for later may be half said: that a part needs a change is kept before it is said which. The
signature needs the words. And why a version was sent back or withdrawn may be said at some length."""

from django.db import migrations, models

SIGNED = """
CREATE FUNCTION articles_signed_says_what_to_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.signed_on IS NOT NULL AND EXISTS (
        SELECT FROM articles_partverdict
        WHERE review_id = NEW.id AND verdict = 'comment' AND comment = '' AND suggestion = ''
    ) THEN
        RAISE EXCEPTION 'Den som vill ändra något skriver vad.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_signed_says_what_to_change BEFORE UPDATE OF signed_on ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_signed_says_what_to_change();
"""
BACKWARDS = """
DROP FUNCTION articles_signed_says_what_to_change() CASCADE;
DELETE FROM articles_partverdict WHERE verdict = 'comment' AND comment = '' AND suggestion = '';
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_told_faults")]

    operations = [
        migrations.RemoveConstraint(model_name="partverdict", name="partverdict_says_what_to_change"),
        migrations.RunSQL(SIGNED, BACKWARDS),
        migrations.AlterField(
            model_name="statuschange",
            name="reason",
            field=models.CharField(blank=True, max_length=2000, verbose_name="varför"),
        ),
    ]
