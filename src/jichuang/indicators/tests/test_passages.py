"""统计写进材料: what a ranking, a bulletin and a situation table read like in a document, and for whom."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.indicators import verbs
from jichuang.indicators.models import Bulletin
from jichuang.indicators.tests.conftest import entry
from jichuang.indicators.tests.index_cases import CONTENT, TABLE
from jichuang.indicators.tests.quarters import people
from jichuang.indicators.verbs import index as ranking
from jichuang.passages import sources
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint


@pytest.fixture
def officer(db):
    (user,) = people("officer")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None)
    return user


@pytest.fixture
def reader(db):
    return people("reader")[0]


@pytest.fixture
def scheme(officer):
    row = ranking.begin_scheme(key="test-index", content=CONTENT, by=officer)
    row.figures = TABLE.data()
    row.save()
    return row


def test_a_ranking_gives_a_sentence_a_table_with_intervals_and_a_map(scheme, officer):
    made = ranking.release_index(scheme=scheme, period="2017", by=officer, revision=0)
    found = sources.make(Ref("index", "test-index/1"), {}, officer)
    first = made.rows[0]
    assert f"{first['name']}{first['score']:.2f}分" in found.sentence and "4个地区" in found.sentence
    assert found.headers[3] == "名次区间" and len(found.rows) == 4
    assert found.rows[0][:4] == (
        "1",
        first["name"],
        f"{first['score']:.2f}",
        f"{first['low']}–{first['high']}",
    )
    assert found.picture.startswith("<svg") and "重算" in found.footnote


def test_a_place_says_its_interval_and_a_newer_version_shows_when_the_file_is_opened_again(scheme, officer):
    made = ranking.release_index(scheme=scheme, period="2016", by=officer, revision=0)
    row = next(one for one in made.rows if one["unit"] == "130200")
    ref = Ref("index-place", "test-index/1/130200")
    then = sources.make(ref, {}, officer)
    assert f"第{row['place']}位" in then.sentence and "九成情形" in then.sentence
    assert ("创新投入", f"{row['pillars']['input']:.2f}") in then.rows
    ranking.release_index(scheme=scheme, period="2017", by=officer, revision=0)
    now = sources.make(ref, {}, officer)
    changed = {a.title: b.text for a, b in zip(then.figures, now.figures, strict=True) if a.text != b.text}
    assert changed == {"最新一版": "2017年（第2版）"}


def test_an_inside_ranking_is_not_written_for_outsiders(scheme, officer, reader):
    ranking.release_index(scheme=scheme, period="2017", by=officer, revision=0)
    for ref in (Ref("index", "test-index/1"), Ref("index-place", "test-index/1/130200")):
        with pytest.raises(Refused):
            sources.make(ref, {}, reader)
    for key in ("test-index", "test-index/9", "test-index/x", "test-index/1/2/3"):
        with pytest.raises(LookupError):
            sources.make(Ref("index", key), {}, officer)


def test_a_bulletin_is_quoted_as_issued_and_says_its_corrections(frozen, statisticians, reader):
    by, other = statisticians
    draft = verbs.draft_bulletin(period="2018Q2", by=by)
    words = Ref("bulletin-text", "hnte-quarterly/2018Q2/1")
    with pytest.raises(Refused):
        sources.make(words, {}, reader)
    with pytest.raises(LookupError, match="还没有发布"):
        sources.make(words, {}, by)
    verbs.review_bulletin(bulletin=draft, agree=True, note="", by=other, revision=draft.revision)
    draft = Bulletin.objects.get()
    verbs.issue_bulletin(bulletin=draft, number="冀科统〔2018〕2号", by=other, revision=draft.revision)
    issued = Bulletin.objects.get()
    then = sources.make(words, {}, reader)
    assert then.sentence == "".join(issued.paper["sections"][0]["paragraphs"])
    printed = issued.paper["tables"][0]
    table = sources.make(Ref("bulletin-table", f"hnte-quarterly/2018Q2/{printed['key']}"), {}, reader)
    assert [list(row) for row in table.rows] == printed["rows"] and "冀科统〔2018〕2号" in table.footnote
    for one in issued.paper["tables"]:
        ref = Ref("bulletin-table", f"hnte-quarterly/2018Q2/{one['key']}")
        keys = [figure.key for figure in sources.make(ref, {}, reader).figures]
        assert len(keys) == len(set(keys))
    verbs.add_erratum(bulletin=issued, by=by, place="第一节", was="甲", corrected="乙", why="录入有误")
    now = sources.make(words, {}, reader)
    assert now.sentence == then.sentence and "“甲”更正为“乙”" in now.footnote
    assert now.figures[-1].text != then.figures[-1].text == "无"


def test_a_situation_table_counts_and_its_groups_speak_like_the_brief(officer, reader, load):
    load("hnte", *[entry(f"甲{n}", date(2017, 3, 1)) for n in range(4)], entry("乙", date(2018, 3, 1)))
    verbs.open_situation(period="2018-09", items=["hnte-in-force", "hightech-value-added"], by=officer)
    whole = sources.make(Ref("situation", "2018-09"), {}, officer)
    assert whole.sentence.startswith("2018年9月，纳入分析的1项指标") and len(whole.rows) == 1
    assert "尚未冻结" in whole.footnote
    part = sources.make(Ref("situation-group", "2018-09/科技企业"), {}, officer)
    assert "5家" in part.sentence and "上升 25.0%" in part.sentence
    with pytest.raises(LookupError, match="还没有数"):
        sources.make(Ref("situation-group", "2018-09/高新技术产业"), {}, officer)
    with pytest.raises(Refused):
        sources.make(Ref("situation", "2018-09"), {}, reader)
