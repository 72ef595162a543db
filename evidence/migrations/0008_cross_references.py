"""References of the text to other parts of the report; staff see and decide on them as on the other links."""

import django.db.models.deletion
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def let_staff_see_and_editors_decide(apps, schema_editor):
    # Django makes permissions after all migrations have run; a group of a new site needs them now
    create_permissions(installed.get_app_config("evidence"), verbosity=0, apps=apps)
    granted = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="evidence")
    verbs = {"Annotators": ["view"], "Editors": ["view", "change"]}
    for group in apps.get_model("auth", "Group").objects.filter(name__in=verbs):
        names = [f"{verb}_crossreference" for verb in verbs[group.name]]
        group.permissions.add(*granted.filter(codename__in=names))


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0007_content_notice"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrossReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(help_text="Characters from 0.")),
                ("end", models.PositiveIntegerField(help_text="The character after the last.")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("proposed", "proposed: waits for staff"),
                            ("ambiguous", "ambiguous: several candidates, none chosen"),
                            ("unknown", "unknown: nothing found"),
                            ("rejected", "rejected by staff"),
                        ],
                        max_length=10,
                    ),
                ),
                ("rule", models.CharField(blank=True, help_text="The rule that saw it.", max_length=60)),
                (
                    "reason",
                    models.CharField(blank=True, help_text="Why it is not decided, or only supposed.", max_length=300),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("imported", "imported: printed in the report or given in its folder"),
                            ("rule", "rule: derived from the text"),
                            ("staff", "staff: decided by a person"),
                        ],
                        default="rule",
                        max_length=10,
                    ),
                ),
                (
                    "last_paragraph",
                    models.ForeignKey(
                        blank=True,
                        help_text="The last of a range of paragraphs.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ranges_to",
                        to="evidence.paragraph",
                    ),
                ),
                (
                    "last_section",
                    models.ForeignKey(
                        blank=True,
                        help_text="The last of a range of sections.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ranges_to",
                        to="evidence.section",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references_made",
                        to="evidence.paragraph",
                    ),
                ),
                (
                    "target_paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="references_to",
                        to="evidence.paragraph",
                    ),
                ),
                (
                    "target_section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="references_to",
                        to="evidence.section",
                    ),
                ),
            ],
            options={
                "ordering": ["paragraph", "start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="cross_reference_span_start_before_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_paragraph", None), ("target_section", None), _connector="OR"),
                        name="cross_reference_target_one_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("last_paragraph", None), ("last_section", None)),
                            models.Q(("last_paragraph", None), ("target_paragraph", None)),
                            models.Q(("last_section", None), ("target_section", None)),
                            _connector="OR",
                        ),
                        name="cross_reference_range_of_one_kind",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_staff_see_and_editors_decide, migrations.RunPython.noop),
    ]
