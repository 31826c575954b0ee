"""咨询时限: turns the light of a question that waits and tells its desk, once for each light; leaders too once it is late."""

from __future__ import annotations

from datetime import date

from jichuang.base import clock
from jichuang.base.models import MessageKind
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.models import Enquiry
from jichuang.hall.reads.enquiries import light_of, matter_title, people_asked
from jichuang.hall.reads.inbox import DUE_SOON_DAYS
from jichuang.hall.terms import Light
from jichuang.registry.reads import holders_of
from jichuang.registry.terms import Role


def watch_enquiries(day: date) -> int:
    """临期、超期 of questions, by the same days as the desk's queues."""
    soon = clock.calendar().add_workdays(day, DUE_SOON_DAYS)
    rows = Enquiry.objects.filter(answered_at__isnull=True, due_on__lte=soon).order_by("id")
    turned = [
        row for row in rows.select_related("case", "department") if row.light != light_of(row.due_on, day)
    ]
    return sweep("hall.watch_enquiries", turned, _ref, lambda row: _turn(row, day))


def _ref(row: Enquiry) -> Ref:
    return Ref("enquiry", str(row.pk))


def _turn(row: Enquiry, day: date) -> None:
    light = light_of(row.due_on, day)
    row.light = light
    row.save(update_fields=["light"])
    about = Ref("case", row.case.number) if row.case else Ref("matter", row.matter)
    words = "答复超期" if light is Light.RED else "答复临期"
    people = people_asked(row, day)
    if light is Light.RED:  # a question left over its day goes upwards, as a late task does
        people += [one.user for one in holders_of(Role.LEADER, on=day, home=row.home or None)]
    tell(
        people,
        kind=MessageKind.DUTY,
        subject=f"咨询{words}：{matter_title(row)}",
        body=f"应于{row.due_on:%Y年%m月%d日}前答复：{row.text}",
        about=about,
    )
