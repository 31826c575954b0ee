"""错误答复 (RFC 9457, application/problem+json): every refusal and fault, with a pointer to the field it belongs to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from jichuang import policy
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.hall.catalogue import UnknownMatter
from jichuang.hall.errors import DraftChanged

MEDIA = "application/problem+json"
KIND = "urn:jichuang:problem:"


class Fault(Schema):
    """One fault. `pointer` is a JSON pointer into the body, `parameter` the name of a parameter or header."""

    pointer: str = Field(default="", description="指向请求正文的 JSON 指针，如 #/answers/staff")
    parameter: str = Field(default="", description="有误的参数或请求头名称")
    detail: str = Field(description="错在哪里")
    remedy: str = Field(default="", description="怎样才对")


class Conflict(Schema):
    """One answer that another page saved meanwhile, and the one this call wanted to save."""

    pointer: str
    saved: str
    yours: str


class ProblemDetail(Schema):
    """错误答复."""

    type: str = Field(description="错误种类（urn）")
    title: str
    status: int
    detail: str = Field(description="一句完整的话")
    clause: str = Field(default="", description="依据条款")
    remedy: str = Field(default="", description="下一步")
    errors: list[Fault] = []
    conflicts: list[Conflict] = []
    revision: int | None = Field(default=None, description="草稿的最新修订号")


TITLES = {
    400: ("unreadable", "请求读不懂"),
    401: ("unauthenticated", "没有有效的令牌"),
    403: ("forbidden", "没有权限"),
    404: ("not-found", "没有找到"),
    409: ("conflict", "与现在的状态冲突"),
    422: ("invalid", "填报内容有误"),
    429: ("too-many-calls", "调用太频繁"),
}


class TooManyCalls(Exception):
    """A token has called more often than the installation allows; `seconds` until it may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def problem(status: int, detail: str, **more: Any) -> ProblemDetail:
    """A problem of a documented status."""
    kind, title = TITLES[status]
    return ProblemDetail(type=f"{KIND}{kind}", title=title, status=status, detail=detail, **more)


EXPECTED = (Refused, Invalid, UnknownMatter, Http404, policy.DateError, policy.FactError)
"""What verbs and reads may raise towards a caller; anything else is a fault of ours."""


def problem_of(raised: Exception, root: str = "#/answers/") -> ProblemDetail:
    """The problem for one of EXPECTED. `root` is where the fields of the form stand in the body."""
    if isinstance(raised, Invalid):
        return problem(422, "填报内容有误，没有办理。", errors=[_fault(one, root) for one in raised.problems])
    if isinstance(raised, Refused):
        return _refused(raised, root)
    if isinstance(raised, policy.FactError | policy.DateError):
        return problem(422, str(raised))
    return problem(404, str(raised) or "没有找到。")


def _fault(one: Problem, root: str) -> Fault:
    return Fault(pointer=f"{root}{one.field}", detail=one.message, remedy=one.remedy)


def _refused(raised: Refused, root: str) -> ProblemDetail:
    found = problem(
        409 if raised.conflict else 403, raised.reason, clause=raised.clause, remedy=raised.remedy
    )
    if raised.field:
        found.errors = [Fault(pointer=f"{root}{raised.field}", detail=raised.reason, remedy=raised.remedy)]
    if isinstance(raised, DraftChanged):
        found.revision = raised.revision
        found.conflicts = [
            Conflict(pointer=f"{root}{one.key}", saved=one.saved, yours=one.yours)
            for one in raised.differences
        ]
    return found


def respond(found: ProblemDetail) -> HttpResponse:
    """The HTTP answer of a problem."""
    response = HttpResponse(
        found.model_dump_json(), status=found.status, content_type=f"{MEDIA}; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    if found.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="jichuang"'
    return response


def _of_validation(fault: ValidationError) -> ProblemDetail:
    errors = []
    for one in fault.errors:
        place, *path = [str(part) for part in one["loc"]]
        if place == "body":
            # the first part is the name of the handler's argument, which no caller knows
            errors.append(Fault(pointer="#/" + "/".join(path[1:]), detail=_words(one)))
        else:
            errors.append(Fault(parameter=path[-1] if path else place, detail=_words(one)))
    return problem(422, "请求的形式不符合接口说明。", errors=errors)


WORDS = {"missing": "缺少这一项", "extra_forbidden": "没有这一项"}


def _words(one: dict[str, Any]) -> str:
    return WORDS.get(str(one.get("type")), f"不符合接口说明：{one.get('msg', '')}")


def answer_problems(api: NinjaAPI) -> None:
    """Makes every expected exception a problem document."""

    def expected(request: HttpRequest, raised: Any) -> HttpResponse:
        return respond(problem_of(raised))

    def invalid(request: HttpRequest, raised: Any) -> HttpResponse:
        return respond(_of_validation(raised))

    def unauthenticated(request: HttpRequest, raised: Any) -> HttpResponse:
        return respond(
            problem(
                401, "没有令牌，或令牌已过期、已撤销。", remedy="请在请求头写 Authorization: Bearer 令牌。"
            )
        )

    def too_many(request: HttpRequest, raised: Any) -> HttpResponse:
        words = f"这个令牌一分钟内的调用已达上限{settings.API_PER_MINUTE}次，这次没有办理。"
        response = respond(problem(429, words, remedy=f"请在{raised.seconds}秒后用同一幂等键重试。"))
        response["Retry-After"] = str(raised.seconds)
        return response

    def unreadable(request: HttpRequest, raised: Any) -> HttpResponse:
        return respond(problem(400, "请求正文不是 JSON。"))

    for kind in EXPECTED:
        api.add_exception_handler(kind, expected)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, unreadable)
    api.add_exception_handler(AuthenticationError, unauthenticated)
    api.add_exception_handler(TooManyCalls, too_many)
