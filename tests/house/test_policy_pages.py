"""The reference pages of policies say what the policies say, and every figure of the law says where it comes from."""

from __future__ import annotations

from collections import Counter

from house.source import ROOT
from jichuang import policy
from jichuang.policy.documenting import INDEX, LEDGER, ledger, pages, values
from jichuang.policy.parameters import STATUSES
from jichuang.policy.rd_ledger.law import P as CALIBERS

BOOKS = {**{key: policy.get(key).book for key in policy.ids()}, LEDGER: CALIBERS}
FOLDER = ROOT / "docs" / "reference" / "policies"
AGAIN = "run `jichuang policy docs docs/reference/policies` and commit what it writes"


def test_every_policy_has_its_page_and_every_page_is_up_to_date():
    made = pages()
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert set(made) == set(written), AGAIN
    old = [name for name, text in made.items() if written[name] != text]
    assert not old, f"{AGAIN}: {', '.join(old)}"


def test_every_value_of_every_parameter_is_cited_or_says_that_it_is_unverified():
    wrong = [
        f"{key}: {value.cite} {value.value}"
        for key, book in BOOKS.items()
        for value in values(book)
        if value.status not in STATUSES or not (value.cite.strip() and value.clause.strip())
    ]
    assert not wrong, "\n".join(wrong)


def test_the_index_counts_each_status():
    counts = ledger()
    total = Counter()
    for key, book in BOOKS.items():
        assert counts[key].total() == len(values(book))
        total += counts[key]
    assert counts[""] == total
    text = (FOLDER / INDEX).read_text(encoding="utf-8")
    for status in STATUSES:
        assert f"- {status}（" in text and f"）：{total[status]}\n" in text


def test_nothing_is_called_official_before_somebody_has_read_the_issuing_bodys_text():
    assert ledger()[""]["official"] == 0
