from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0004_reviews"),
    ]

    operations = [
        migrations.AddField(
            model_name="rescore",
            name="changes",
            field=models.JSONField(default=dict),
        ),
    ]
