from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel("Order", [("number", models.IntegerField(primary_key=True))]),
        migrations.CreateModel("Effect", [("number", models.IntegerField(primary_key=True))]),
        migrations.CreateModel(
            "Tally",
            [("id", models.BigAutoField(primary_key=True)), ("count", models.IntegerField(default=0))],
        ),
        migrations.CreateModel(
            "Run",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("name", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
