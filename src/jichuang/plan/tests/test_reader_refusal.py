"""What is no plan is refused with a reason; the command says it and writes nothing."""

import json
from pathlib import Path

import pytest

from jichuang.plan.commands import run
from jichuang.plan.reader import NotAPlan, decode, read

STORY = (
    "清晨的雾还没有散去，老人牵着牛走过石桥。河水很凉，他想起年轻时的事情。那一年他十八岁，第一次离开村子，口袋里有三块银元。"
    * 3
)
REPORT = (
    "临江市2020年科技工作总结（演示）\n"
    + "全年高新技术企业已达到500家，同比增长20%，取得了明显成效，完成了年初确定的任务。已建成平台12个。" * 4
)
LAW = (
    "某省科学技术进步条例\n第一条 为了促进科学技术进步，制定本条例。\n第二条 本条例适用于本省行政区域。\n第三条 对有突出贡献的个人，给予奖励。\n"
    * 2
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空的"),
        ("  \n ", "空的"),
        ("PK\x03\x04\x00\x00binary\x00" * 20, "不是文本"),
        ("The quick brown fox jumps over the lazy dog. " * 20, "汉字太少"),
        ("序号,单位,数量\n" + "1,2,3\n" * 200, "汉字太少"),
        ("新建平台3家。", "汉字"),
        (STORY, "没有读到|不是要做的工作"),
        (REPORT, "工作总结"),
        (LAW, "规章"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_reason_and_a_next_step(text: str, reason: str) -> None:
    with pytest.raises(NotAPlan, match=reason) as refusal:
        read(text)
    assert refusal.value.remedy.endswith("。")


PLAN = (
    "演示市2022年科技工作要点\n一、抓企业\n1.壮大企业。新增高新技术企业50家，出台《演示市企业培育办法》，加快培育科技型中小企业。\n"
    "2.建平台。建成公共技术服务平台，新建省级重点实验室2家，加强平台开放共享，提升服务能力。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_the_command_reads_every_usual_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode(encoding))
    assert run(["read", str(path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["title"] == "演示市2022年科技工作要点"
    assert [(one["value"], one["unit"], one["item"]) for one in data["targets"]] == [
        (50, "家", 1),
        (2, "家", 2),
    ]
    assert [one["deliverable"] for one in data["milestones"]] == ["演示市企业培育办法", "公共技术服务平台"]


def test_without_json_the_command_prints_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert run(["read", str(path)]) == 0
    out = capsys.readouterr().out
    assert "1 章，2 条，2 个目标，2 个里程碑" in out
    assert "新增高新技术企业 >= 50 家" in out


def test_a_file_that_is_no_plan_exits_2_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    assert run(["read", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "story.txt" in captured.err


def test_a_missing_file_and_a_huge_file_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(tmp_path / "none.txt")]) == 2
    assert "打不开" in capsys.readouterr().err
    huge = tmp_path / "huge.txt"
    huge.write_bytes(b"a" * 5_000_001)
    assert run(["read", str(huge)]) == 2
    assert "超过5MB" in capsys.readouterr().err


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotAPlan, match="不是文本"):
        read(decode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4))
