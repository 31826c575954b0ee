"""专家与轮次的流水号: sequences, so that nobody waits for another; demonstration numbers start at 900001."""

from django.db import migrations

NAMES = ("review_expert_number", "review_round_number")


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]

    operations = [
        migrations.RunSQL(f"CREATE SEQUENCE {name} START 1", f"DROP SEQUENCE {name}") for name in NAMES
    ]
