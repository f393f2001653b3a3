"""The SQL gives the same frame as polars, every column of every unit, and divides whole numbers only."""

import re

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cchc_rules.columns.duckdb_sql import TABLE, plan_sql
from cchc_rules.columns.intake import ROW, fitted
from cchc_rules.columns.plan import Plan
from cchc_rules.columns.polars_engine import prepared, worked_out
from cchc_rules.columns.run import KEPT, Asked, YearEngine
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.files.duckdb_query import queried
from cchc_rules.results.scorecard import View
from tests.columns.texts import TEXTS
from tests.columns.units import records, table
from tests.support.many import many
from tests.support.rubrics import bundled, rubric_of


def _both(tree: RuleTree, count: int) -> None:
    engine = YearEngine(tree, 2019, Asked(View.FINAL))
    plan = engine.plan
    assert isinstance(plan, Plan)
    given = table(plan.contract, list(records(plan.contract, count, seed=3)))
    frame = pl.LazyFrame(given, strict=False, infer_schema_length=None).with_row_index(ROW, 1)
    made = fitted(frame, dict(frame.collect_schema()), plan.contract)
    there = tuple(made.collect_schema())
    by_polars = worked_out(prepared(made, plan.contract.columns, there), plan, KEPT).collect()
    by_duckdb = queried(made, plan_sql(plan, there, KEPT), TABLE)
    assert_frame_equal(by_duckdb, by_polars, check_dtypes=False)
    assert not re.search(r"[^/]/[^/]", re.sub(r"'[^']*'|\"[^\"]*\"", "", plan_sql(plan, there, KEPT)))


@pytest.mark.parametrize("name", TEXTS)
def test_sql_gives_what_polars_gives(name: str) -> None:
    _both(compile_rubric(rubric_of(TEXTS[name])), many(200))


@pytest.mark.long
def test_sql_gives_what_polars_gives_for_a_table_of_2019() -> None:
    _both(compile_rubric(bundled("2019/bang-1")), many(40))
