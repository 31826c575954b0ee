"""环节、并行、退回、时限与决定之后: fields and records of routes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0002_append_only'),
        ('hall', '0002_numbers'),
        ('registry', '0002_capacity'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField(verbose_name='工作日')),
                ('reason', models.CharField(max_length=500, verbose_name='理由')),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('approved', models.BooleanField(null=True, verbose_name='批准')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='审批时间')),
            ],
            options={
                'verbose_name': '延期',
                'verbose_name_plural': '延期',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='StageRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=40, verbose_name='环节')),
                ('stage_kind', models.CharField(max_length=20, verbose_name='环节种类')),
                ('desk', models.CharField(max_length=20, verbose_name='岗位')),
                ('agreed', models.BooleanField(verbose_name='同意')),
                ('note', models.CharField(blank=True, max_length=2000, verbose_name='意见')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='截止日期')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='文号')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='得分')),
                ('mark', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='合格线')),
                ('members', models.JSONField(blank=True, default=list, verbose_name='人员')),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='理由')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
            ],
            options={
                'verbose_name': '环节记录',
                'verbose_name_plural': '环节记录',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='accepted_on',
            field=models.DateField(blank=True, null=True, verbose_name='受理日期'),
        ),
        migrations.AddField(
            model_name='case',
            name='light',
            field=models.CharField(blank=True, choices=[('', '正常'), ('yellow', '临期'), ('red', '超期')], max_length=8, verbose_name='总时限亮灯'),
        ),
        migrations.AddField(
            model_name='case',
            name='purpose',
            field=models.CharField(choices=[('first', '初次申办'), ('appeal', '申诉'), ('change', '变更'), ('renewal', '续期'), ('surrender', '注销'), ('revocation', '撤销')], default='first', max_length=12, verbose_name='目的'),
        ),
        migrations.AddField(
            model_name='case',
            name='recommender',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.department', verbose_name='推荐单位'),
        ),
        migrations.AddField(
            model_name='case',
            name='resume_at',
            field=models.CharField(blank=True, max_length=40, verbose_name='之后回到'),
        ),
        migrations.AddField(
            model_name='pause',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='hall.case'),
        ),
        # 已有的暂停都属于某一任务，其办件即任务的办件
        migrations.RunSQL(
            "UPDATE hall_pause SET case_id = (SELECT case_id FROM hall_task WHERE hall_task.id = hall_pause.task_id);"
            " SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='pause',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='hall.case'),
        ),
        migrations.AddField(
            model_name='pause',
            name='note',
            field=models.CharField(blank=True, max_length=500, verbose_name='说明'),
        ),
        migrations.AddField(
            model_name='supplement',
            name='review_by',
            field=models.CharField(blank=True, max_length=40, verbose_name='补正后先由何环节复核'),
        ),
        migrations.AddField(
            model_name='task',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.department', verbose_name='部门'),
        ),
        migrations.AddField(
            model_name='task',
            name='escalated_on',
            field=models.DateField(blank=True, null=True, verbose_name='上报日期'),
        ),
        migrations.AddField(
            model_name='task',
            name='light',
            field=models.CharField(blank=True, choices=[('', '正常'), ('yellow', '临期'), ('red', '超期')], max_length=8, verbose_name='亮灯'),
        ),
        migrations.AddField(
            model_name='task',
            name='scope',
            field=models.JSONField(blank=True, default=list, verbose_name='复核范围'),
        ),
        migrations.AddField(
            model_name='task',
            name='superseded',
            field=models.BooleanField(default=False, verbose_name='已作废'),
        ),
        migrations.AlterField(
            model_name='case',
            name='outcome',
            field=models.CharField(blank=True, choices=[('', '未办结'), ('granted', '通过'), ('not_met', '不符合'), ('removed', '公示异议成立'), ('withdrawn', '已撤回'), ('discarded', '草稿已删除'), ('lapsed', '逾期未补正')], max_length=12, verbose_name='结果'),
        ),
        migrations.AlterField(
            model_name='noticeitem',
            name='state',
            field=models.CharField(choices=[('listed', '公示中'), ('held', '异议核查中'), ('cleared', '异议不成立'), ('removed', '异议成立，已移出'), ('withdrawn', '企业已撤回'), ('announced', '已公告'), ('passed', '公示期满，转下一环节')], default='listed', max_length=12, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='pause',
            name='reason',
            field=models.CharField(choices=[('supplement', '等待补正'), ('panel', '专家评审'), ('site_visit', '现场考察'), ('publicity', '公示'), ('external', '外部机构办理'), ('batch', '等候分批'), ('hearing', '听证'), ('inspection', '检验检测鉴定'), ('other_body', '征求其他部门意见')], max_length=20, verbose_name='原因'),
        ),
        migrations.AlterField(
            model_name='pause',
            name='task',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='hall.task'),
        ),
        migrations.AlterField(
            model_name='task',
            name='desk',
            field=models.CharField(choices=[('county', '县级科技部门'), ('city', '市级科技部门'), ('province', '省科技厅'), ('city_finance', '市级财政部门'), ('city_tax', '市级税务部门'), ('province_finance', '省财政厅'), ('province_tax', '省级税务部门'), ('recommender', '推荐单位'), ('unit', '申报单位')], max_length=20, verbose_name='岗位层级'),
        ),
        migrations.AlterField(
            model_name='task',
            name='holder',
            field=models.CharField(choices=[('desk', '承办岗位'), ('applicant', '申报人'), ('signer', '单位会签人')], default='desk', max_length=12, verbose_name='持有人'),
        ),
        migrations.AlterField(
            model_name='task',
            name='result',
            field=models.CharField(blank=True, choices=[('', '未完成'), ('passed', '转下一环节'), ('closed', '办结'), ('cancelled', '撤回'), ('refused', '不同意'), ('sent_back', '退回重办')], max_length=12, verbose_name='结果'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('task__isnull', True)), fields=('case',), name='pause_one_open_for_case'),
        ),
        migrations.AddField(
            model_name='extension',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extension',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extension',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='extension', to='hall.case'),
        ),
        migrations.AddField(
            model_name='stagerecord',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='hall.case'),
        ),
        migrations.AddField(
            model_name='stagerecord',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stagerecord',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.storedfile'),
        ),
        migrations.AddField(
            model_name='stagerecord',
            name='task',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='record', to='hall.task'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('approved__isnull', True), ('approved_by__isnull', False), _connector='OR'), name='extension_has_approver'),
        ),
        migrations.AddIndex(
            model_name='stagerecord',
            index=models.Index(fields=['case', 'stage'], name='record_by_case'),
        ),
    ]
