from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_first")]

    operations = [
        migrations.AddField(model_name="job", name="losses", field=models.PositiveIntegerField(default=0)),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["scope_id", "-created_at", "-id"], name="job_newest_of_scope"),
        ),
        migrations.RemoveIndex(model_name="job", name="job_newest"),
    ]
