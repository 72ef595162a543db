"""Two sources that staff found to be one: the address of the other leads to it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0009_quotation_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='merged_into',
            field=models.ForeignKey(blank=True, help_text='The source that this one turned out to be the same as; its address leads there.', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='merged', to='evidence.source'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='source_not_merged_into_itself'),
        ),
    ]
