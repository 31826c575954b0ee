"""上传、更正、启用: from an uploaded text to a plan with its own board. An officer confirms every figure."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock, files, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan import reader
from jichuang.plan.models import Plan, ReadDraft
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.drafting import Draft, draft_of, plan_data, problems_of
from jichuang.plan.verbs.loading import write_plan

if TYPE_CHECKING:
    from jichuang.accounts.models import User

LIMIT = 2 * 1024 * 1024
RESERVED = {"read", "new", "list"}


@transaction.atomic
def upload_plan(*, filename: str, content: bytes, by: User) -> ReadDraft:
    """读取上传的要点 (.txt, UTF-8 or GBK). Nothing becomes a plan before it is adopted.

    Raises Refused without a provincial officer's appointment or for a marked file, Invalid for an empty, too large or
    undecodable file and for a text that is no plan.
    """
    require(may_keep(by))
    if len(content) > LIMIT:
        raise Invalid.one(
            "file",
            f"文件有 {len(content) // 1024} KB，超过 2 MB",
            "要点正文一般不超过 200 KB，请只上传正文的 .txt",
        )
    files.store(BytesIO(content), filename, by=by)
    try:
        text = reader.decode(content)
        found = reader.read(text)
    except reader.NotAPlan as refusal:
        raise Invalid.one("file", refusal.reason, refusal.remedy) from None
    draft = ReadDraft.objects.create(
        filename=filename[:200],
        text=text,
        found=draft_of(found),
        uploaded_by=actor_text(by),
        uploaded_at=clock.now(),
    )
    journal.record(
        actor=by,
        verb="plan.upload",
        subject=Ref("plan-draft", str(draft.pk)),
        summary=f"上传并读取《{found.title}》",
        detail={"targets": len(found.targets), "milestones": len(found.milestones)},
    )
    return draft


@transaction.atomic
def correct_draft(*, draft: ReadDraft, found: Draft, revision: int, by: User) -> ReadDraft:
    """保存更正. Keeps incomplete rows too: nothing typed is lost; `problems_of` says what is still missing.

    Raises Refused (409) when somebody else saved in between or the draft is adopted already.
    """
    require(may_keep(by))
    kept = ReadDraft.objects.select_for_update().get(pk=draft.pk)
    if kept.plan_id is not None:
        raise Refused(
            "这份要点已经启用，不能再更正读取结果。", remedy="请在工作要点页面查看。", conflict=True
        )
    if kept.revision != revision:
        raise Refused(
            "另一位同事刚刚保存过这份读取结果，您的页面不是最新的。",
            remedy="请打开最新的页面，再填写您的更正。",
            conflict=True,
        )
    kept.found = found
    kept.revision += 1
    kept.save(update_fields=["found", "revision"])
    journal.record(
        actor=by,
        verb="plan.correct_draft",
        subject=Ref("plan-draft", str(kept.pk)),
        summary=f"更正《{found['title']}》的读取结果（第{kept.revision}次）",
    )
    return kept


@transaction.atomic
def adopt_draft(*, draft: ReadDraft, slug: str, region_name: str, year: int, by: User) -> Plan:
    """启用: the confirmed draft becomes a plan under `slug`.

    Raises Invalid with every open problem, Refused when the slug is taken or the draft is adopted already.
    """
    require(may_keep(by))
    kept = ReadDraft.objects.select_for_update().get(pk=draft.pk)
    if kept.plan_id is not None:
        raise Refused("这份要点已经启用。", remedy="请在工作要点页面查看。", conflict=True)
    problems = problems_of(kept.found) + _address_problems(slug, year, kept.found)
    if problems:
        raise Invalid(problems)
    data = plan_data(
        kept.found,
        text=kept.text,
        slug=slug,
        region_name=region_name.strip(),
        year=year,
        source=f"上传文件“{kept.filename}”，由经办人逐项确认",
    )
    plan = write_plan(data=data, by=by)
    kept.plan = plan
    kept.save(update_fields=["plan"])
    return plan


def _address_problems(slug: str, year: int, found: dict[str, Any]) -> list[Problem]:
    problems = []
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or slug in RESERVED:
        problems.append(
            Problem("slug", f"代号“{slug}”不能用作网址", "请用小写字母、数字和连字符，例如 baoding-2019")
        )
    if not 2000 <= year <= 2100:
        problems.append(Problem("year", f"年度“{year}”不对", "请填写四位年份，例如 2019"))
    if not any(row["keep"] for row in found["targets"] + found["milestones"]):
        problems.append(Problem("targets", "没有保留任何目标或里程碑", "请至少勾选一项"))
    return problems
