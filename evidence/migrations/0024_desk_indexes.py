"""What a decision of the desk is kept by is found by an index of its own, without the many rows that have none."""

from django.db import migrations, models
from django.db.models import CASCADE, Index, Q

HOLDERS = ("paragraph", "footnote", "witness", "organisation", "source", "annotation")


def key_to(model: str, **options: bool) -> models.ForeignKey:
    return models.ForeignKey(
        f"evidence.{model}", on_delete=CASCADE, related_name="desk_decisions", db_index=False, **options
    )


def index_on(holder: str) -> Index:
    fields = [holder, "kind", "start", "end"]
    return Index(fields=fields, condition=Q(**{f"{holder}__isnull": False}), name=f"desk_decision_on_{holder}")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0023_search_sizes")]

    operations = [
        migrations.RemoveIndex("deskdecision", "desk_decision_standing"),
        migrations.AlterField("deskdecision", "inquiry", key_to("inquiry")),
        *(migrations.AlterField("deskdecision", holder, key_to(holder, null=True)) for holder in HOLDERS),
        *(migrations.AddIndex("deskdecision", index_on(holder)) for holder in HOLDERS),
        migrations.AddIndex("deskdecision", Index(fields=["inquiry", "digest"], name="desk_decision_on_problem")),
    ]
