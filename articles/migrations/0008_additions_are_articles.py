"""A regional addition becomes an article of its region, so that it has the same life as any other text."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.actions.library.revisions import months_after
from language.ordering import sort_key


def move(apps, schema_editor):
    """Each addition as an article with its versions. Only the library's examples go on being shown: what else there
    may be was never reviewed, and waits for that."""
    Article, Revision, Chapter, StatusChange = (
        apps.get_model("articles", name) for name in ("Article", "Revision", "Chapter", "StatusChange")
    )
    for old in apps.get_model("articles", "RegionalAddition").objects.select_related("article"):
        versions = list(old.revisions.order_by("number"))
        if not versions:
            continue
        title = versions[-1].title
        article = Article.objects.create(
            slug=f"{old.article.slug}-{old.anchor.replace('_', '-')}"[:80], language="sv", kind="tillagg", region_id=old.region_id, adds_to_id=old.article_id,
            anchor=old.anchor, title=title, sort_key=sort_key(title), confirmed_against_id=old.article.live_id,
        )
        for version in versions:
            revision = Revision.objects.create(
                article=article, number=version.number, title=version.title, summary="", review_months=12,
                change_note=version.change_note, digest=version.digest, is_example=version.is_example,
            )
            Chapter.objects.create(revision=revision, position=0, kind="what_applies", heading="", text=version.text)
            if version.submitted_at is None:
                continue
            revision.submitted_at, revision.published_on = version.submitted_at, version.published_on
            if version.published_on:
                revision.review_due = months_after(version.published_on, 12)
            revision.save()
            statuses = ["submitted", "published"] if version.published_on else ["submitted"]
            StatusChange.objects.bulk_create(
                StatusChange(revision=revision, status=status, by_name=version.published_by) for status in statuses
            )
            if version.pk == old.live_id and version.is_example:
                article.live = revision
                article.save()


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_facts'),
        ('regions', '0003_assignments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='article',
            name='article_once_a_language',
        ),
        migrations.AddField(
            model_name='article',
            name='adds_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='articles.article', verbose_name='tillägg till'),
        ),
        migrations.AddField(
            model_name='article',
            name='anchor',
            field=models.CharField(blank=True, choices=[('care', 'När och var ska jag söka vård?'), ('symptoms', 'Symtom'), ('possible_causes', 'Vad kan det bero på'), ('self_care', 'Egenvård'), ('examination', 'Undersökning'), ('treatment', 'Behandling'), ('prevention', 'Smitta och förebygga'), ('causes', 'Orsaker'), ('complications', 'Följder'), ('living_with', 'Leva med'), ('children', 'Barn'), ('pregnancy', 'Gravid'), ('older', 'Äldre'), ('why', 'Varför'), ('procedure', 'Så går det till'), ('preparation', 'Förberedelser'), ('results', 'Efteråt och svar'), ('risks', 'Risker'), ('when_used', 'När det används'), ('how_to_use', 'Så använder du det'), ('when_not', 'När det inte passar'), ('side_effects', 'Biverkningar'), ('aftercare', 'Under tiden och efteråt'), ('what_applies', 'Vad som gäller'), ('how_to', 'Så gör du'), ('if_not_satisfied', 'Om du inte är nöjd'), ('costs', 'Kostnad'), ('exceptions', 'Undantag'), ('what_you_can_do', 'Vad du kan göra'), ('help', 'Hjälp att få'), ('if_it_fails', 'Om det inte går')], help_text='Det kapitel i den nationella texten som tillägget hör till.', max_length=20, verbose_name='kapitel'),
        ),
        migrations.AddField(
            model_name='article',
            name='confirmed_against',
            field=models.ForeignKey(blank=True, help_text='Den nationella version som regionen sist har läst tillägget mot.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.revision', verbose_name='stämmer med'),
        ),
        migrations.AddField(
            model_name='article',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='regions.region', verbose_name='region'),
        ),
        migrations.AlterField(
            model_name='article',
            name='kind',
            field=models.CharField(choices=[('sjukdom', 'Sjukdom'), ('symtom', 'Symtom'), ('undersokning', 'Undersökning'), ('behandling', 'Behandling'), ('rattighet', 'Rättighet'), ('livsstil', 'Liv och hälsa'), ('tjanst', 'Tjänst'), ('tillagg', 'Regionalt tillägg')], max_length=12, verbose_name='slag'),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", migrations.RunSQL.noop),
        migrations.RemoveField(model_name='regionaladdition', name='live'),
        migrations.DeleteModel(name='AdditionRevision'),
        migrations.DeleteModel(name='RegionalAddition'),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('region__isnull', True)), fields=('slug', 'language'), name='article_once_a_language', violation_error_message='Det finns redan en artikel med det adressnamnet på språket.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('adds_to__isnull', True), ('region__isnull', False)), fields=('slug', 'region'), name='article_once_a_region', violation_error_message='Regionen har redan en sida med det adressnamnet.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('adds_to', 'region', 'anchor'), name='addition_once_a_chapter', violation_error_message='Regionen har redan ett tillägg till det kapitlet.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adds_to__isnull', True), ('anchor', '')), models.Q(('adds_to__isnull', False), ('kind', 'tillagg'), ('region__isnull', False), models.Q(('anchor', ''), _negated=True)), _connector='OR'), name='addition_has_region_and_chapter', violation_error_message='Ett tillägg har en region och ett kapitel.'),
        ),
        migrations.CreateModel(
            name='RegionalAddition',
            fields=[
            ],
            options={
                'verbose_name': 'regionalt tillägg',
                'verbose_name_plural': 'regionala tillägg',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('articles.article',),
        ),
    ]
