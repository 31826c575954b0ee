"""No documented call answers 500 or off its schema: schemathesis draws requests for every operation, within seconds."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from jichuang.hall.api.app import api

OPERATIONS = sorted(
    f"{method.upper()} {path}"
    for path, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items()
    for method in methods
)
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
)
EXAMPLES = 10


@pytest.fixture
def document(stand):
    """The document as a client reads it. The test's one connection stays open from call to call."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
def test_a_documented_call_answers_as_documented(document, draft, token, operation, mode):
    method, path = operation.split(" ", 1)
    found = document[path][method]
    known = {"number": draft.number, "code": draft.matter}
    # sound calls reach the case and the matter that exist; unsound ones must be refused before they reach anything
    there = {key: value for key, value in known.items() if f"{{{key}}}" in path}
    given_path = {"path_parameters": there} if there and mode is GenerationMode.POSITIVE else {}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=found.as_strategy(generation_mode=mode, **given_path))
    def drawn(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    drawn()


def test_the_document_is_openapi_3_1_and_names_every_operation(document):
    raw = document.raw_schema
    assert raw["openapi"].startswith("3.1")
    names = [one["operationId"] for methods in raw["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names)) == len(OPERATIONS) == 15
