"""The text page's cutting: nothing lost, every quote marked."""

from __future__ import annotations

from jichuang.plan.reads.text import paragraphs, passage, quotes_of


def test_the_pieces_put_together_are_the_text(plan):
    lines = ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs(plan)]
    assert lines == [line for line in plan.text.split("\n") if line.strip()]


def test_every_quote_is_marked_with_its_exact_words(plan):
    marked: dict[str, str] = {}
    for paragraph in paragraphs(plan):
        for piece in paragraph.pieces:
            for code in piece.codes:
                marked[code] = marked.get(code, "") + piece.text
    quotes = {t.code: t.quote for t in plan.targets.all()}
    quotes |= {m.code: m.quote for m in plan.milestones.all()}
    quotes |= {d.code: d.quote for d in plan.duties.all()}
    assert marked == quotes
    assert len(quotes_of(plan)) == 68 + 118 + 143


def test_every_item_begins_a_paragraph(plan):
    assert [p.item for p in paragraphs(plan) if p.item] == list(range(1, 37))


def test_a_passage_stays_inside_its_paragraph(plan):
    target = plan.targets.get(code="T05.1")
    before, quote, after = passage(plan, target.start, target.end)
    assert quote == target.quote
    assert "\n" not in before + after
    assert before + quote + after in plan.text
