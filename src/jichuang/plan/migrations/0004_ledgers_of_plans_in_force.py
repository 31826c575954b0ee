"""Plans adopted before there was a ledger get one: every promise 待分解, or 已交办 where an owner was recorded."""

from django.db import migrations

KINDS = (("target", "Target", "name"), ("milestone", "Milestone", "deliverable"), ("duty", "Duty", "quote"))


def open_ledgers(apps, schema_editor):
    Charge, ChargeStep = apps.get_model("plan", "Charge"), apps.get_model("plan", "ChargeStep")
    Owner, Plan = apps.get_model("plan", "Owner"), apps.get_model("plan", "Plan")
    for plan in Plan.objects.all():
        owners = {one.code: one for one in Owner.objects.filter(plan=plan).order_by("assigned_on", "pk")}
        for rank, (kind, model, named) in enumerate(KINDS):
            rows = apps.get_model("plan", model).objects.filter(plan=plan).select_related("item").order_by("order")
            for order, one in enumerate(rows):
                item = one.item.number if one.item else 0
                owner = owners.get(one.code) or owners.get(str(item))
                charge = Charge.objects.create(
                    plan=plan, code=one.code, kind=kind, item=item, order=rank * 1000 + order,
                    title=(getattr(one, "verb", "") + getattr(one, named))[:240],
                    deadline=getattr(one, "deadline", plan.ends_on), owner=owner,
                    state="assigned" if owner else "open",
                    since=owner.assigned_on if owner else plan.starts_on,
                )
                if owner:
                    ChargeStep.objects.create(
                        charge=charge, state="assigned", on=owner.assigned_on, note=owner.department,
                        recorded_at=owner.recorded_at, by=owner.by,
                    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0003_pressing")]

    operations = [migrations.RunPython(open_ledgers, migrations.RunPython.noop)]
