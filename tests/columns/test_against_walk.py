"""Columns give what the walk gives, to the digit, for every unit of the contract; they reject what no sheet may say."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from cchc_rules.columns.figures import figures_of
from cchc_rules.columns.intake import ROW, fitted, twice
from cchc_rules.columns.plan import Plan
from cchc_rules.columns.run import AMONG_FIRST, AMONG_LAST, COLUMN, RANK, Asked, OfYear, YearEngine
from cchc_rules.columns.sheets import Cell, Record, sheet_of
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.results.ranking import ranking_of, standing
from cchc_rules.results.scorecard import View
from tests.columns.texts import TEXTS
from tests.columns.units import is_sound, records, table
from tests.support.many import many
from tests.support.rubrics import bundled, rubric_of

TREES = {name: compile_rubric(rubric_of(text)) for name, text in TEXTS.items()}


def scored(tree: RuleTree, given: Sequence[Record], view: View, walk: bool = False) -> tuple[YearEngine, OfYear]:
    """What columns make of units."""
    engine = YearEngine(tree, 2019, Asked(view, rows=True, walk=walk))
    assert isinstance(engine.plan, Plan), engine.plan
    frame = pl.LazyFrame(table(engine.contract, given), strict=False, infer_schema_length=None).with_row_index(ROW, 1)
    made = fitted(frame, dict(frame.collect_schema()), engine.contract)
    return engine, engine.run(made, tuple(made.collect_schema()), sorted(twice(made)))


def mended(tree: RuleTree, given: Sequence[Record]) -> list[dict[str, Cell]]:
    """The units without what they are rejected for, most of them."""
    left = [dict(record) for record in given]
    for _ in range(2):
        _, found = scored(tree, left, View.FINAL)
        for row, column in found.rejected.select(ROW, COLUMN).iter_rows():
            record = left[row - 1]
            for name in [n for n in record if n == column or n.startswith(f"{column}.")] if row % 5 else ():
                record[name] = None
    return left


def differences(got: dict[str, Any], want: dict[str, Any]) -> Iterator[str]:
    """Columns that differ; ratios may be in other terms."""
    for name, value in want.items():
        if name.endswith("_num"):
            below = "rated_den" if name.startswith("rated_") else f"{name.removesuffix('_num')}_den"
            ratios = [None if f[name] is None else Fraction(f[name], f[below]) for f in (got, want)]
            if ratios[0] != ratios[1]:
                yield f"{name}: {ratios[0]}, walked {ratios[1]}"
        elif not name.endswith("_den") and got[name] != value:
            yield f"{name}: {got[name]}, walked {value}"


def hold(tree: RuleTree, given: Sequence[Record], view: View) -> int:
    """Hold units against the walk; how many were scored by columns."""
    engine, found = scored(tree, given, view)
    by_row = {row[ROW]: row for row in found.scored.iter_rows(named=True)}
    why = dict(found.rejected.select(ROW, "reason").iter_rows())
    doubled = {row for row, reason in why.items() if "hơn một dòng" in reason}
    assert by_row.keys() | why.keys() == set(range(1, len(given) + 1)) and not by_row.keys() & why.keys()
    cards = {}
    for row, record in enumerate(given, start=1):
        if row in by_row:
            assert is_sound(tree, engine.contract, record), record
            cards[row] = evaluate(tree, sheet_of(record, tree, engine.contract), view)
            want = figures_of(cards[row], engine.contract.scale, rows=True)
            assert not list(differences(by_row[row], want)), (view, record)
        elif row not in doubled and "--walk" not in why[row]:
            assert not is_sound(tree, engine.contract, record), (why[row], record)
    ranking = ranking_of(tree.rubric, 2019, [standing(c, str(row)) for row, c in cards.items()])
    for r in ranking.units:
        got = by_row[int(r.standing.source)]
        assert (got[RANK], (got[AMONG_FIRST], got[AMONG_LAST])) == (r.rank, r.among or (None, None))
    return len(by_row)


@pytest.mark.parametrize("name", TREES)
def test_columns_give_what_the_walk_gives(name: str) -> None:
    tree = TREES[name]
    contract = YearEngine(tree, 2019, Asked(View.FINAL)).contract
    given = mended(tree, list(records(contract, many(100), seed=7)))
    assert hold(tree, given, View.FINAL) > many(40)


@pytest.mark.parametrize("name", ["groups, cap falls", "final, free"])
@pytest.mark.parametrize("view", [View.SELF, View.APPRAISED])
def test_they_do_so_up_to_every_stage(name: str, view: View) -> None:
    tree = TREES[name]
    contract = YearEngine(tree, 2019, Asked(view)).contract
    given = mended(tree, list(records(contract, many(50), seed=5)))
    assert hold(tree, given, view) > many(20)


@pytest.mark.parametrize("name", ["2019/bang-1", "2019/bang-2"])
@pytest.mark.long
def test_columns_give_what_the_walk_gives_for_the_tables_of_2019(name: str) -> None:
    tree = compile_rubric(bundled(name))
    contract = YearEngine(tree, 2019, Asked(View.FINAL)).contract
    given = mended(tree, list(records(contract, many(15), seed=11)))
    assert hold(tree, given, View.FINAL) > many(5)
