"""Redactions of everything that can be withheld, the guarded table of originals, and the group that decides."""

import django.db.models.deletion
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

DECIDED = ["view_redaction", "add_redaction", "change_redaction"]
READ = [
    "annotation",
    "citation",
    "footnote",
    "hearing",
    "importproblem",
    "inquiry",
    "mention",
    "organisation",
    "paragraph",
    "quotation",
    "report",
    "section",
    "source",
    "speech",
    "subject",
    "tag",
    "witness",
]


def give_inquiries(apps, schema_editor):
    for redaction in apps.get_model("evidence", "Redaction").objects.select_related("paragraph__report"):
        redaction.inquiry_id = redaction.paragraph.report.inquiry_id
        redaction.save(update_fields=["inquiry"])
    if schema_editor.connection.vendor == "postgresql":
        # a table with checks still waiting cannot be altered
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def make_group(apps, schema_editor):
    # Django makes permissions after all migrations have run; a group of a new site needs them now
    create_permissions(installed.get_app_config("evidence"), verbosity=0, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Guardians")
    names = [*DECIDED, *(f"view_{name}" for name in READ)]
    group.permissions.add(*Permission.objects.filter(content_type__app_label="evidence", codename__in=names))


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0012_citation_speech'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=60)),
                ('key', models.BigIntegerField()),
                ('column', models.CharField(blank=True, max_length=60)),
                ('value', models.JSONField()),
                ('shown', models.JSONField(null=True)),
                ('marks', models.JSONField(default=list)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='redaction',
            options={'ordering': ['-created', '-pk']},
        ),
        migrations.RemoveConstraint(
            model_name='redaction',
            name='redaction_span_start_before_end',
        ),
        migrations.AddField(
            model_name='redaction',
            name='footnote',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='redactions', to='evidence.footnote'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='hearing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='redactions', to='evidence.hearing'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='inquiry',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='evidence.inquiry'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='is_linked_since',
            field=models.BooleanField(default=False, editable=False, help_text='The inquiry was linked while it was hidden: lifting links it again.'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='is_whole',
            field=models.BooleanField(default=False, help_text='The whole of it, whatever it comes to say.'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='kind',
            field=models.CharField(choices=[('paragraph', 'words of a paragraph'), ('footnote', 'words of a note'), ('lines', 'lines of testimony'), ('witness', 'a person'), ('source', 'a source')], default='paragraph', editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='redaction',
            name='lifted_because',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='redaction',
            name='lifted_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redactions_lifted', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='redaction',
            name='line_from',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='redaction',
            name='line_to',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='redaction',
            name='needs_a_look',
            field=models.TextField(blank=True, editable=False, help_text='What an import could not settle: where the words stand now.'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='page_from',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='redaction',
            name='page_to',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='redaction',
            name='public_reason',
            field=models.CharField(blank=True, help_text='Shown to readers beside the date. It must not give away what is hidden.', max_length=200),
        ),
        migrations.AddField(
            model_name='redaction',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='redactions', to='evidence.source'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='witness',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='redactions', to='evidence.witness'),
        ),
        migrations.AddField(
            model_name='redaction',
            name='words',
            field=models.JSONField(default=list, editable=False, help_text='The words, or the names, that are withheld.'),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='end',
            field=models.PositiveIntegerField(blank=True, help_text='The character after the last.', null=True),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='lifted_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='paragraph',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='evidence.paragraph'),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='reason',
            field=models.TextField(help_text='For guardians only.'),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='start',
            field=models.PositiveIntegerField(blank=True, help_text='Characters from 0.', null=True),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('start', None), ('start__lt', models.F('end')), _connector='OR'), name='redaction_start_before_end'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('footnote', None), ('hearing', None), ('kind', 'paragraph'), ('source', None), ('witness', None)), models.Q(('hearing', None), ('kind', 'footnote'), ('paragraph', None), ('source', None), ('witness', None)), models.Q(('footnote', None), ('kind', 'lines'), ('paragraph', None), ('source', None), ('witness', None)), models.Q(('footnote', None), ('hearing', None), ('kind', 'witness'), ('paragraph', None), ('source', None)), models.Q(('footnote', None), ('hearing', None), ('kind', 'source'), ('paragraph', None), ('witness', None)), _connector='OR'), name='redaction_speaks_of_its_kind'),
        ),
        migrations.AddField(
            model_name='original',
            name='inquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.inquiry'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.UniqueConstraint(fields=('table', 'key', 'column'), name='original_kept_once'),
        ),
        migrations.RunPython(give_inquiries, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='redaction',
            name='inquiry',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='evidence.inquiry'),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='kind',
            field=models.CharField(choices=[('paragraph', 'words of a paragraph'), ('footnote', 'words of a note'), ('lines', 'lines of testimony'), ('witness', 'a person'), ('source', 'a source')], editable=False, max_length=10),
        ),
        migrations.RunPython(make_group, migrations.RunPython.noop),
    ]
