"""The enterprises of a register as a population for what-ifs: who stands in it on a day, and the facts held about each.

One query, streamed; nothing is asked row by row. Knows registers and facts; knows no rule: which facts are wanted is the policy's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import islice

import polars as pl
from django.db import connection
from psycopg import sql

from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.facts import Fact, Figure, Flag, Sequence, Text
from jichuang.policy.files import CHUNK, Piece, frame_piece
from jichuang.policy.parameters import Law
from jichuang.policy.simulating import Population
from jichuang.registry import registers
from jichuang.registry.models import Entry, Party, PartyFact
from jichuang.registry.reads import home_name
from jichuang.registry.reads.changes import Kept
from jichuang.registry.reads.entries import as_known

WHOLE = "hebei_tech_sme"
"""The register that stands for the province's technology enterprises where none is named."""
SAME_AS = {"staff_avg": "staff", "tech_staff_avg": "tech_staff", "total_income": "sales"}
"""Facts of a policy that the registry holds under another name, used where the policy's own name holds nothing."""
SIZES = ((20, "19人及以下"), (100, "20至99人"), (300, "100至299人"), (501, "300至500人"))
LARGEST = "501人及以上"
HELD = ("own", "entered")
"""What is held about the enterprise itself, and what its entry came with; the former goes first."""
COLUMNS = ["subject", "name", "home", "established_on", "industry_code", "field", "certified", *HELD]

# who stands in the register, with what is held about them: facts of the enterprise itself over those its entry came with
SQL = """
    WITH standing AS (SELECT subject, party_id, name, home, attrs FROM {entry}
                      WHERE register = {register} AND valid @> {on} AND {known}),
         certified AS (SELECT subject FROM {entry} WHERE register = 'hnte' AND valid @> {on} AND {known}),
         held AS (SELECT party_id, jsonb_object_agg(key || coalesce('@' || year, ''), value) AS facts FROM {fact}
                  WHERE key = ANY({keys}) AND (year IS NULL OR year = ANY({years})) AND {known} GROUP BY party_id)
    SELECT subject, standing.name, standing.home, party.established_on,
           coalesce(nullif(party.industry_code, ''), attrs->>'industry_code'), attrs->>'field', certified.subject IS NOT NULL,
           held.facts, attrs->'facts'
    FROM standing LEFT JOIN certified USING (subject) LEFT JOIN held USING (party_id)
         LEFT JOIN {party} AS party ON party.id = standing.party_id
"""
CERTIFIED, FOUNDED, TODAY = "hnte_certificate_valid", "registered_on", "applied_on"
"""Facts that are read off the registers, the enterprise and the day itself."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One figure wanted: a fact of a year, under the names it may be held by."""

    fact: Fact
    year: int

    @property
    def names(self) -> list[str]:
        return [self.fact.key, *([SAME_AS[self.fact.key]] if self.fact.key in SAME_AS else [])]

    @property
    def keys(self) -> list[str]:
        """As they stand in what is held: of that year, or of no year."""
        return [key for name in self.names for key in (f"{name}@{self.year}", name)]

    @property
    def text(self) -> pl.Expr:
        return pl.coalesce(pl.col(held).struct.field(key) for key in self.keys for held in HELD)


def of_register(code: str, policy: Policy, law: Law) -> Population:
    """Everybody who stands in the register `code` (default: the province's technology enterprises) on the day of the law, as known on
    its day of knowledge. PolicyError for a code there is none of."""
    declared = registers.find(code or WHOLE)
    if declared is None:
        raise PolicyError(f"没有名录 {code}；有：{'、'.join(one.code for one in registers.ALL)}")
    pieces = _KEPT.get(
        (declared.code, policy.id, law.on, law.known), lambda: list(_pieces(declared.code, policy, law))
    )
    return Population(f"{declared.title}名录（{law.on} 有效）", iter(pieces))


_KEPT: Kept[list[Piece]] = Kept(Entry, Party, PartyFact, size=3)
"""Whoever supposes one figure supposes the next one: some tens of megabytes keep him from waiting for the registers again."""


def _pieces(register: str, policy: Policy, law: Law) -> Iterator[Piece]:
    wanted = list(_wanted(policy, law.on.year - 1))
    offset = 0
    for frame in _frames(register, law, wanted):
        yield frame_piece(policy, law, _with_facts(policy, law, frame, wanted), offset)
        offset += frame.height


def _wanted(policy: Policy, year: int) -> Iterator[_Wanted]:
    """Yearly figures are those of the year before the day of the law, series those of the years up to it, oldest first."""
    for fact in policy.facts.values():
        if isinstance(fact, Sequence):
            yield from (_Wanted(fact, one) for one in range(year - fact.longest + 1, year + 1))
        elif isinstance(fact, Figure | Flag | Text):
            yield _Wanted(fact, year)


def _frames(register: str, law: Law, wanted: list[_Wanted]) -> Iterator[pl.DataFrame]:
    """The rows as PostgreSQL sends them, `CHUNK` at a time, with what is held as a struct of texts."""
    held = pl.Struct(dict.fromkeys((FOUNDED, *(key for each in wanted for key in each.keys)), pl.String))
    with connection.cursor() as cursor, cursor.copy(_query(register, law, wanted)) as copy:
        while rows := [bytes(row) for row in islice(copy, CHUNK)]:
            text = pl.read_csv(
                BytesIO(b"".join(rows)), has_header=False, new_columns=COLUMNS, infer_schema=False
            )
            yield text.with_columns(pl.col(HELD).str.json_decode(held))


def _query(register: str, law: Law, wanted: list[_Wanted]) -> str:
    """The COPY statement; COPY takes no parameters, so every value is a quoted literal."""
    values = {
        "register": register,
        "on": law.on,
        "keys": sorted({name for each in wanted for name in each.names}),
        "years": sorted({each.year for each in wanted}),
    }
    tables = {"entry": Entry, "party": Party, "fact": PartyFact}
    known = (
        sql.SQL("recorded @> {}").format(as_known(law.known)) if law.known else sql.SQL("upper_inf(recorded)")
    )
    query = sql.SQL(SQL).format(
        known=known,
        **{name: sql.Literal(value) for name, value in values.items()},
        **{name: sql.Identifier(model._meta.db_table) for name, model in tables.items()},
    )
    with connection.cursor() as cursor:
        return sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(query).as_string(cursor.cursor)


# text into facts
def _with_facts(policy: Policy, law: Law, frame: pl.DataFrame, wanted: list[_Wanted]) -> pl.DataFrame:
    names = {code: home_name(code, law.on) for code in frame["home"].unique()}
    made = {
        fact.key: _column(fact, [each.text for each in wanted if each.fact is fact], law.on)
        for fact in policy.facts.values()
    }
    staff = next(
        (each for key in ("staff", "staff_avg") if (each := made.get(key)) is not None), pl.lit(None)
    )
    return frame.select(
        "subject", "name", "home",
        pl.col("home").replace_strict(names).alias("city"),
        pl.coalesce("field", "industry_code").alias("field"),
        _size(staff.cast(pl.Float64, strict=False)).alias("size"),
        **{key: each for key, each in made.items() if each is not None},
    )  # fmt: skip


def _column(fact: Fact, texts: list[pl.Expr], on: date) -> pl.Expr | None:
    """A fact's column; None for one that registers do not hold."""
    if isinstance(fact, Sequence):
        # years before the enterprise was founded are no missing years
        told = pl.coalesce("established_on", *(pl.col(held).struct.field(FOUNDED) for held in HELD))
        founded = told.str.slice(0, 4).cast(pl.Int64)
        early = (founded - (on.year - len(texts))).clip(0, len(texts) - 1).fill_null(0)
        years = pl.concat_list(texts).list.slice(early)
        return pl.when(pl.any_horizontal(each.is_not_null() for each in texts)).then(years)
    if fact.key == TODAY:
        return pl.lit(on.isoformat())
    read_off = {CERTIFIED: "certified", FOUNDED: "established_on"}
    text = (
        pl.coalesce(*([pl.col(read_off[fact.key])] if fact.key in read_off else []), *texts)
        if texts
        else None
    )
    if text is not None and isinstance(fact, Flag):
        return pl.when(text.is_in(["true", "t"])).then(True).when(text.is_in(["false", "f"])).then(False)
    return text


def _size(staff: pl.Expr) -> pl.Expr:
    found: pl.Expr = pl.when(staff.is_not_null()).then(pl.lit(LARGEST))
    for below, name in reversed(SIZES):
        found = pl.when(staff < below).then(pl.lit(name)).otherwise(found)
    return found
