"""科技报告格式审查. Knows the form of one report; knows neither its text nor its project.

Read it beside the notes to the 基本信息表 of the national system, field by field. The province's own rule of 2018 was not found; what comes
from another province's template or from memory sends a report to the librarian, never back to the author.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, at_most, case, has_form, must, must_not, where
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, code, count, flag
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    title_chars: Parameter
    number_form: Parameter
    abstract_least: Parameter
    abstract_most: Parameter
    abstract_en_most: Parameter
    keywords_least: Parameter
    keywords_most: Parameter
    partners_most: Parameter
    delay_stated: Parameter
    delay_years: Parameter
    delay_for_ip: Parameter
    not_secret: Parameter
    references: Parameter
    figures_numbered: Parameter
    body_chars: Parameter


# 事实 One report
title_chars = count("title_chars", "报告名称字数", "字", most=1_000, kind=FUTURE)
access = choice("access", "公开范围", {"open": "公开", "delayed": "延期公开"}, kind=FUTURE)
delay_years = count("delay_years", "延期年限", "年", most=100, kind=FUTURE)
ip_involved = flag("ip_involved", "涉及知识产权", kind=RECHECK)
report_number = code(
    "report_number", "科技报告编号", pattern=r"\S{1,60}", example="401234567--18391234D/01", kind=FUTURE
)
abstract_chars = count("abstract_chars", "中文摘要字数", "字", most=100_000, kind=FUTURE)
abstract_en_chars = count("abstract_en_chars", "英文摘要字符数", "字符", most=1_000_000, kind=FUTURE)
keywords = count("keywords", "关键词", "个", most=1_000, kind=FUTURE)
partners = count("partners", "合作单位", "家", most=1_000, kind=FUTURE)
secret = flag("secret", "含有国家秘密", says=("含有", "不含"), kind=RECHECK)
body_chars = count("body_chars", "正文字数", "字", most=100_000_000, kind=FUTURE)
references_listed = flag("references_listed", "列有参考文献", kind=FUTURE)
figures_numbered = flag("figures_numbered", "图表编号并在文中引用", kind=FUTURE)

# 基本信息表填写说明
title = at_most(title_chars, P.title_chars, "1）报告名称不超过{bar}")
delay = all_of(
    "delay",
    "3）延期公开",
    at_least(delay_years, P.delay_stated, "3）注明延期年限", code="delay_stated"),
    at_most(delay_years, P.delay_years, "3）延期原则上不超过{bar}"),
    must(ip_involved, P.delay_for_ip, "3）涉及知识产权的方可延期"),
)
numbered = has_form(report_number, P.number_form, "5）编号由9位机构代码、项目编号和2位顺序号组成")
abstract = all_of(
    "abstract",
    "7）摘要",
    at_least(abstract_chars, P.abstract_least, "7）中文摘要不少于{bar}", code="abstract_least"),
    at_most(abstract_chars, P.abstract_most, "7）中文摘要不超过{bar}", code="abstract_most"),
    at_most(abstract_en_chars, P.abstract_en_most, "7）英文摘要不超过{bar}"),
)
words = all_of(
    "words",
    "8）关键词",
    at_least(keywords, P.keywords_least, "8）关键词不少于{bar}", code="keywords_least"),
    at_most(keywords, P.keywords_most, "8）关键词不超过{bar}", code="keywords_most"),
)
partnered = at_most(partners, P.partners_most, "9）主要合作单位不超过{bar}")

# 正文与保密
public = must_not(secret, P.not_secret, "涉密内容不在线呈交")
body = all_of(
    "body",
    "正文",
    at_least(body_chars, P.body_chars, "正文不少于{bar}"),
    must(references_listed, P.references, "列有参考文献"),
    must(figures_numbered, P.figures_numbered, "图表编号并在文中引用"),
)

science_report = Policy(
    "science-report",
    "科技报告格式审查",
    P,
    facts_of(
        title_chars, access, delay_years, ip_involved, report_number, abstract_chars, abstract_en_chars,
        keywords, partners, secret, body_chars, references_listed, figures_numbered,
    ),
    require=(
        title, where(case(access, "delayed"), delay), numbered, abstract, words, partnered, public, body,
    ),
    words=Words(passed="格式合格", failed="退回修改", conditions="基本信息表、正文与保密"),
)  # fmt: skip
