
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_reminders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchMiss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=60, verbose_name='sökning')),
                ('day', models.DateField(verbose_name='dag')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='gånger')),
            ],
            options={
                'verbose_name': 'sökning utan träff',
                'verbose_name_plural': 'sökningar utan träff',
            },
        ),
        migrations.CreateModel(
            name='SearchMissDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=60, unique=True, verbose_name='sökning')),
                ('outcome', models.CharField(choices=[('synonym', 'Ämnesord'), ('dismissed', 'Inte vårt ämne')], max_length=9, verbose_name='vad som gjordes')),
                ('day', models.DateField(verbose_name='dag')),
                ('at', models.DateTimeField(verbose_name='när')),
            ],
            options={
                'verbose_name': 'åtgärdad sökning',
                'verbose_name_plural': 'åtgärdade sökningar',
            },
        ),
        migrations.AddField(
            model_name='feedback',
            name='handled_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='åtgärdat'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='handled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='åtgärdat av'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='mended_in',
            field=models.PositiveIntegerField(blank=True, help_text='Ett utkast heter det nummer som det får.', null=True, verbose_name='rättat i version'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='note',
            field=models.CharField(blank=True, max_length=500, verbose_name='anteckning'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='outcome',
            field=models.CharField(blank=True, choices=[('mended', 'Rättat i texten'), ('declined', 'Åtgärdas inte')], max_length=8, verbose_name='vad som gjordes'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(condition=models.Q(('handled_at__isnull', True), models.Q(('comment', ''), _negated=True)), fields=['article', 'created_at'], name='feedback_waiting'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('handled_by__isnull', True), ('note', ''), ('outcome', '')), models.Q(('handled_at__isnull', False), ('handled_by__isnull', False), ('outcome__in', ['mended', 'declined'])), _connector='OR'), name='feedback_handled_whole', violation_error_message='Säg vad som gjordes, av vem och när.'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mended_in__isnull', False), ('outcome', 'mended')), models.Q(('mended_in__isnull', True), models.Q(('outcome', 'mended'), _negated=True)), _connector='OR'), name='feedback_mended_in_a_version', violation_error_message='Välj den version som rättar det som läsaren skrev om.'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), ('outcome', 'declined'), _negated=True), name='feedback_declined_has_reason', violation_error_message='Skriv varför det inte åtgärdas.'),
        ),
        migrations.AddConstraint(
            model_name='searchmiss',
            constraint=models.UniqueConstraint(fields=('day', 'term'), name='searchmiss_once_a_day', violation_error_message='Sökningen räknas redan den dagen.'),
        ),
        migrations.AddConstraint(
            model_name='searchmiss',
            constraint=models.CheckConstraint(condition=models.Q(('term__regex', '^([^@0-9]*[0-9]){0,3}[^@0-9]*$')), name='searchmiss_has_few_digits', violation_error_message='En sökning med fler än tre siffror sparas inte.'),
        ),
        migrations.AddField(
            model_name='searchmissdone',
            name='article',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='searchmissdone',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av'),
        ),
        migrations.AddField(
            model_name='searchmissdone',
            name='synonym',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.synonym'),
        ),
        migrations.AddConstraint(
            model_name='searchmissdone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('outcome', 'synonym')), models.Q(('article__isnull', True), ('outcome', 'dismissed')), _connector='OR'), name='searchmissdone_synonym_of_an_article', violation_error_message='Ett ämnesord leder till en artikel.'),
        ),
    ]
