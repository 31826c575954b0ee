"""Save and resume: the six defects known from Open Forms, and two tabs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from jichuang.base import files
from jichuang.base.errors import Invalid, Refused
from jichuang.hall import reads, verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.hall.errors import DraftChanged, NotPassed
from jichuang.hall.models import Case, CaseFile
from jichuang.hall.tests.cast import fill, person, send
from jichuang.hall.tests.trial import FORM, TRIAL, TRIAL_V1
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def ledger(by):
    return files.store(BytesIO("研发费用辅助账".encode()), "辅助账.txt", by=by)


def test_a_draft_left_and_resumed_by_another_person_is_the_same_draft_not_a_mixture(
    draft, clerk, preparer, firm, other_firm, other_clerk
):
    """open-formulieren/open-forms#3407: sessions mixed after pausing."""
    theirs = verbs.start(matter="trial-evaluation", party=other_firm, by=other_clerk)
    verbs.save_draft(case=draft, by=clerk, answers={"products": "传感器"}, revision=draft.revision)
    verbs.save_draft(case=theirs, by=other_clerk, answers={"products": "酶制剂"}, revision=theirs.revision)
    resumed = verbs.start(matter="trial-evaluation", party=firm, by=preparer)
    assert resumed.pk == draft.pk and resumed.answers["products"] == "传感器"
    with pytest.raises(Refused, match="没有“澄光传感有限公司（演示）”的授权"):
        verbs.save_draft(case=draft, by=other_clerk, answers={"products": "酶制剂"}, revision=2)


def test_an_unfinished_step_cannot_be_skipped_after_resuming(draft, clerk):
    """open-formulieren/open-forms#3535: skipping a blocked step after resume."""
    assert reads.reachable_steps(draft) == ["people"], "products is still empty"
    with pytest.raises(Invalid) as fault:
        verbs.submit(case=draft, by=clerk, key="k1")
    assert {problem.field for problem in fault.value.problems} == {"products", "rd_expense", "cost_expense"}
    case = verbs.save_draft(case=draft, by=clerk, answers={"products": "传感器"}, revision=draft.revision)
    assert reads.reachable_steps(case) == ["people", "money"]


def test_after_submission_the_draft_is_read_only(submitted_case, clerk):
    """open-formulieren/open-forms#3640: saving during or after submission."""
    with pytest.raises(Refused, match="已不能修改"):
        verbs.save_draft(
            case=submitted_case, by=clerk, answers={"staff": "47"}, revision=submitted_case.revision
        )
    with pytest.raises(Refused, match="已不能修改"):
        verbs.attach(case=submitted_case, by=clerk, material="rd_ledger", file=ledger(clerk))
    submitted_case.refresh_from_db()
    assert submitted_case.answers["staff"] == 46


def test_an_uploaded_file_is_still_readable_after_resuming(draft, clerk, preparer):
    """open-formulieren/open-forms#3952: uploads unreadable after resume."""
    verbs.attach(case=draft, by=clerk, material="rd_ledger", file=ledger(clerk))
    resumed = reads.case_for(preparer, draft.number)
    (held,) = reads.files_of(resumed)
    assert files.open_file(held.file).read().decode() == "研发费用辅助账"


def test_a_clerk_without_an_address_can_still_save_and_submit(draft, firm):
    """open-formulieren/open-forms#4382: waiting for ever on a bad e-mail address."""
    quiet = person("quiet", "无邮箱（演示）")
    quiet.email = ""
    quiet.save()
    authorise_clerk(party=firm, user=quiet, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
    assert send(fill(draft, quiet), quiet).state == "open"


def test_what_cannot_be_read_is_kept_as_typed_and_named_at_submission(draft, clerk):
    """open-formulieren/open-forms#3626: what was typed is gone after a failed save."""
    case = fill(draft, clerk, sales="三千二百万", staff="-5")
    answers = {one.field.key: one for one in reads.answers_of(case)}
    assert answers["sales"].typed == "三千二百万" and "不是一个数" in answers["sales"].problem
    with pytest.raises(Invalid) as fault:
        verbs.submit(case=case, by=clerk, key="k")
    assert {problem.field for problem in fault.value.problems} == {"sales", "staff"}
    mended = verbs.save_draft(
        case=case, by=clerk, answers={"sales": "3200", "staff": "46"}, revision=case.revision
    )
    assert mended.rough == {} and mended.answers["sales"] == "32000000"


def test_the_second_of_two_tabs_is_told_what_changed_and_loses_nothing(draft, clerk, preparer):
    first = verbs.save_draft(
        case=draft, by=preparer, answers={"products": "甲", "staff": "50"}, revision=draft.revision
    )
    with pytest.raises(DraftChanged) as refusal:
        verbs.save_draft(
            case=draft, by=clerk, answers={"products": "乙", "staff": "50"}, revision=draft.revision
        )
    assert "方同" in refusal.value.reason and refusal.value.conflict
    (difference,) = refusal.value.differences
    assert (difference.title, difference.saved, difference.yours) == ("主要产品", "甲", "乙")
    chosen = verbs.save_draft(
        case=draft, by=clerk, answers={"products": "乙"}, revision=refusal.value.revision
    )
    assert chosen.answers["products"] == "乙" and chosen.revision == first.revision + 1


def test_saving_the_same_again_from_an_old_tab_is_harmless(draft, clerk):
    verbs.save_draft(case=draft, by=clerk, answers={"products": "甲"}, revision=draft.revision)
    again = verbs.save_draft(case=draft, by=clerk, answers={"products": "甲"}, revision=draft.revision)
    assert again.answers["products"] == "甲"


def test_a_double_click_on_start_and_on_submit_makes_one_case(firm, clerk, draft):
    assert verbs.start(matter="trial-evaluation", party=firm, by=clerk).pk == draft.pk
    case = fill(draft, clerk)
    one = verbs.submit(case=case, by=clerk, key="click-1")
    two = verbs.submit(case=case, by=clerk, key="click-1")
    assert one.pk == two.pk and one.revision == two.revision and Case.objects.count() == 1
    with pytest.raises(Refused, match="已经提交"):
        verbs.submit(case=case, by=clerk, key="click-2")
    with pytest.raises(Refused, match=case.number):
        verbs.start(matter="trial-evaluation", party=firm, by=clerk)


def test_a_failing_judgement_refuses_the_submission_with_reason_and_clause(draft, clerk):
    case = fill(draft, clerk, staff="501", tech_staff="100")
    with pytest.raises(NotPassed) as refusal:
        verbs.submit(case=case, by=clerk, key="k")
    assert "自评未通过" in refusal.value.reason and "115号" in refusal.value.clause
    assert refusal.value.findings["verdict"] == "fail"
    case.refresh_from_db()
    assert case.state == "draft" and case.answers["staff"] == 501


def test_research_above_cost_and_technicians_above_staff_are_both_named(draft, clerk):
    case = fill(draft, clerk, tech_staff="47", rd_expense="2731")
    with pytest.raises(Invalid) as fault:
        verbs.submit(case=case, by=clerk, key="k")
    assert [problem.field for problem in fault.value.problems] == ["tech_staff", "rd_expense"]
    assert "2,731万元" in str(fault.value)


def test_a_preparer_fills_in_but_only_an_acceptor_binds_the_firm(draft, preparer):
    case = fill(draft, preparer)
    with pytest.raises(Refused, match="需要“确认提交”"):
        verbs.submit(case=case, by=preparer, key="k")


def test_an_undeclared_answer_is_refused_by_name(draft, clerk):
    with pytest.raises(Invalid, match="没有填报项“sneaky”"):
        verbs.save_draft(case=draft, by=clerk, answers={"sneaky": "1"}, revision=draft.revision)


def test_a_file_goes_under_a_declared_material_only_and_a_removed_one_stays_stored(draft, clerk):
    with pytest.raises(Refused, match="没有名为“其他”的材料"):
        verbs.attach(case=draft, by=clerk, material="其他", file=ledger(clerk))
    row = verbs.attach(case=draft, by=clerk, material="rd_ledger", file=ledger(clerk))
    verbs.detach(case=draft, by=clerk, file=row)
    assert reads.files_of(draft) == [] and CaseFile.objects.get(pk=row.pk).removed_at is not None


def test_a_draft_follows_the_current_version_and_says_what_changed(firm, clerk, stand):
    more = Step("more", "补充", (Field("note", "经营说明", FieldType.TEXT),))
    three = replace(TRIAL, version=3, form=Form((*FORM.steps, more), FORM.materials, FORM.checks))
    case = fill(verbs.start(matter="trial-evaluation", party=firm, by=clerk), clerk)
    with catalogue.on_trial(three):
        assert reads.version_changes(case) == ["新增填报项“经营说明”"]
        with pytest.raises(Refused, match="新增填报项“经营说明”"):
            verbs.submit(case=case, by=clerk, key="k")
        case = verbs.save_draft(case=case, by=clerk, answers={"note": "正常"}, revision=case.revision)
        assert case.version == 3 and case.answers["products"] == "气体传感器"
        assert verbs.submit(case=case, by=clerk, key="k").version == 3


def test_a_case_keeps_the_version_it_was_submitted_under(stand, firm, clerk, city_officer):
    with catalogue.on_trial():
        catalogue._matters["trial-evaluation"] = {1: TRIAL_V1}
        case = verbs.start(matter="trial-evaluation", party=firm, by=clerk)
        case = verbs.save_draft(case=case, by=clerk, answers={"products": "甲"}, revision=case.revision)
        case = verbs.submit(case=case, by=clerk, key="k")
    assert case.version == 1 and reads.place_of(case).due_on == date(2018, 9, 6), (
        "three days, as version 1 says"
    )
    moved = verbs.accept_complete(case=case, by=city_officer)
    assert moved.version == 1 and moved.stage == "batch" and reads.stuck() == []


def test_a_withdrawn_draft_is_discarded_and_frees_the_matter(draft, clerk, firm):
    gone = verbs.withdraw(case=draft, by=clerk)
    assert (gone.state, gone.outcome) == ("closed", "discarded")
    assert verbs.start(matter="trial-evaluation", party=firm, by=clerk).pk != draft.pk


def test_a_figure_beyond_what_the_rules_take_is_a_fault_of_its_field(draft, clerk):
    case = fill(draft, clerk, staff="99999999")
    with pytest.raises(Invalid) as fault:
        verbs.submit(case=case, by=clerk, key="k")
    (problem,) = fault.value.problems
    assert problem.field == "staff" and "“职工总数”" in problem.message and "10000000" in problem.remedy
