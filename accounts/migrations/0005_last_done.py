"""When work that runs by itself was last done. What has to run everywhere is missed from the start, done or not."""

from django.db import migrations, models
from django.utils import timezone

EVERYWHERE = ["backup", "export_site", "forget", "remind", "restore_drill"]


def begin(apps, schema_editor):
    last_done, now = apps.get_model("accounts", "LastDone"), timezone.now()
    last_done.objects.using(schema_editor.connection.alias).bulk_create(
        [last_done(work=work, at=now) for work in EVERYWHERE]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_unit_managers'),
    ]

    operations = [
        migrations.CreateModel(
            name='LastDone',
            fields=[
                ('work', models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name='arbete')),
                ('at', models.DateTimeField(verbose_name='tidpunkt')),
            ],
            options={
                'verbose_name': 'senast utfört arbete',
                'verbose_name_plural': 'senast utförda arbeten',
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
