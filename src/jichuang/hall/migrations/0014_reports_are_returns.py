"""Periodic reports are no longer cases. A database that still holds some is stopped here with a sentence, not at a page."""

from django.db import migrations, models


def refuse_old_reports(apps, schema_editor):
    held = apps.get_model("hall", "Case").objects.filter(purpose="report").count()
    if held:
        raise RuntimeError(
            f"本库有{held}件以办件方式报送的定期报告，新版改在“定期报送”里报送，不自动转入。请先用旧版导出留存，再由单位在“我的报送”补报。"
        )


class Migration(migrations.Migration):
    dependencies = [("hall", "0013_colleagues")]

    operations = [
        migrations.RunPython(refuse_old_reports, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="case",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("first", "初次申办"), ("appeal", "申诉"), ("change", "变更"), ("renewal", "续期"), ("surrender", "注销"),
                    ("revocation", "撤销"),
                ],
                default="first",
                max_length=12,
                verbose_name="目的",
            ),
        ),
    ]
