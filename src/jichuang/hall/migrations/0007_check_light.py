"""核验灯 and 与前次报送不同, weighed once for the cases there are."""

from typing import Any

from django.db import migrations, models

from jichuang.hall.weighing import weigh

AT_ONCE = 500


def weigh_all(apps: Any, schema_editor: Any) -> None:
    """Every submitted case gets the light its pinned judgement gives; drafts have none."""
    case_model = apps.get_model("hall", "Case")
    rows = case_model.objects.filter(submitted_at__isnull=False).only("findings", "answers", "prefill", "earlier")
    weighed = []
    for case in rows.iterator(AT_ONCE):
        weight = weigh(case)
        case.check_state, case.check_points = weight.state, weight.points
        weighed.append(case)
        if len(weighed) == AT_ONCE:
            case_model.objects.bulk_update(weighed, ["check_state", "check_points"])
            weighed = []
    case_model.objects.bulk_update(weighed, ["check_state", "check_points"])


class Migration(migrations.Migration):
    dependencies = [("hall", "0006_windows")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="check_points",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="待核对处数"),
        ),
        migrations.AddField(
            model_name="case",
            name="check_state",
            field=models.CharField(blank=True, max_length=4, verbose_name="核验灯"),
        ),
        migrations.AddField(
            model_name="case",
            name="earlier",
            field=models.JSONField(blank=True, default=list, verbose_name="与前次报送不同"),
        ),
        migrations.RunPython(weigh_all, migrations.RunPython.noop),
    ]
