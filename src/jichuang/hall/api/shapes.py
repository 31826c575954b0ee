"""答复的形状: what the JSON API says about matters, drafts, cases and certificates. Dates are ISO; money is exact text in 元."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from jichuang.hall.api.problems import Fault
from jichuang.hall.api.texts import CODE, FieldKey, Typed


class Body(Schema):
    """A request body: what is not declared is refused, so that a misspelt field is noticed."""

    model_config = ConfigDict(extra="forbid")


class MatterRow(Schema):
    """目录中的一个事项."""

    code: str
    title: str
    version: int
    nature: str
    audience: str
    open: bool = Field(description="现在能否开始填报")
    promised_days: int = Field(description="承诺办结工作日")


class MatterPage(Schema):
    """一页事项."""

    items: list[MatterRow]
    next: str | None = Field(description="下一页的游标；没有下一页为 null")


class Element(Schema):
    """指南要素. `status` is official, republished, unverified or own."""

    key: str
    title: str
    text: str
    status: str
    source: str


class StageRow(Schema):
    """环节."""

    key: str
    title: str
    kind: str
    by: list[str]
    days: int | None = Field(description="工作日；null 为本环节不限时")


class MaterialRow(Schema):
    """材料."""

    key: str
    title: str
    required: bool
    form: str
    source: str
    copies: int
    types: list[str] = Field(description="接受的格式")
    max_mb: int = Field(description="每个文件至多多少 MB；0 为以系统上限为准")
    max_pages: int = Field(description="PDF 至多多少页；0 为不限")


class MatterDetail(MatterRow):
    """一个事项的一个版本."""

    basis: list[str]
    record: str = Field(description="权威登记系统")
    published_on: date
    withdrawn_on: date | None
    elements: list[Element]
    stages: list[StageRow]
    materials: list[MaterialRow]
    exchange: dict[str, str] = Field(description="国家交换表的一行")
    answers_schema: dict[str, Any] = Field(description="填报内容的 JSON Schema")


class ChangeRow(Schema):
    """两版之间的一处不同."""

    part: str
    title: str
    kind: str
    before: str
    after: str


class Changes(Schema):
    """两版比较."""

    before: int
    after: int
    changes: list[ChangeRow]


class Finding(Schema):
    """一条规则的判断."""

    code: str
    title: str
    state: str
    value: str
    bar: str
    clause: str


class Judgement(Schema):
    """按规则判断的结果. `verdict` is pass, fail, missing or manual; null where no rule judges the matter."""

    on: date
    verdict: str | None
    headline: str
    subline: str
    findings: list[Finding]


class PartyRow(Schema):
    """申报单位."""

    credit_code: str
    name: str


class Draft(Schema):
    """草稿. `answers` hold what could be read; what could not is among `problems`."""

    number: str
    matter: str
    version: int
    party: PartyRow
    state: str
    revision: int = Field(description="修订号，保存和提交时送回")
    answers: dict[str, Any]
    problems: list[Fault] = Field(description="提交前还须改好的每一处")
    saved_at: datetime


class MaterialFile(Schema):
    """一件已上传的材料. `scan` is off, waiting, clean or infected; a waiting one cannot be opened yet."""

    material: str
    name: str
    bytes: int
    sha256: str
    media_type: str
    scan: str
    added_at: datetime


class MaterialFiles(Schema):
    """草稿现有的材料."""

    items: list[MaterialFile]


class Checked(Schema):
    """草稿的核对结果."""

    ready: bool = Field(description="现在能否提交（规则结论另见 judgement）")
    problems: list[Fault]
    judgement: Judgement | None


class CaseRow(Schema):
    """办件."""

    number: str
    matter: str
    version: int
    title: str
    party: PartyRow
    state: str
    state_title: str
    stage: str
    stage_title: str
    outcome: str
    submitted_at: datetime | None
    closed_at: datetime | None


class CasePage(Schema):
    """一页办件，新的在前."""

    items: list[CaseRow]
    next: str | None = Field(description="下一页的游标；没有下一页为 null")


class CaseDetail(CaseRow):
    """一件办件现在在谁手里."""

    serial: str = Field(description="办件流水号（43位）；没有公布编码时为空")
    holder: str
    since: date | None
    due_on: date | None
    workdays_left: int | None
    paused: str
    reasons: list[str]
    policy_on: date | None
    judgement: Judgement | None


class EventRow(Schema):
    """时间线上的一件事."""

    at: datetime
    kind: str
    title: str
    who: str
    stage: str
    note: str


class Timeline(Schema):
    """时间线，旧的在前."""

    items: list[EventRow]


class CertificateCheck(Schema):
    """凭单核验. `state` is valid, lapsed, not_yet or ended; `valid_to` null = 长期有效."""

    title: str
    number: str
    party_name: str
    credit_code: str
    valid_from: date
    valid_to: date | None
    issued_on: date
    state: str
    words: str
    asked_on: date
    demonstration: bool


class DraftStart(Body):
    """开始填报."""

    matter: str = Field(pattern=CODE, max_length=60)
    party: str = Field(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$", description="统一社会信用代码")


class DraftSave(Body):
    """保存. Money is text in 元 as in the matter's answers_schema; null empties an answer."""

    answers: dict[FieldKey, Typed] = Field(max_length=500)
    revision: int = Field(ge=1, le=2**31 - 1)


class DraftSubmit(Body):
    """提交. `revision` is that of the draft that was checked."""

    revision: int = Field(ge=1, le=2**31 - 1)


class CheckRequest(Body):
    """自测. Nothing is kept."""

    answers: dict[FieldKey, Typed] = Field(max_length=500)
    on: date | None = Field(default=None, description="按哪一天的规定判断；不写为今天")
