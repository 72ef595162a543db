from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0006_search_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="content_notice",
            field=models.TextField(
                blank=True, help_text="Shown above the text on every page of its reports and hearings; or none."
            ),
        ),
    ]
