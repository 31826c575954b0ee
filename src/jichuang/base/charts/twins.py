"""数据表: the same numbers as a chart, as an HTML table that anyone can read, copy and hear."""

from __future__ import annotations

from collections.abc import Sequence

from jichuang.base.charts.ink import figure, text

Cell = str | float | int | None


def table(headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, title: str = "数据表") -> str:
    """A folded table: the first column names the row, the others are figures. Empty rows give an empty text.

    Raises ValueError when a row has another width than the headers.
    """
    if not rows:
        return ""
    head = "".join(f'<th scope="col"{_number(place)}>{text(name)}</th>' for place, name in enumerate(headers))
    body = "".join(_row(headers, row) for row in rows)
    return (
        f'<details class="twin"><summary>{text(title)}</summary><div class="scroll"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _row(headers: Sequence[str], row: Sequence[Cell]) -> str:
    if len(row) != len(headers):
        raise ValueError(f"表头有 {len(headers)} 列，这一行有 {len(row)} 列：{row!r}")
    first, *others = row
    cells = "".join(f"<td{_number(1)}>{text(_words(cell))}</td>" for cell in others)
    return f'<tr><th scope="row">{text(first)}</th>{cells}</tr>'


def _number(place: int) -> str:
    return ' class="number"' if place else ""


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else figure(cell)
