"""推荐单位经办的角色，授权的身份."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='delegation',
            name='capacity',
            field=models.CharField(choices=[('clerk', '经办人'), ('administrator', '单位管理员'), ('legal_person', '法定代表人')], default='clerk', max_length=14, verbose_name='身份'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='role',
            field=models.CharField(choices=[('county_officer', '县（市、区）科技部门经办'), ('city_officer', '市级科技部门经办'), ('province_officer', '省科技厅经办'), ('tax_officer', '税务部门经办'), ('finance_officer', '财政部门经办'), ('expert', '评审专家'), ('leader', '领导'), ('auditor', '审计员'), ('lab', '实验室与仪器管理'), ('administrator', '系统管理员'), ('editor', '内容编辑'), ('recommender', '推荐单位经办')], max_length=20, verbose_name='角色'),
        ),
    ]
