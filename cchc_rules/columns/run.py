"""A year of units worked out: by columns, by a walk where these do not reach, or rejected with the reason."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_rules.columns.contract import KIND, UNIT, YEAR, Contract, contract_of
from cchc_rules.columns.covered import NotCovered
from cchc_rules.columns.duckdb_sql import TABLE, plan_sql
from cchc_rules.columns.intake import ROW
from cchc_rules.columns.plan import Plan, compile_columns
from cchc_rules.columns.polars_engine import KEY, OPEN, RANKED, RAW, REJECTED, prepared, reasons, worked_out
from cchc_rules.columns.ranks import AMONG_FIRST, AMONG_LAST, RANK, ranks
from cchc_rules.columns.walked import Walk
from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.model.rating import SHARED_RANKS, Ties
from cchc_rules.results.scorecard import View

if TYPE_CHECKING:
    import polars as pl

KEPT = (ROW, UNIT, KIND, YEAR)
RANKS = (RANK, AMONG_FIRST, AMONG_LAST)
WALKED, RANK_PROVISIONAL = "walked", "rank_provisional"
COLUMN, REASON = "column", "reason"
_WAITS = "điều kiện của bộ tiêu chí còn chờ số liệu: chỉ chấm được khi có --walk"
_TWICE = "đơn vị có nhiều hơn một dòng trong năm"


@frozen
class Asked:
    """What is asked of a batch: up to which stage, every row or only totals and fields, whether to walk."""

    view: View
    rows: bool = False
    walk: bool = False


@frozen
class OfYear:
    """The units of a year that were scored, in the order of the input, and the others with each reason."""

    year: int
    scored: "pl.DataFrame"
    rejected: "pl.DataFrame"


Query = Callable[["pl.LazyFrame", str, str], "pl.DataFrame"]
"""What a query gives over a frame that it calls by a name."""


@frozen
class YearEngine:
    """A rubric made ready for a year: its plan, or what columns do not cover. With a `query` SQL works it out."""

    tree: RuleTree
    year: int
    asked: Asked
    query: Query | None = None

    @cached_property
    def plan(self) -> Plan | tuple[NotCovered, ...]:
        """The plan of the year."""
        return compile_columns(self.tree, self.year, self.asked.view, self.asked.rows)

    @cached_property
    def contract(self) -> Contract:
        """The columns of the rubric."""
        return contract_of(self.tree)

    @cached_property
    def walk(self) -> Walk:
        """How single units are walked."""
        return Walk(self.tree, self.contract, self.asked.view, self.asked.rows)

    def run(self, frame: "pl.LazyFrame", there: Sequence[str], twice: Sequence[int]) -> OfYear:
        """The year's units from fitted columns, `there` being those that the table has; `twice` are not scored."""
        base = prepared(frame, self.contract.columns, there)
        if isinstance(self.plan, tuple):
            return _by_walk(self, base, twice)
        if self.query is not None:
            found = self.query(frame, plan_sql(self.plan, there, KEPT), TABLE)
        else:
            found = worked_out(base, self.plan, KEPT).collect()
        return _by_columns(self, self.plan, base, found, twice)


# ---- by columns


def _by_columns(
    engine: YearEngine, plan: Plan, base: "pl.LazyFrame", found: "pl.DataFrame", twice: Sequence[int]
) -> OfYear:
    import polars as pl

    bad = pl.col(REJECTED) | pl.col(ROW).is_in(twice) if twice else pl.col(REJECTED)
    left = found.filter(bad | pl.col(OPEN)).select(*KEPT, bad.alias(REJECTED))
    wrong, waiting = left.filter(pl.col(REJECTED)), left.filter(~pl.col(REJECTED))
    why = [reasons(_of_rows(base, wrong), plan, KEPT).collect(), _said(wrong.filter(pl.col(ROW).is_in(twice)), _TWICE)]
    good = (found.filter(~(bad | pl.col(OPEN))) if left.height else found).with_columns(pl.lit(False).alias(WALKED))
    if engine.asked.walk and waiting.height:
        good = pl.concat([good, _walked_among(engine, plan, _of_rows(base, waiting), good.schema)]).sort(ROW)
    else:
        why.append(_said(waiting, _WAITS))
    rejected = pl.concat(why).sort(ROW, maintain_order=True)
    keys = [f"{KEY}{i}" for i in range(len(plan.digits))]
    placed = ranks(good.filter(pl.col(RANKED)).select(ROW, *keys), keys, _ties(engine.tree))
    scored = good.join(placed, on=ROW, how="left", maintain_order="left")
    return OfYear(plan.year, _arranged(scored, [o.name for o in plan.outputs], rejected), rejected)


def _ties(tree: RuleTree) -> Ties:
    stated = tree.rubric.provisions.tie_break
    return (stated.value if stated is not None else SHARED_RANKS).then


def _of_rows(base: "pl.LazyFrame", rows: "pl.DataFrame") -> "pl.LazyFrame":
    import polars as pl

    return base.filter(pl.col(ROW).is_in(rows[ROW].to_list()))


def _said(rows: "pl.DataFrame", reason: str) -> "pl.DataFrame":
    import polars as pl

    return rows.select(*KEPT, pl.lit("").alias(COLUMN), pl.lit(reason).alias(REASON))


def _arranged(scored: "pl.DataFrame", names: Sequence[str], rejected: "pl.DataFrame") -> "pl.DataFrame":
    """The columns in the order that is promised. With any unit left out ranks are provisional."""
    import polars as pl

    provisional = pl.lit(bool(rejected.height)).alias(RANK_PROVISIONAL)
    return scored.select(*KEPT, *RANKS, provisional, WALKED, *names)


def _walked_among(
    engine: YearEngine, plan: Plan, waiting: "pl.LazyFrame", schema: "Mapping[str, pl.DataType]"
) -> "pl.DataFrame":
    """Units walked one by one, in the columns of those that were not."""
    import polars as pl

    records = _records(waiting, engine.contract)
    rows = []
    for record, (figures, order) in zip(records, engine.walk.figures(records), strict=True):
        row: dict[str, Any] = {**{k: record[k] for k in KEPT}, **figures, REJECTED: False, OPEN: True, WALKED: True}
        row[RANKED] = order is not None
        given = zip(plan.keys, order, strict=True) if order is not None else ()
        digits = [d for key, value in given for d in key.of(value, plan.contract.scale)]
        row |= {f"{KEY}{i}": d for i, d in enumerate(digits or [0] * len(plan.digits))}
        rows.append(row)
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)


# ---- by a walk alone


def _records(base: "pl.LazyFrame", contract: Contract) -> list[dict[str, Any]]:
    """The units as they came, for a walk."""
    import polars as pl

    columns = [
        pl.when(pl.col(c.name) != "").then(pl.col(c.name)).alias(c.name)
        if c.holds.words
        else pl.col(RAW + c.name).alias(c.name)
        for c in contract.columns
    ]
    return base.select(*KEPT, *columns).collect().to_dicts()


def _by_walk(engine: YearEngine, base: "pl.LazyFrame", twice: Sequence[int]) -> OfYear:
    import polars as pl

    good, why = [], []
    doubled = set(twice)
    for record in _records(base, engine.contract):
        told = engine.walk.wrong(record)
        if record[ROW] in doubled:
            told = (*told, ("", _TWICE))
        if told:
            why += [{**{k: record[k] for k in KEPT}, COLUMN: column, REASON: reason} for column, reason in told]
        else:
            good.append(record)
    made = engine.walk.year(good)
    rows = []
    for record, (figures, ranked) in zip(good, made, strict=True):
        first, last = ranked.among if ranked.among is not None else (None, None)
        own = {RANK: ranked.rank, AMONG_FIRST: first, AMONG_LAST: last, RANK_PROVISIONAL: bool(why), WALKED: True}
        rows.append({**{k: record[k] for k in KEPT}, **own, **figures})
    kept = base.select(*KEPT).collect_schema()
    ends = {COLUMN: pl.String, REASON: pl.String}
    scored = pl.DataFrame(rows, infer_schema_length=None) if rows else pl.DataFrame(schema=kept)
    scored = scored.with_columns(pl.col(name).cast(kind) for name, kind in kept.items())
    return OfYear(engine.year, scored, pl.DataFrame(why, schema={**kept, **ends}))
