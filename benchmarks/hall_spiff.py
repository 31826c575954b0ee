"""The same life as a process of SpiffWorkflow, its state written to the same database at every step.

The process is a start, seven human tasks one after another and an end. What the library's own serialiser gives is kept as
one JSON column of a locked row; no separate log row, as its documentation shows.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.db import connection, transaction
from hall_world import DESKS, world
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

STEPS = ("submission", *(key for key, _, _ in DESKS))
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def process_text() -> str:
    """The route as BPMN 2.0."""
    nodes = ["start", *STEPS, "end"]
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>'
        for n, (a, b) in enumerate(zip(nodes, nodes[1:], strict=False))
    )
    tasks = "".join(
        f'<bpmn:manualTask id="{key}" name="{key}"><bpmn:incoming>f{n}</bpmn:incoming>'
        f"<bpmn:outgoing>f{n + 1}</bpmn:outgoing></bpmn:manualTask>"
        for n, key in enumerate(STEPS)
    )
    last = len(STEPS)
    return (
        f'<bpmn:definitions xmlns:bpmn="{BPMN}" id="d" targetNamespace="http://benchmark">'
        '<bpmn:process id="life" isExecutable="true">'
        '<bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>'
        f'{tasks}<bpmn:endEvent id="end"><bpmn:incoming>f{last}</bpmn:incoming></bpmn:endEvent>{flows}'
        "</bpmn:process></bpmn:definitions>"
    )


def prepare() -> None:
    """One table: number and state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE benchmark_process (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state jsonb NOT NULL)"
        )


def engine(process: int) -> Callable[[], None]:
    """Returns what carries one case from nothing to its end."""
    people = world(process)
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(process_text().encode())))
    spec = parser.get_spec("life")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    def create() -> int:
        case = BpmnWorkflow(spec)
        case.data["applicant"] = people.clerk.pk
        case.do_engine_steps()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO benchmark_process (state) VALUES (%s) RETURNING id",
                [serializer.serialize_json(case)],
            )
            return int(cursor.fetchone()[0])

    def step(pk: int, key: str, by: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT state::text FROM benchmark_process WHERE id = %s FOR UPDATE", [pk])
            case = serializer.deserialize_json(cursor.fetchone()[0])
            task = next(one for one in case.get_tasks(state=TaskState.READY) if one.task_spec.name == key)
            task.data[key] = by.pk
            task.run()
            case.do_engine_steps()
            cursor.execute(
                "UPDATE benchmark_process SET state = %s WHERE id = %s", [serializer.serialize_json(case), pk]
            )

    def once() -> None:
        pk = create()
        step(pk, "submission", people.clerk)
        for key, _, who in DESKS:
            step(pk, key, people.officers[who])

    return once
