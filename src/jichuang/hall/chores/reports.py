"""定期报告: the day a report falls due the holder is asked, the day it is late he is warned, and at last the entry lapses."""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.base import journal
from jichuang.base.refs import Ref
from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.reads.reports import Owed, owed, reporting
from jichuang.hall.verbs.letters import tell_party
from jichuang.registry.verbs import end_entry

DAY = timedelta(days=1)


def watch_reports(day: date) -> int:
    """Asks, warns and ends, each once: on the first day after a period, after its due day, after its lapse day."""
    rows = [one for matter, report in reporting() for one in owed(matter, report, day)]
    asked = [one for one in rows if day == one.ended + DAY]
    warned = [one for one in rows if day == one.due + DAY]
    lapsed = [one for one in rows if one.lapses_on is not None and day > one.lapses_on]
    done = sweep("hall.ask_reports", asked, _ref, _ask)
    done += sweep("hall.warn_reports", warned, _ref, _warn)
    return done + sweep("hall.lapse_unreported", lapsed, _ref, lambda one: _lapse(one, day))


def _ref(one: Owed) -> Ref:
    return Ref("entry", str(one.entry.pk))


def _name(one: Owed) -> str:
    return f"{one.entry.name}（{one.entry.number}）截至{one.ended:%Y年%m月%d日}的定期报告"


def _ask(one: Owed) -> None:
    _tell(one, "请报送定期报告", f"{_name(one)}请于{one.due:%Y年%m月%d日}前报送。", "report.ask")


def _warn(one: Owed) -> None:
    end = f"至{one.lapses_on:%Y年%m月%d日}仍未报送的，登记自动失效。" if one.lapses_on else "请尽快补报。"
    _tell(
        one,
        "预警：定期报告逾期",
        f"{_name(one)}应于{one.due:%Y年%m月%d日}前报送，现已逾期。{end}",
        "report.warn",
    )


def _lapse(one: Owed, day: date) -> None:
    assert one.lapses_on is not None
    end_entry(entry=one.entry, last_day=day - DAY, by=None, reason="逾期未报送定期报告，登记失效")
    _tell(one, "登记失效", f"{_name(one)}逾期未报送，登记自{day:%Y年%m月%d日}起失效。", "report.lapse")


def _tell(one: Owed, subject: str, body: str, verb: str) -> None:
    journal.record(actor=None, verb=verb, subject=_ref(one), summary=body)
    if one.entry.party is not None:
        tell_party(one.entry.party, f"{one.matter.short or one.matter.title}：{subject}", body, _ref(one))
