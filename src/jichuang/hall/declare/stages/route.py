"""流程: stages in the order of their usual path, some side by side. Knows no case."""

from __future__ import annotations

from jichuang.hall.declare.desks import Desk
from jichuang.hall.declare.kit import declaration, demand, demand_unique, nearest
from jichuang.hall.declare.stages.core import Stage, StageKind

ALONE = {StageKind.SUBMISSION, StageKind.BATCH, StageKind.PUBLICITY, StageKind.ANNOUNCEMENT, StageKind.CERTIFICATE}  # fmt: skip
"""Kinds that end or begin something and so never run beside another stage."""


@declaration
class Together(Stage):
    """并行: its stages run side by side; the case goes on when every one is done."""

    key: str = "together"
    title: str = "并行办理"
    public_label: str = "办理中"
    branches: tuple[Stage, ...] = ()

    kind = StageKind.TOGETHER
    returnable = False

    def __init__(self, *branches: Stage, key: str = "", title: str = "", public_label: str = "") -> None:
        titles = "、".join(branch.title for branch in branches)
        held = {
            "key": key or "together",
            "title": title or titles,
            "public_label": public_label or f"{titles}进行中",
            "by": tuple(dict.fromkeys(desk for branch in branches for desk in branch.desks)),
            "days": max((branch.days for branch in branches if branch.days), default=None),
            "special": bool(branches) and all(branch.special for branch in branches),
            "branches": branches,
        }
        for name, value in held.items():
            object.__setattr__(self, name, value)
        self.__post_init__()

    def __post_init__(self) -> None:
        super().__post_init__()
        who = f"环节 {self.key}"
        demand(len(self.branches) > 1, who, "并行须有两个以上环节")
        for branch in self.branches:
            demand(
                branch.kind not in ALONE | {StageKind.TOGETHER}, who, f"“{branch.title}”不能与其他环节并行"
            )
            demand(not branch.then, who, f"并行中的“{branch.title}”不能另写下一环节")

    @property
    def parts(self) -> tuple[Stage, ...]:
        """The branches."""
        return self.branches


@declaration
class Route:
    """流程. Stages in the order of their usual path."""

    stages: tuple[Stage, ...]

    def __init__(self, *stages: Stage) -> None:
        object.__setattr__(self, "stages", tuple(stages))
        self.__post_init__()

    def __post_init__(self) -> None:
        demand(self.stages, "流程", "没有任何环节")
        keys = [stage.key for stage in self.stages]
        blocks = [stage.key for stage in self.stages if stage.kind is StageKind.TOGETHER]
        demand_unique([*blocks, *(part.key for part in self.parts)], "流程", "环节")
        for stage in self.stages:
            if stage.then:
                known = nearest(stage.then, keys)
                demand(stage.then in keys, f"环节 {stage.key}", f"下一环节“{stage.then}”未声明{known}")

    @property
    def parts(self) -> tuple[Stage, ...]:
        """Every stage at which a desk works, parallel ones one by one, in order."""
        return tuple(part for stage in self.stages for part in stage.parts)

    @property
    def first(self) -> Stage:
        """Where a submitted case begins."""
        return self.stages[0]

    def get(self, key: str) -> Stage:
        """The stage; raises KeyError naming near misses."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(f"流程没有环节“{key}”{nearest(key, [stage.key for stage in self.stages])}")

    def part(self, key: str) -> Stage:
        """The stage of that key, also one inside a parallel block. Raises KeyError naming near misses."""
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(f"流程没有环节“{key}”{nearest(key, [part.key for part in self.parts])}")

    def block_of(self, part: str) -> Stage:
        """The stage of the path that contains the part: itself, or its parallel block."""
        return next(stage for stage in self.stages if any(one.key == part for one in stage.parts))

    def has(self, key: str) -> bool:
        """Whether the route has a stage of this key."""
        return any(stage.key == key for stage in self.stages)

    def of_kind(self, kind: StageKind) -> Stage | None:
        """The first stage of a kind, parallel ones included; None when the route has none."""
        return next((part for part in self.parts if part.kind is kind), None)

    def needs(self, desk: Desk) -> bool:
        """Whether any stage lies on this desk."""
        return any(desk in part.desks for part in self.parts)

    def after(self, key: str) -> Stage | None:
        """The stage that follows `key`; None after the last."""
        stage = self.get(key)
        if stage.then:
            return self.get(stage.then)
        position = self.stages.index(stage) + 1
        return self.stages[position] if position < len(self.stages) else None

    def before(self, key: str) -> tuple[Stage, ...]:
        """Parts of the path before `key` to which a case may be sent back, oldest first."""
        path = self.path()
        position = next((index for index, stage in enumerate(path) if stage.key == key), 0)
        return tuple(part for stage in path[:position] for part in stage.parts if part.returnable)

    def path(self) -> list[Stage]:
        """The stages from the first to where the route ends or closes into a circle."""
        found: list[Stage] = []
        stage: Stage | None = self.first
        while stage is not None and stage not in found:
            found.append(stage)
            stage = self.after(stage.key)
        return found

    def faults(self) -> list[str]:
        """不可达的环节、没有出口的环、没有终点: each as a sentence, empty when the route is sound."""
        path = self.path()
        unreached = [stage for stage in self.stages if stage not in path]
        found = [f"环节“{one.title}”（{one.key}）不可达：没有任何环节通向它" for one in unreached]
        circle = self.after(path[-1].key)
        if circle is not None:
            found.append(f"环节“{circle.title}”（{circle.key}）处成环，没有出口")
        elif not path[-1].may_end:
            found.append(f"流程止于“{path[-1].title}”，没有终结环节（如公告）")
        found += self._misplaced(path)
        return found

    def _misplaced(self, path: list[Stage]) -> list[str]:
        kinds = [stage.kind for stage in path]
        found = []
        if StageKind.SUBMISSION in kinds[1:]:
            found.append("单位确认只能是第一个环节")
        if StageKind.ANNOUNCEMENT in kinds[:-1]:
            found.append("公告之后不能再有环节")
        if StageKind.CERTIFICATE in kinds[:-1]:
            found.append("发证之后不能再有环节")
        if StageKind.ANNOUNCEMENT in kinds and StageKind.PUBLICITY not in kinds:
            found.append("公告之前没有公示：不经公示的，以决定或发证结束")
        if StageKind.PUBLICITY in kinds and StageKind.BATCH not in kinds[: kinds.index(StageKind.PUBLICITY)]:
            found.append("公示之前没有汇总分批")
        return found

    @property
    def promised_days(self) -> int:
        """承诺办结工作日: the sum of the desks' own days, publicity included; side by side, the longest counts."""
        return sum(max((part.days or 0 for part in stage.parts), default=0) for stage in self.stages)
