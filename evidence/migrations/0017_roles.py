"""The groups of staff: readers and importers are made, and editors may do and see all that is theirs."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = [
    "annotation", "citation", "crossreference", "footnote", "hearing", "importproblem", "inquiry", "mention",
    "organisation", "organisationalias", "paragraph", "quotation", "quotationcheck", "report", "role", "section",
    "source", "subject", "subjectalias", "tag", "witness", "witnessalias",
]
READERS = [f"view_{name}" for name in READ]
GRANTED = {
    "Readers": READERS,
    "Annotators": READERS,
    "Editors": [*READERS, "view_deskdecision", "add_tag", "change_tag", "change_importproblem", "change_quotationcheck"],
    "Importers": [*READERS, "change_importproblem"],
    "Guardians": READERS,
}


def make_groups(apps, schema_editor):
    # Django makes permissions after all migrations have run; a group of a new site needs them now
    for label in ("evidence", "admin"):
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name, codenames in GRANTED.items():
        group, _ = Group.objects.get_or_create(name=name)
        granted = Permission.objects.filter(content_type__app_label="evidence", codename__in=codenames)
        group.permissions.add(*granted)
    seen = Permission.objects.filter(content_type__app_label="admin", codename="view_logentry")
    Group.objects.get(name="Editors").permissions.add(*seen)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0016_edition"), ("admin", "0003_logentry_add_action_flag_choices")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
