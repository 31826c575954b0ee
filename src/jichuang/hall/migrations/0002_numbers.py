"""办件与公示的流水号: sequences, so that a closing day's submitters never wait for one another."""

from django.db import migrations

NAMES = ("hall_case_number", "hall_notice_number", "hall_objection_number")


class Migration(migrations.Migration):
    dependencies = [("hall", "0001_initial")]

    operations = [
        migrations.RunSQL(f"CREATE SEQUENCE {name} START 1", f"DROP SEQUENCE {name}") for name in NAMES
    ]
