"""素材夹: what is kept, by whom, written with the figures of the moment, and compared afterwards."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from docx.enum.text import WD_ALIGN_PARAGRAPH

from jichuang.accounts.models import User
from jichuang.base.charts import linechart
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.passages import reads, sources, verbs
from jichuang.passages.sources import Figure, Passage
from jichuang.passages.terms import Form
from jichuang.passages.word import NotOurs, Piece, document, stated_in
from jichuang.passages.word.layout import TEXT_WIDTH

DAY = date(2018, 9, 30)
LINE = linechart(actual=[(date(2018, 1, 1), 3174), (DAY, 4008)], unit="家", title="走势")


class Counter:
    """A source whose figure moves and which only `reader` may see."""

    def __init__(self) -> None:
        self.value, self.reader = 4008, "zhang"

    def __call__(self, user: User, key: str, params: dict[str, str]) -> Passage:
        if key == "gone":
            raise LookupError("已经删去了。")
        if user.username != self.reader:
            raise Refused("这个数只给张三看。", remedy="请向张三索取。")
        return Passage(
            title=f"户数{params.get('home', '')}",
            sentence=f"截至2018年9月30日，共有<b>{self.value}</b>家。",
            as_of=DAY,
            caliber="当日有效的户数",
            source="名录",
            url="/registers/hnte/",
            figures=(Figure("value", "现值", f"{self.value}家"), Figure("goal", "目标", "4000家")),
            headers=("市", "数"),
            rows=(("石家庄", "791"), ("唐山", "468")),
            picture=LINE,
        )


@pytest.fixture
def counter(monkeypatch) -> Counter:
    made = Counter()
    monkeypatch.setitem(sources._makers, "counter", made)
    return made


@pytest.fixture
def zhang(db) -> User:
    return User.objects.create_user("zhang", "correct horse battery", name="张三（演示）")


@pytest.fixture
def li(db) -> User:
    return User.objects.create_user("li", "correct horse battery", name="李四（演示）")


def keep_all(user: User) -> None:
    for form in Form:
        verbs.keep(by=user, ref=Ref("counter", "1"), params={"home": "130100"}, form=form)


def test_a_double_click_keeps_one_and_order_can_be_changed(counter, zhang):
    keep_all(zhang)
    keep_all(zhang)
    rows = reads.kept_by(zhang)
    assert [row.form for row in rows] == ["sentence", "table", "picture"]
    verbs.move(by=zhang, key=rows[2].pk, up=True)
    assert [row.form for row in reads.kept_by(zhang)] == ["sentence", "picture", "table"]
    verbs.move(by=zhang, key=rows[0].pk, up=True)
    assert [row.form for row in reads.kept_by(zhang)] == ["sentence", "picture", "table"]


def test_nobody_keeps_what_he_may_not_see_or_touches_anothers_folder(counter, zhang, li):
    with pytest.raises(Refused, match="只给张三"):
        verbs.keep(by=li, ref=Ref("counter", "1"), params={}, form="sentence")
    keep_all(zhang)
    key = reads.kept_by(zhang)[0].pk
    assert verbs.drop(by=li, key=key) == 0
    verbs.move(by=li, key=key, up=False)
    assert [row.form for row in reads.kept_by(zhang)] == ["sentence", "table", "picture"]


def test_a_form_the_thing_cannot_take_is_refused_naming_those_it_can(counter, zhang):
    with pytest.raises(Invalid, match="一句话、一张表、一张图"):
        verbs.keep(by=zhang, ref=Ref("counter", "1"), params={}, form="essay")


def test_the_file_holds_sentence_table_picture_and_real_footnotes(counter, zhang):
    keep_all(zhang)
    content = verbs.write(by=zhang, heading="季度材料")
    made = docx.Document(BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "截至2018年9月30日，共有<b>4008</b>家。" in text
    assert "表1　户数130100" in text and "图1　户数130100" in text
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["市", "数"], ["石家庄", "791"], ["唐山", "468"],
    ]  # fmt: skip
    assert len(made.inline_shapes) == 1
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        notes = archive.read("word/footnotes.xml").decode()
        types = archive.read("[Content_Types].xml").decode()
    assert len(names) == len(set(names))
    assert notes.count("口径：当日有效的户数。来源：名录。截至2018年9月30日。") == 3
    assert "footnotes+xml" in types


def test_the_page_is_that_of_an_official_document(counter, zhang):
    keep_all(zhang)
    section = docx.Document(BytesIO(verbs.write(by=zhang, heading="材料"))).sections[0]
    edges = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(one.mm) for one in edges] == [37, 28, 26, 35]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_a_file_opened_again_names_the_figures_that_changed_and_only_those(counter, zhang):
    keep_all(zhang)
    content = verbs.write(by=zhang, heading="材料")
    made_on, stated = stated_in(content)
    assert all(not one.changes and not one.reason for one in reads.compare(stated, zhang))
    counter.value = 4010
    compared = reads.compare(stated, zhang)
    assert [(c.title, c.then, c.now) for c in compared[0].changes] == [("现值", "4008家", "4010家")]
    assert len(compared) == 3


def test_who_may_not_see_the_figure_learns_nothing_from_an_old_file(counter, zhang, li):
    keep_all(zhang)
    _, stated = stated_in(verbs.write(by=zhang, heading="材料"))
    counter.value = 4010
    compared = reads.compare(stated, li)
    assert all("只给张三" in one.reason and not one.changes and one.passage is None for one in compared)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "不是 .docx"), (b"PK\x03\x04", "不是 .docx"), (b"hello", "不是 .docx")],
)
def test_other_files_are_refused_in_words(content, words):
    with pytest.raises(NotOurs, match=words):
        stated_in(content)


def test_a_foreign_document_and_a_broken_memory_say_what_is_missing():
    out = BytesIO()
    docx.Document().save(out)
    with pytest.raises(NotOurs, match="没有素材记录"):
        stated_in(out.getvalue())
    broken = BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr(
            "customXml/item1.xml", '<passages xmlns="urn:jichuang:passages:1">{"items": 3}</passages>'
        )
    with pytest.raises(NotOurs, match="已损坏"):
        stated_in(broken.getvalue())


def test_the_pages_keep_write_and_compare_without_scripts(counter, zhang):
    browser = Client()
    browser.force_login(zhang)
    given = {"ref": "counter:1", "form": "sentence", "back": "https://elsewhere.example/", "p.home": "130100"}
    answer = browser.post("/my/passages/keep/", given)
    assert answer.status_code == 302 and answer["Location"] == "/my/passages/"
    page = browser.get("/my/passages/").content.decode()
    assert "&lt;b&gt;4008&lt;/b&gt;" in page and "<b>4008</b>" not in page
    word = browser.post("/my/passages/write/", {"heading": "材料"})
    assert word["Content-Disposition"].endswith("%E6%9D%90%E6%96%99.docx")
    counter.value = 5
    sent = BytesIO(word.content)
    sent.name = "材料.docx"
    page = browser.post("/my/passages/compare/", {"file": sent}).content.decode()
    assert "有 1 个数字变了" in page and "5家" in page


def test_what_was_taken_away_is_said_and_the_rest_is_written(counter, zhang):
    keep_all(zhang)
    row = reads.kept_by(zhang)[0]
    row.ref = "counter:gone"
    row.save()
    assert reads.written_for(zhang)[0].reason == "已经删去了。"
    made = docx.Document(BytesIO(verbs.write(by=zhang, heading="")))
    assert len(made.tables) == 1


def test_an_empty_folder_makes_no_file_and_strangers_are_sent_to_sign_in(zhang):
    with pytest.raises(Invalid, match="没有可以写出"):
        verbs.write(by=zhang, heading="材料")
    assert Client().get("/my/passages/").status_code == 302


WIDE = [f"栏{n}" for n in range(9)]


def made_of(*passages: Passage, form: Form = Form.TABLE) -> Any:
    pieces = [Piece(Ref("counter", "1"), {}, form, one) for one in passages]
    return docx.Document(BytesIO(document("材料", pieces, made_on=DAY)))


def table_of(headers: list[str], row: list[str]) -> Passage:
    return Passage(
        title="表", sentence="", as_of=DAY, caliber="口径", source="名录", url="/", figures=(),
        headers=tuple(headers), rows=(tuple(row),),
    )  # fmt: skip


def test_a_wide_table_is_laid_across_and_the_page_is_upright_again_afterwards():
    made = made_of(
        table_of(["市", "数"], ["石家庄", "791"]),
        table_of(WIDE, ["1"] * 9),
        table_of(["市", "数"], ["唐山", "1"]),
    )
    turned = [section.page_width > section.page_height for section in made.sections]
    assert turned == [False, True, False]
    assert [len(table.columns) for table in made.tables] == [2, 9, 2]
    last = made_of(table_of(WIDE, ["1"] * 9))
    assert [section.page_width > section.page_height for section in last.sections] == [False, True]


def test_a_column_has_the_room_its_texts_need_numbers_stand_right_and_rows_stay_whole():
    made = made_of(
        table_of(["地区", "家数", "说明"], ["石家庄", "1,791", "比上年同期多得多的企业报送了统计季报"])
    )
    table = made.tables[0]
    widths = [cell.width for cell in table.rows[1].cells]
    assert widths[2] > 2 * widths[1] and abs(sum(widths) - TEXT_WIDTH) < 2000
    aligned = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert aligned == [WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT]
    assert all("w:cantSplit" in row._tr.xml for row in table.rows) and "w:tblHeader" in table.rows[0]._tr.xml
