"""The group of staff who write annotations: made here, so that every site has it."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITTEN = ["annotation"]
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
    "subject",
    "tag",
    "witness",
]


def make_group(apps, schema_editor):
    # Django makes permissions after all migrations have run; a group of a new site needs them now
    create_permissions(installed.get_app_config("evidence"), verbosity=0, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Annotators")
    names = [f"view_{name}" for name in READ] + [f"{verb}_{name}" for name in WRITTEN for verb in ("add", "change")]
    group.permissions.add(*Permission.objects.filter(content_type__app_label="evidence", codename__in=names))


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_search_entries"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
