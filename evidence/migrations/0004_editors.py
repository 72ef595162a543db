"""The group of staff who decide on links, people, organisations, subjects and sources; every site has it."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = [
    "annotation",
    "citation",
    "footnote",
    "hearing",
    "importproblem",
    "inquiry",
    "mention",
    "organisation",
    "organisationalias",
    "paragraph",
    "quotation",
    "report",
    "role",
    "section",
    "source",
    "subject",
    "subjectalias",
    "tag",
    "witness",
    "witnessalias",
]
ADDED = [
    "annotation",
    "organisation",
    "organisationalias",
    "role",
    "source",
    "subject",
    "subjectalias",
    "witness",
    "witnessalias",
]
CHANGED = [*ADDED, "citation", "mention", "quotation"]
DELETED = ["organisationalias", "role", "subjectalias", "witnessalias"]


def make_group(apps, schema_editor):
    # Django makes permissions after all migrations have run; a group of a new site needs them now
    create_permissions(installed.get_app_config("evidence"), verbosity=0, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    of_evidence = Permission.objects.filter(content_type__app_label="evidence")
    editors, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    verbs = {"view": READ, "add": ADDED, "change": CHANGED, "delete": DELETED}
    names = [f"{verb}_{model}" for verb, models in verbs.items() for model in models]
    editors.permissions.add(*of_evidence.filter(codename__in=names))


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_annotators")]
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
