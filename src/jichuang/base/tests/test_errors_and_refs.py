"""Refusals, problems and references."""

import pytest

from jichuang.base import refs
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.models import JournalRow
from jichuang.base.permissions import Decision, require
from jichuang.base.refs import Link, Ref


def test_a_denied_decision_is_refused_with_its_reason():
    with pytest.raises(Refused) as caught:
        require(Decision.no("只有本市的经办人可以审核。", "请联系石家庄市科技局。"))
    assert caught.value.reason == "只有本市的经办人可以审核。"
    assert caught.value.remedy == "请联系石家庄市科技局。"


def test_an_allowed_decision_passes():
    require(Decision.yes("本人提交的申请。"))


def test_invalid_carries_every_problem_by_field():
    fault = Invalid(
        [Problem("staff", "不能为负数"), Problem("sales", "不是数"), Problem("staff", "超过上限")]
    )
    assert {field: len(found) for field, found in fault.by_field().items()} == {"staff": 2, "sales": 1}


@pytest.mark.parametrize("text", ["case", ":1", "case:", ""])
def test_text_that_is_no_reference_is_refused(text):
    with pytest.raises(ValueError, match="kind:id"):
        Ref.parse(text)


def test_a_reference_survives_text():
    assert Ref.parse(str(Ref("case", "2018:7"))) == Ref("case", "2018:7")


def test_an_unknown_kind_is_shown_as_plain_text():
    assert refs.resolve("no-such-kind:9") == Link("no-such-kind:9", None)


@pytest.mark.django_db
def test_the_journal_table_stands():
    assert JournalRow.objects.count() == 0


def test_a_message_that_is_a_whole_sentence_gets_no_second_full_stop():
    assert str(Problem("file", "文件是空的。", "请重新选择。")) == "文件是空的。请重新选择。"
    assert str(Problem("file", "文件是空的", "请重新选择。")) == "文件是空的。请重新选择。"
