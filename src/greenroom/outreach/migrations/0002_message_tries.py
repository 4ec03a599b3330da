from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_first")]

    operations = [
        migrations.AddField(
            model_name="message", name="tries", field=models.PositiveSmallIntegerField(default=0)
        )
    ]
