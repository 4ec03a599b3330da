from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_calls"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation", name="moves", field=models.PositiveIntegerField(default=0)
        ),
        migrations.AddField(model_name="turn", name="is_spoken", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="turn", name="is_cut", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="turn", name="confidence", field=models.FloatField(null=True)),
        migrations.AddField(model_name="turn", name="heard_as", field=models.TextField(default="")),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=Q(end_ms__gte=F("start_ms")), name="turn_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 1)),
                name="turn_confidence_is_a_share",
            ),
        ),
    ]
