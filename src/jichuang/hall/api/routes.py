"""接口的各条路径: catalogue and verification are public, the rest asks for a token. Each call is one verb or one read."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any, BinaryIO, cast

from django.http import Http404, HttpRequest
from ninja import File, Path, Router, UploadedFile
from ninja.security import HttpBearer

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.middleware import arrived_at
from jichuang.codes.errors import CodeError
from jichuang.hall import catalogue, judging, reads, verbs
from jichuang.hall.api import telling
from jichuang.hall.api.once import once
from jichuang.hall.api.paging import cursor_after, id_of, place_of
from jichuang.hall.api.problems import ProblemDetail, TooManyCalls
from jichuang.hall.api.shapes import (
    CaseDetail,
    CasePage,
    CertificateCheck,
    ChangeRow,
    Changes,
    Checked,
    CheckRequest,
    Draft,
    DraftSave,
    DraftStart,
    DraftSubmit,
    Judgement,
    MaterialFile,
    MaterialFiles,
    MatterDetail,
    MatterPage,
    Timeline,
)
from jichuang.hall.api.texts import CaseNumber, Cursor, Day, Key, Limit, MaterialKey, MatterCode, Version
from jichuang.hall.declare import Matter
from jichuang.hall.declare.changes import compared
from jichuang.hall.declare.values import read
from jichuang.hall.reads.tokens import Caller, caller_of
from jichuang.hall.terms import CaseState, TokenScope

PUBLIC = {(404, 422): ProblemDetail}
GUARDED = {(400, 401, 403, 404, 409, 422, 429): ProblemDetail}


class Bearer(HttpBearer):
    """Authorization: Bearer jc_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller of a token, None for any that does not hold. Raises TooManyCalls beyond the token's rate."""
        found = caller_of(token)
        wait = verbs.spend_call(token=found.token) if found else 0
        if wait:
            raise TooManyCalls(wait)
        return found


public = Router(tags=["公开"])
guarded = Router(auth=Bearer(), tags=["办理"])


def caller(request: HttpRequest, wanted: TokenScope) -> Caller:
    """Who calls, once the token's scope has been asked."""
    who: Caller = request.auth  # type: ignore[attr-defined]
    who.need(wanted)
    return who


@public.get("/matters", response={200: MatterPage, **PUBLIC}, summary="事项目录")
def list_matters(request: HttpRequest, cursor: Cursor = None, limit: Limit = 20) -> MatterPage:
    """Every matter in the order of its code."""
    after = place_of(cursor) or ""
    rest = sorted((one for one in catalogue.catalogue.all() if one.code > after), key=lambda one: one.code)
    page = rest[:limit]
    following = cursor_after(page[-1].code) if len(rest) > limit else None
    return MatterPage(items=telling.matter_rows(page, clock.today()), next=following)


@public.get("/matters/{code}", response={200: MatterDetail, **PUBLIC}, summary="一个事项的指南、表单与流程")
def show_matter(
    request: HttpRequest, code: MatterCode, version: Version = None, on: Day = None
) -> MatterDetail:
    """The current version, an asked one, or the one in force on a day."""
    day = on or clock.today()
    matter = catalogue.on(code, day) if on and not version else catalogue.get(code, version)
    return telling.matter_detail(matter, day)


@public.get("/matters/{code}/changes", response={200: Changes, **PUBLIC}, summary="两个版本的差异")
def show_changes(
    request: HttpRequest, code: MatterCode, before: Version = None, after: Version = None
) -> Changes:
    """What differs; without versions, between the current one and the one before."""
    new = catalogue.get(code, after)
    earlier = [one for one in catalogue.versions(code) if one.version < new.version]
    old = catalogue.get(code, before) if before else (earlier[-1] if earlier else new)
    rows = [
        ChangeRow(part=one.part, title=one.title, kind=one.kind, before=one.before, after=one.after)
        for one in compared(old, new)
    ]
    return Changes(before=old.version, after=new.version, changes=rows)


@public.post(
    "/matters/{code}/check",
    response={200: Judgement, (400, 404, 422): ProblemDetail},
    summary="自测（不保存）",
)
def check_answers(request: HttpRequest, code: MatterCode, asked: CheckRequest) -> Judgement:
    """What the rules say of some answers. Nothing is kept."""
    matter = catalogue.get(code)
    if matter.rules is None:
        raise Http404("本事项没有可自测的规则。")
    result = judging.judge(matter, _read(matter, asked.answers), on=asked.on or clock.today())
    said = telling.judgement(judging.stored(result))
    assert said is not None
    return said


def _read(matter: Matter, answers: dict[str, Any]) -> dict[str, Any]:
    """Answers in stored form. Raises Invalid with everything unreadable or undeclared at once."""
    known = {one.key: one for one in matter.form.fields}
    parsed, problems = {}, []
    for key, value in telling.typed(matter, answers).items():
        if key not in known:
            problems.append(Problem(key, f"表单没有填报项“{key}”"))
            continue
        try:
            parsed[key] = read(known[key], value)
        except CodeError as fault:
            problems.append(Problem(key, fault.problem, fault.remedy))
    if problems:
        raise Invalid(problems)
    return parsed


@public.get(
    "/certificates/{token}", response={200: CertificateCheck, **PUBLIC}, summary="凭单核验（以名录现状为准）"
)
def verify_certificate(
    request: HttpRequest, token: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{10,40}$")]
) -> CertificateCheck:
    """Whether a certificate still holds, read from the register at this moment."""
    found = reads.verify(token)
    if found is None:
        raise Http404("没有这份凭单。")
    keys = CertificateCheck.model_fields
    return CertificateCheck(**{key: getattr(found, key) for key in keys})


@guarded.post("/drafts", response={201: Draft, **GUARDED}, summary="开始填报")
@once(201)
def start_draft(request: HttpRequest, idempotency_key: Key, asked: DraftStart) -> Draft:
    """A draft of the token's own unit, prefilled from the registry; the unit's open draft when there is one."""
    who = caller(request, TokenScope.PREPARE)
    return telling.draft(verbs.start(matter=asked.matter, party=who.party(asked.party), by=who.user))


@guarded.get("/drafts/{number}", response={200: Draft, **GUARDED}, summary="草稿")
def show_draft(request: HttpRequest, number: CaseNumber) -> Draft:
    """The draft as it stands."""
    return telling.draft(caller(request, TokenScope.READ).case(number))


@guarded.patch("/drafts/{number}", response={200: Draft, **GUARDED}, summary="保存草稿")
@once(200)
def save_draft(request: HttpRequest, number: CaseNumber, idempotency_key: Key, asked: DraftSave) -> Draft:
    """Saves any part of the form. An answer that cannot be read is kept as sent and named among the problems."""
    who = caller(request, TokenScope.PREPARE)
    case = who.case(number)
    answers = telling.typed(case.declaration, asked.answers)
    return telling.draft(verbs.save_draft(case=case, by=who.user, answers=answers, revision=asked.revision))


@guarded.get("/drafts/{number}/materials", response={200: MaterialFiles, **GUARDED}, summary="草稿的材料")
def list_materials(request: HttpRequest, number: CaseNumber) -> MaterialFiles:
    """The files now attached, in order of upload."""
    return telling.material_files(caller(request, TokenScope.READ).case(number))


@guarded.post("/drafts/{number}/materials", response={201: MaterialFile, **GUARDED}, summary="上传材料")
@once(201)
def upload_material(
    request: HttpRequest,
    number: CaseNumber,
    idempotency_key: Key,
    material: MaterialKey,
    file: Annotated[UploadedFile, File(description="一个文件；格式、大小、页数以事项材料清单为准")],
) -> MaterialFile:
    """One file under a declared material (multipart/form-data), examined like an upload on the page."""
    who = caller(request, TokenScope.PREPARE)
    row = verbs.take_in(
        case=who.case(number), by=who.user, material=material,
        stream=cast("BinaryIO", file.file), filename=file.name or "未命名",
    )  # fmt: skip
    return telling.material_file(row)


@guarded.get("/drafts/{number}/check", response={200: Checked, **GUARDED}, summary="核对草稿")
def check_draft(request: HttpRequest, number: CaseNumber) -> Checked:
    """Everything that still keeps it from being submitted, and the judgement."""
    return telling.checked(caller(request, TokenScope.READ).case(number))


@guarded.post("/drafts/{number}/submit", response={200: CaseDetail, **GUARDED}, summary="提交")
@once(200)
def submit_draft(
    request: HttpRequest, number: CaseNumber, idempotency_key: Key, asked: DraftSubmit
) -> CaseDetail:
    """提交: law, version and recommender are pinned."""
    who = caller(request, TokenScope.SUBMIT)
    key = sha256(f"{who.token.pk}:{idempotency_key}".encode()).hexdigest()
    case = verbs.submit(
        case=who.case(number),
        by=who.user,
        key=key,
        revision=asked.revision,
        arrived=arrived_at(request),
    )
    return telling.case_detail(case)


@guarded.get("/cases", response={200: CasePage, **GUARDED}, summary="看得到的办件")
def list_cases(
    request: HttpRequest, state: CaseState | None = None, cursor: Cursor = None, limit: Limit = 20
) -> CasePage:
    """The unit's own cases; for an officer those that lie or lay at his desks; newest first."""
    found = caller(request, TokenScope.READ).cases(clock.today())
    after = id_of(cursor)
    if state is not None:
        found = found.filter(state=state)
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found[: limit + 1])
    following = cursor_after(str(rows[limit - 1].pk)) if len(rows) > limit else None
    return CasePage(items=telling.case_rows(rows[:limit]), next=following)


@guarded.get("/cases/{number}", response={200: CaseDetail, **GUARDED}, summary="办件在哪里、在谁手里")
def show_case(request: HttpRequest, number: CaseNumber) -> CaseDetail:
    """Stage, holder, limit."""
    return telling.case_detail(caller(request, TokenScope.READ).case(number))


@guarded.get("/cases/{number}/timeline", response={200: Timeline, **GUARDED}, summary="办件时间线")
def show_timeline(request: HttpRequest, number: CaseNumber) -> Timeline:
    """What happened, oldest first; only the public events for the applicant."""
    who = caller(request, TokenScope.READ)
    return Timeline(items=[telling.event_row(one) for one in reads.timeline(who.case(number), who.user)])
