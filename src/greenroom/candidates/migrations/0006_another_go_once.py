from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0005_accommodations")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="grants_another",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("grants_another", True)),
                fields=("application", "stage"),
                name="attempt_grants_another_once",
            ),
        ),
    ]
