"""变更标记: 名录条目、主体、主体数据每有改动，数据库自己留下标记；网页据此知道已算过的数还作不作数."""

from django.db import migrations, models

WATCHED = ("registry_entry", "registry_party", "registry_partyfact")

FUNCTION = """
CREATE FUNCTION registry_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO registry_tablechange ("table", mark, at)
    VALUES (TG_TABLE_NAME, (random() * 1e15)::bigint, clock_timestamp());
    RETURN NULL;
END $$;
COMMENT ON FUNCTION registry_note_change() IS '与改动同一事务写下：没有提交的改动别人看不到标记，提交了的改动不会漏标';
"""

TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_note_change AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION registry_note_change();\n"
    for table in WATCHED
)

UNDO = "".join(f"DROP TRIGGER {table}_note_change ON {table};\n" for table in WATCHED)


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_statistician'),
    ]

    operations = [
        migrations.CreateModel(
            name='TableChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63, verbose_name='表')),
                ('mark', models.BigIntegerField(verbose_name='标记')),
                ('at', models.DateTimeField(verbose_name='机器时间')),
            ],
            options={
                'verbose_name': '变更标记',
                'verbose_name_plural': '变更标记',
                'ordering': ['id'],
            },
        ),
        migrations.RunSQL(FUNCTION + TRIGGERS, UNDO + "DROP FUNCTION registry_note_change();"),
    ]
