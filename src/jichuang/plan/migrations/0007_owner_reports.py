"""月报 becomes 月报、季报: one report with a cycle. What was sent before is of months."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0006_leaders_in_charge'),
    ]

    operations = [
        migrations.RenameModel('MonthlyReport', 'OwnerReport'),
        migrations.AlterModelOptions(
            name='ownerreport',
            options={'ordering': ['period', 'item', 'number'], 'verbose_name': '月报、季报', 'verbose_name_plural': '月报、季报'},
        ),
        migrations.RemoveConstraint(model_name='ownerreport', name='monthly_report_once'),
        migrations.RemoveConstraint(model_name='ownerreport', name='monthly_report_says_something'),
        migrations.AlterField(
            model_name='ownerreport',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='plan.plan'),
        ),
        migrations.AlterField(
            model_name='ownerreport',
            name='period',
            field=models.CharField(max_length=7, verbose_name='报送期'),
        ),
        migrations.AddField(
            model_name='ownerreport',
            name='cycle',
            field=models.CharField(choices=[('month', '月报'), ('quarter', '季报')], default='month', max_length=10, verbose_name='周期'),
        ),
        migrations.AddField(
            model_name='ownerreport',
            name='person',
            field=models.CharField(blank=True, max_length=40, verbose_name='责任人'),
        ),
        migrations.AddField(
            model_name='ownerreport',
            name='grounds',
            field=models.TextField(blank=True, verbose_name='佐证说明'),
        ),
        migrations.AddConstraint(
            model_name='ownerreport',
            constraint=models.UniqueConstraint(fields=('plan', 'item', 'department', 'period', 'number'), name='owner_report_once'),
        ),
        migrations.AddConstraint(
            model_name='ownerreport',
            constraint=models.CheckConstraint(condition=models.Q(('progress', ''), _negated=True), name='owner_report_says_something'),
        ),
        migrations.AddConstraint(
            model_name='ownerreport',
            constraint=models.CheckConstraint(condition=models.Q(('cycle', 'month'), models.Q(models.Q(('next_step', ''), _negated=True), models.Q(('grounds', ''), _negated=True)), _connector='OR'), name='quarter_report_complete'),
        ),
    ]
