"""The right-hand pane of the desk: one case, the machine's checks first, then form, files, letters, timeline, actions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.hall import reads
from jichuang.hall.declare import Action
from jichuang.hall.models import Case, Task
from jichuang.hall.pages.afterlife import may_propose
from jichuang.hall.pages.cases import state_words, timeline_items
from jichuang.hall.pages.common import member
from jichuang.hall.pages.desk_clock import time_context
from jichuang.hall.pages.enquiries import case_context
from jichuang.hall.pages.materials import rows_of
from jichuang.hall.pages.opinions import conclude_context
from jichuang.hall.pages.submitting import answer_rows
from jichuang.hall.reads.letters import letters_about, undelivered
from jichuang.hall.reads.phrases import phrases_for
from jichuang.hall.terms import Holder
from jichuang.hall.verbs.returning import targets
from jichuang.registry.reads import absent_colleagues

TABS = {
    "checks": "核验",
    "form": "申报表",
    "files": "附件",
    "letters": "往来",
    "timeline": "时间线",
}
FORMS = {"return", "not_met", "conclude", "send_back", "take_over", "pause", "extend"}
WORDS = {"ok": "一致", "warn": "请核对", "bad": "不符", "none": "人工"}


def pane_context(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Everything the pane shows; the other tabs are not queried until they are opened."""
    user = member(request)
    wanted = request.GET.get("tab", "checks")
    tab = wanted if wanted in TABS else "checks"
    act = request.GET.get("act", "")
    mine = reads.open_tasks_of(case, user)
    task, place = mine[0] if mine else None, reads.place_of(case)
    may = {one.value: reads.can(user, one.value, case) for one in Action} | {
        one: reads.can(user, one, case) for one in ("claim", "release", "bundle")
    }
    return {
        "case": case,
        "matter": case.declaration,
        "chip": state_words(case),
        "place": place,
        "time_left": time_left(place.workdays_left),
        "task": task,
        "mine": task is not None and task.claimed_by_id == user.pk,
        "others": _claimed_by_other(task, user),
        "held_by_other": _held_by_other(task, user),
        "tab": tab,
        "tabs": _tabs(case),
        "act": act if act in FORMS else "",
        "act_slug": act.replace("_", "-"),
        "may": may,
        "why_not": _why_not(case, may),
        "items": item_choices(case) if act == "return" else [],
        "phrases": phrases_for(user, clock.today()) if act in {"return", "not_met", "conclude"} else [],
        "reviewers": targets(case, task.stage) if act == "return" and task else [],
        "typed": {key: request.POST.getlist(key) for key in request.POST},
        "undelivered": undelivered(case),
        "clock": reads.clock_of(case),
        "revocable": may_propose(case) if case.result else "",
        **time_context(request, case, act, at_desk=task is not None and task.holder == Holder.DESK),
        **_asked(request, case),
        **conclude_context(case, task, request.POST.dict()),
        **_tab_context(request, case, tab),
    }


def _asked(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Urges and questions; those without an answer are pointed at above the tabs."""
    context = case_context(request, case)
    waiting = [one["row"].pk for one in context["enquiries"] if one["row"].answered_at is None]
    return {**context, "open_questions": len(waiting), "first_question": waiting[-1] if waiting else 0}


def time_left(left: int | None) -> tuple[str, str] | None:
    """(chip state, words) of the days left: 超期 2 个工作日, 今日到期, 剩 3 个工作日; None without a limit."""
    if left is None:
        return None
    if left < 0:
        return "bad", f"超期 {-left} 个工作日"
    return ("warn" if left <= 1 else "info"), (f"剩 {left} 个工作日" if left else "今日到期")


def _tabs(case: Case) -> list[tuple[str, str]]:
    files = case.files.filter(removed_at__isnull=True).count()
    letters = case.supplements.count()
    numbers = {"files": files, "letters": letters}
    return [(key, f"{title} {numbers[key]}" if numbers.get(key) else title) for key, title in TABS.items()]


def _tab_context(request: HttpRequest, case: Case, tab: str) -> dict[str, Any]:
    if tab == "form":
        return {"groups": answer_rows(case, editable=False)}
    if tab == "files":
        return {"materials": rows_of(case)}
    if tab == "letters":
        rows = case.supplements.prefetch_related("items").select_related("asked_by").order_by("id")
        return {"letters": [_letter(case, row) for row in rows], "mailed": letters_about(case)}
    if tab == "timeline":
        return {"events": timeline_items(case, reads.timeline(case, member(request)), insider=True)}
    found = checks(case)
    return {
        "checks": [one for one in found if not one["quiet"]],
        "quiet": [one for one in found if one["quiet"]],
    }


def checks(case: Case) -> list[dict[str, str]]:
    """Policy findings, registry agreement, 恰在门槛 and 与前次报送不一致, doubtful ones first.

    `quiet` marks what needs no look: conditions plainly met, and ways around the score that the firm does not claim.
    """
    order = {"bad": 0, "warn": 1, "none": 2, "ok": 3}
    found = [
        {
            "state": one.state,
            "chip": WORDS.get(one.state, ""),
            "title": one.words or one.title,
            "source": one.title,
            "quiet": "yes" if one.key in {"held", "filed"} else "",
        }
        for one in (*reads.autochecks(case), *reads.surroundings(case, clock.today()))
    ]
    short = {one["code"] for one in (case.findings or {}).get("findings", []) if one.get("shortfall")}
    found += [_finding(row, short) for row in (case.findings or {}).get("rows", [])]
    return sorted(found, key=lambda row: (row["quiet"], order[row["state"]]))


def _finding(row: dict[str, Any], short: set[str]) -> dict[str, str]:
    """A pinned finding as one line: points as a figure, a condition as met or not."""
    state = {"pass": "ok", "fail": "bad", "score": "ok"}.get(row["state"], "none")
    quiet = row["state"] == "pass"
    words, bar = {"ok": "满足", "bad": "不符", "none": "缺数据"}[state], row["bar"]
    if row.get("max_points") is not None:
        points = row["points"]
        words = "至".join(map(str, points)) if isinstance(points, list) else str(points)
        words = f"{words} / {row['max_points']} 分"
        bar = f"下一档 {bar}" if bar and row["code"] in short else ""
    elif row["state"] == "fail" and row.get("alternative"):
        state, words, quiet = "none", "不具备", True
    value = "，".join(filter(None, (row["value"], bar)))
    remark = "" if row["words"] == words else row["words"]
    title = f"{row['title']}：{value}" if value else row["title"]
    return {
        "state": state,
        "chip": words,
        "title": f"{title}（{remark}）" if remark else title,
        "source": row["cite"],
        "quiet": "yes" if quiet else "",
    }


def _letter(case: Case, row: Any) -> dict[str, Any]:
    matter = case.declaration
    return {
        "row": row,
        "items": [
            {
                "title": matter.target(item.kind, item.key).title,
                "note": item.note,
                "answer": item.answer,
            }
            for item in row.items.all()
        ],
    }


def item_choices(case: Case) -> list[dict[str, Any]]:
    """What a supplement may ask for: declared fields and materials, nothing else."""
    form = case.declaration.form
    groups = [
        {
            "title": step.title,
            "rows": [
                {
                    "name": f"field:{one.field.key}",
                    "title": one.field.title,
                    "now": f"{one.text}{one.field.unit}",
                }
                for one in reads.answers_of(case, step)
            ],
        }
        for step in form.steps
    ]
    materials = [
        {
            "name": f"material:{row['material'].key}",
            "title": row["material"].title,
            "now": f"{len(row['files'])}个文件",
        }
        for row in rows_of(case)
    ]
    return [*groups, {"title": "材料", "rows": materials}] if materials else groups


def _held_by_other(task: Task | None, me: User) -> bool:
    """Whether somebody else has the case in hand and the reader does not stand in for him: then nothing can be done here."""
    if task is None or task.claimed_by is None or task.claimed_by_id == me.pk:
        return False
    return task.claimed_by not in absent_colleagues(me, clock.today())


def _claimed_by_other(task: Task | None, me: User) -> str:
    if task is None or task.claimed_by is None or task.claimed_by_id == me.pk:
        return ""
    if task.claimed_by in absent_colleagues(me, clock.today()):
        return (
            f"由{task.claimed_by.name}认领；其不在岗，由您代办，时间线和日志写明您和{task.claimed_by.name}。"
        )
    at = f"{task.claimed_at.astimezone(clock.SHANGHAI):%m月%d日 %H:%M}" if task.claimed_at else ""
    return f"已由{task.claimed_by.name}于{at}认领，现由其办理。"


def _why_not(case: Case, may: dict[str, Any]) -> str:
    """One sentence why this desk can do nothing with the case now; empty when it can."""
    stage = case.stage_now
    if stage is None:
        return may[Action.ACCEPT_COMPLETE.value].reason
    decisions = [
        may[action.value] for action in Action if action is not Action.WITHDRAW and stage.allows(action)
    ]
    return "" if any(decisions) else next((one.reason for one in decisions), "")
