"""The same words stand once. Doubles of before go; other words under one version get versions of their own."""

from __future__ import annotations

from collections import defaultdict

from django.db import migrations, models


def tell_apart(apps, _schema_editor):
    rows = apps.get_model("compliance", "Consent")._base_manager
    given = ("id", "subject_id", "purpose", "version", "language", "wording")
    seen = defaultdict(dict)
    for id_, *what, wording in (
        rows.filter(withdrawn_at=None).order_by("created_at", "id").values_list(*given)
    ):
        wordings = seen[tuple(what)]
        if wording in wordings:
            rows.filter(id=id_).delete()
            continue
        wordings[wording] = id_
        if len(wordings) > 1:
            rows.filter(id=id_).update(version=f"{what[2]}-{len(wordings)}")


class Migration(migrations.Migration):
    dependencies = [("compliance", "0002_workspace_key_without_index")]

    operations = [
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("subject_id", "purpose", "version", "language"),
                name="consent_once",
            ),
        ),
    ]
