"""The long route on pages: its picture and text twin agree, and every desk can do its part by a plain form."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jichuang.base.charts import Box, routechart
from jichuang.hall.models import Case, StageRecord
from jichuang.hall.pages.guide import route_rows, route_text
from jichuang.hall.tests.recognition import RECOGNITION


def act(client, user, case, name, **data):
    """One action of the desk, the page followed."""
    client.force_login(user)
    data.setdefault("revision", Case.objects.get(pk=case.pk).revision)
    return client.post(reverse("hall:desk-act", args=[case.number, name]), data, follow=True)


def test_picture_and_text_twin_tell_the_same_route(client, long_route):
    page = client.get(reverse("hall:matter", args=[RECOGNITION.code])).content.decode()
    picture = re.search(r'<svg class="routechart".*?</svg>', page, re.S)[0]
    for part in RECOGNITION.route.parts:
        assert f">{part.title}<" in picture, f"{part.title} is drawn"
        assert any(part.title in line for line in route_text(RECOGNITION))
    assert "以下并行办理" in page and "视为受理" in page and "专家不少于5人" in page
    assert "更名：" in page and "撤销：由机关依职权提出" in page


def test_side_by_side_stages_stand_in_one_row_and_the_present_one_is_marked():
    rows = route_rows(RECOGNITION, current="review", done={"panel"})
    assert [box.title for box in rows[3]] == ["现场考察", "专家评审"]
    assert [box.state for box in rows[3]] == ["current", "done"]
    assert rows[2][0].state == "done" and rows[4][0].state == "todo"
    picture = routechart(rows, start="提交申请", end="准予许可")
    assert "现场考察、专家评审（并行）" in picture and picture.count("现在") == 1


def test_text_in_a_picture_cannot_break_out_of_its_tag():
    assert "<script" not in routechart([[Box("<script>", "a&b")]]) and routechart([]) == ""


def test_the_legal_person_signs_on_the_case_page(client, cast):
    case = cast.file()
    client.force_login(cast.signer)
    page = client.get(reverse("hall:case", args=[case.number])).content.decode()
    assert "代表本单位确认提交" in page
    client.post(reverse("hall:cosign", args=[case.number]), {"revision": case.revision})
    assert Case.objects.get(pk=case.pk).stage == "form_check"


def test_the_clerk_sees_no_button_to_sign_his_own_filing(client, cast):
    case = cast.file()
    client.force_login(cast.clerk)
    assert "代表本单位确认提交" not in client.get(reverse("hall:case", args=[case.number])).content.decode()
    answer = client.post(reverse("hall:cosign", args=[case.number]), {"revision": case.revision})
    assert answer.status_code == 403 and Case.objects.get(pk=case.pk).stage == "submission"


def test_the_tax_officer_finds_the_case_at_his_desk_and_recommends_it(client, cast):
    case = cast.drive(cast.file(), "recommend")
    client.force_login(cast.people["city_tax"])
    assert case.number in client.get(reverse("hall:desk") + "?queue=unclaimed").content.decode()
    page = client.get(reverse("hall:desk-case", args=[case.number]) + "?act=conclude").content.decode()
    assert "推荐：办理意见" in page
    act(client, cast.people["city_tax"], case, "conclude", part="recommend", agreed="yes", note="无欠税")
    assert StageRecord.objects.get(case=case, desk="city_tax").note == "无欠税"


def test_an_incomplete_opinion_says_what_is_missing_and_keeps_what_was_typed(client, cast):
    case = cast.drive(cast.file(), "joint_decision")
    province = cast.people["province"]
    answer = act(
        client, province, case, "conclude", part="joint_decision", agreed="yes", number="会〔2018〕3号"
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有填写“会议纪要”" in page and "会〔2018〕3号" in page
    minutes = SimpleUploadedFile("纪要.txt", "会议纪要".encode())
    act(
        client, province, case, "conclude", part="joint_decision", agreed="yes", held_on="2018-09-03",
        document=minutes,
    )  # fmt: skip
    assert StageRecord.objects.get(case=case, stage="joint_decision").file.name == "纪要.txt"


def test_a_panel_is_entered_line_by_line(client, cast):
    case = cast.drive(cast.file(), "review")
    lines = "甲，技术，某大学，80\n乙，技术，某所，82\n丙，技术，某厂，81\n丁，财务，某会计师事务所，79\n戊，财务，某局，78"
    act(client, cast.people["province"], case, "conclude", part="panel", held_on="2018-09-03", members=lines)
    record = StageRecord.objects.get(case=case, stage="panel")
    assert record.score == 80 and record.members[3]["unit"] == "某会计师事务所" and record.agreed


def test_a_desk_sends_a_case_back_by_form(client, cast):
    case = cast.drive(cast.file(), "joint_decision")
    province = cast.people["province"]
    client.force_login(province)
    page = client.get(reverse("hall:desk-case", args=[case.number]) + "?act=send_back").content.decode()
    assert "复核后直接回到本环节" in page and "专家评审" in page
    act(client, province, case, "send-back", to="panel", why="意见缺页", part="joint_decision")
    assert Case.objects.get(pk=case.pk).resume_at == "joint_decision"
    page = client.get(reverse("hall:desk-case", args=[case.number])).content.decode()
    assert "专家评审：办理" in page


def test_the_applicant_reads_no_votes_and_no_scores_before_the_decision(client, cast):
    case = cast.drive(cast.file(), "joint_decision")
    client.force_login(cast.clerk)
    page = client.get(reverse("hall:case", args=[case.number])).content.decode()
    assert "专家评审：办理意见" in page and "得分80" not in page
    client.force_login(cast.people["province"])
    desk = client.get(reverse("hall:desk-case", args=[case.number]) + "?tab=timeline").content.decode()
    assert "得分80.00分（合格线71分）" in desk
