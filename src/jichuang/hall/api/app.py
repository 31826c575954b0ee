"""/api/: the routes as one application with its OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from jichuang.hall.api.problems import MEDIA, answer_problems
from jichuang.hall.api.routes import guarded, public

DESCRIPTION = (
    "冀创的办事接口：目录与凭单核验公开；草稿、提交和办件须带单位签发的令牌。写请求须带 Idempotency-Key。"
    "错误一律为 application/problem+json。金额为以元计的十进制文本。"
)


class Api(NinjaAPI):
    """NinjaAPI whose document says that faults are problem documents."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The document, with the media type of every fault set right."""
        document = super().get_openapi_schema(**given)
        for path in document["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        content[MEDIA] = content.pop("application/json")
        return document

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`save_draft`: the handler's own name, which is unique among the routes."""
        return operation.view_func.__name__

    def create_response(self, request: HttpRequest, data: Any, **given: Any) -> Any:
        """Answers to a token are nobody else's: no cache keeps them."""
        response = super().create_response(request, data, **given)
        if getattr(request, "auth", None) is not None:
            response["Cache-Control"] = "private, no-store"
        return response


api = Api(title="冀创 接口", version="1.0.0", description=DESCRIPTION, docs_url=None, urls_namespace="api")
api.add_router("", public)
api.add_router("", guarded)
answer_problems(api)
