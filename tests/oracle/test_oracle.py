"""The engine against an oracle written by hand from the documents alone, on random sheets.

Nobody who wrote by_hand, guidance_1, guidance_1b, guidance_2, guidance_2b, officer and small_rubrics had seen the
engine: they say what the guidance texts, docs and the decree say, a function per row. Where the two differ, one is
wrong or a text can be read in two ways. `CCHC_ORACLE=5000 pytest tests/oracle` tries many more sheets.
"""

import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.compile import RuleTree
from cchc_rules.evaluate import evaluate_year
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.scorecard import Scorecard, View

from .by_hand import NA, Result
from .conduct import GRADE_NAMES, conduct_grade, conduct_sheet, conduct_total, random_conduct
from .officer import APPRAISED, GUIDANCES, REVIEWED, SELF, Officer, Paper, band, consequences, index
from .own_stages import AGAIN, FIRST, REVIEW, TOPS, own_band, own_result, own_sheet, random_own
from .papers import at_a_threshold, complete, random_paper, sheet_text, within
from .small_rubrics import (
    fatal_completed,
    fatal_known,
    fatal_result,
    fatal_sheet,
    plus_band,
    plus_completed,
    plus_known,
    plus_result,
    plus_sheet,
    random_fatal,
    random_plus,
)
from .text import ROOT, texts_of

MANY = int(os.environ.get("CCHC_ORACLE", "0"))
LIBRARY = Library()
COMPLETIONS = 5
LINKED, ONLINE = "TTHC liên thông giữa các cấp", "tỷ lệ hồ sơ trực tuyến mức độ 4"
STAGES = {View.SELF: (SELF,), View.APPRAISED: (APPRAISED,), View.FINAL: (REVIEWED, APPRAISED)}


def seeds(few: int) -> range:
    return range(MANY or few)


def scored(folder: Path, text: str, view: View = View.FINAL) -> Scorecard:
    path = folder / "a.phieu"
    path.write_text(text, encoding="utf-8")
    made = explain_sheet(path, LIBRARY, view=view)
    assert made.scorecard is not None, [(d.code, d.message) for d in made.diagnostics]
    return made.scorecard


def sheet_at(folder: Path, text: str) -> tuple[RuleTree, Sheet]:
    path = folder / "a.phieu"
    path.write_text(text, encoding="utf-8")
    ready = LIBRARY.sheet(path)
    assert ready.ok and ready.sheet is not None and ready.rubric is not None and ready.rubric.tree is not None
    return ready.rubric.tree, ready.sheet


def guidance(table: int) -> str:
    return str(ROOT / f"examples/guidance/huong-dan-bang-{table}.cchc")


def said(node: NodeScore) -> Result:
    """The engine's row in the oracle's words."""
    if node.state is State.PENDING:
        return None
    return NA if node.state is State.NOT_APPLICABLE else node.ledger.achieved


def ratings(card: Scorecard) -> list[str]:
    """The ratings the engine leaves possible."""
    return [b.value.name for b in card.possible_bands] or ([card.band.value.name] if card.band else [])


def nodes_of(card: Scorecard) -> dict[str, NodeScore]:
    return {n.criterion.code.text: n for n in card.nodes}


def same_rows(card: Scorecard, officer: Officer, rows: dict[str, Result], seed: int) -> None:
    nodes = nodes_of(card)
    for code, mine in rows.items():
        assert nodes[code].ledger.max == officer.texts.maxima[code]
        if mine is not None:
            assert said(nodes[code]) == mine, (seed, code)


def same_totals(card: Scorecard, officer: Officer, rows: dict[str, Result], seed: int) -> None:
    reached = index(officer.texts, rows)
    assert card.index is not None and reached is not None
    assert card.index.low == card.index.high == reached, seed
    assert card.band is not None and card.band.value.name == band(reached), seed
    assert tuple(c.holds for c in card.consequences) == consequences(officer.texts, rows), seed


def holds_completion(card: Scorecard, officer: Officer, known: dict[str, Result], full: dict[str, Result]) -> None:
    """What the engine says before is true of a completion too."""
    nodes = nodes_of(card)
    for code, points in full.items():
        node = nodes[code]
        if known[code] is None and said(node) is not None:
            assert said(node) == points, code
        if said(node) is None and isinstance(points, Fraction):
            assert node.ledger.achieved <= points <= node.ledger.achieved + node.ledger.pending, code
    reached = index(officer.texts, full)
    assert card.index is not None and reached is not None
    assert card.index.low <= reached <= card.index.high
    assert band(reached) in ratings(card)
    for given, found in zip(card.consequences, consequences(officer.texts, full), strict=True):
        assert given.holds in (None, found)
    for field, bounds in zip(officer.texts.fields, card.field_indexes, strict=True):
        part = index(officer.texts, full, field)
        assert part is None or (bounds is not None and bounds.low <= part <= bounds.high), field


def completions(r: Random, paper: Paper) -> Sequence[tuple[Officer, dict[str, Result]]]:
    made = [complete(r, paper) for _ in range(COMPLETIONS)]
    legal = [(o, p) for p, o in made if all(within(o.texts, p.standing(s).known) for s in (SELF, APPRAISED, REVIEWED))]
    rows = [(o, o.rows(p)) for o, p in legal]
    return [(o, full) for o, full in rows if None not in full.values()]


@pytest.mark.parametrize("table", [1, 2])
@pytest.mark.long
def test_rows_totals_and_rating_of_random_sheets(table: int, tmp_path: Path) -> None:
    for seed in seeds(10):
        r = Random(seed * 10 + table)
        paper = random_paper(r, table, None if MANY else 2019)
        for view in (r.choice([View.SELF, View.APPRAISED]), View.FINAL):
            card = scored(tmp_path, sheet_text(paper, guidance(table)), view)
            officer = Officer(texts_of(table), table, stages=STAGES[view])
            rows = officer.rows(paper)
            same_rows(card, officer, rows, seed)
            if None not in rows.values():
                same_totals(card, officer, rows, seed)
        for completed, full in completions(r, paper):
            holds_completion(card, completed, rows, full)


def test_whole_years_with_the_index_near_a_threshold(tmp_path: Path) -> None:
    """Rows measured by the best unit need the others; then nothing is left open, and the rating must be the same."""
    for seed in seeds(5):
        r = Random(seed)
        table, name = r.choice([(1, LINKED), (2, ONLINE)])
        papers = [random_paper(r, table, 2019, whole=True) for _ in range(3)]
        view, stage = r.choice([(View.FINAL, REVIEWED), (View.APPRAISED, APPRAISED)])
        figures = [p.standing(stage).known[name] for p in papers]
        officer = Officer(
            texts_of(table), table, {name: max(f for f in figures if isinstance(f, Fraction))}, STAGES[view]
        )
        for paper in papers:
            at_a_threshold(r, paper, officer)
        ready = [sheet_at(tmp_path, sheet_text(p, guidance(table), f"Đơn vị {i}")) for i, p in enumerate(papers)]
        cards = evaluate_year(ready[0][0], [sheet for _, sheet in ready], view, closed=True)
        for paper, card in zip(papers, cards, strict=True):
            rows = officer.rows(paper)
            same_rows(card, officer, rows, seed)
            if None not in rows.values():
                same_totals(card, officer, rows, seed)


def test_every_ruled_row_of_the_texts_is_read_by_hand() -> None:
    for table, read in GUIDANCES.items():
        texts = texts_of(table)
        assert set(read.rows) == set(texts.uses) - texts.council_rows
        assert set(texts.leaves) == set(texts.uses) | texts.surveyed


def test_bonus_penalty_and_full_scale(tmp_path: Path) -> None:
    rubric = str(ROOT / "examples/cong-tru/cong-tru.cchc")
    for seed in seeds(150):
        r = Random(seed)
        unit = random_plus(r)
        card = scored(tmp_path, plus_sheet(unit, rubric))
        found = plus_result(unit) if plus_known(unit) else None
        if plus_known(unit):
            assert (found is None) == (card.index is None) == (card.band is None), seed
        if found is not None:
            assert card.final is not None and card.index is not None and card.band is not None
            assert (card.final.low, card.final.high, card.final.base) == (found[0], found[0], found[1]), seed
            assert card.index.low == card.index.high == found[0] / found[1], seed
            assert card.band.value.name == plus_band(found[0] / found[1]), seed
        for _ in range(COMPLETIONS):
            full = plus_result(plus_completed(r, unit))
            if full is not None:
                assert card.final is not None and card.index is not None
                assert card.final.low <= full[0] <= card.final.high, seed
                assert card.index.low <= full[0] / full[1] <= card.index.high, seed
                assert plus_band(full[0] / full[1]) in ratings(card), seed


def test_disqualifying_conditions(tmp_path: Path) -> None:
    rubric = str(ROOT / "examples/diem-liet/diem-liet.cchc")
    for seed in seeds(150):
        r = Random(seed)
        unit = random_fatal(r)
        if set(unit.table.values()) == {NA}:
            continue
        card = scored(tmp_path, fatal_sheet(unit, rubric))
        if fatal_known(unit):
            rated = fatal_result(unit)
            assert (card.band.value.name if card.band else None, card.unrated) == (rated, rated is None), seed
            continue
        for _ in range(COMPLETIONS):
            full = fatal_completed(r, unit)
            rated = fatal_result(full)
            if set(full.table.values()) == {NA}:
                continue
            assert card.unrated in (None, rated is None), seed
            assert rated is None or rated in ratings(card), seed


@pytest.mark.long
def test_conduct_of_students(tmp_path: Path) -> None:
    rubric = str(ROOT / "examples/diem-ren-luyen/diem-ren-luyen.cchc")
    for seed in seeds(20):
        r = Random(seed)
        facts, rows = random_conduct(r)
        total = conduct_total(facts, rows)
        card = scored(tmp_path, conduct_sheet(facts, rows, rubric))
        assert card.index is not None and card.band is not None, seed
        assert card.index.low == card.index.high == total / 100, seed
        assert card.band.value.name == conduct_grade(total, facts), seed
        shown = {n: v for n, v in facts.items() if r.random() < 0.8}
        seen = {c: p for c, p in rows.items() if r.random() < 0.8}
        partial = scored(tmp_path, conduct_sheet(shown, seen, rubric))
        if partial.index is not None:
            assert partial.index.low <= total / 100 <= partial.index.high, seed
        assert conduct_grade(total, facts) in (ratings(partial) or GRADE_NAMES), seed


def test_stages_of_its_own_alternatives_and_caps(tmp_path: Path) -> None:
    rubric = str(ROOT / "examples/cac-buoc/cac-buoc.cchc")
    views = ((View.APPRAISED, FIRST), (View(Stage("thẩm định lại")), AGAIN), (View.FINAL, REVIEW))
    for seed in seeds(40):
        r = Random(seed)
        unit = random_own(r)
        for view, last in views:
            points, base = own_result(unit, last)
            card = scored(tmp_path, own_sheet(r, unit, rubric), view)
            assert (card.total.achieved, card.total.applicable, card.total.pending) == (points, base, 0), (seed, last)
            assert sum(p for p in (said(nodes_of(card)[c]) for c in TOPS) if isinstance(p, Fraction)) == (
                card.total.achieved + card.total.over
            ), seed
            assert card.band is not None and card.band.value.name == own_band(points / base), (seed, last)
        hidden = frozenset(c for c in TOPS if r.random() < 0.3)
        partial = scored(tmp_path, own_sheet(r, unit, rubric, hidden))
        assert partial.index is not None, seed
        assert partial.index.low <= points / base <= partial.index.high, seed
        assert own_band(points / base) in ratings(partial), seed
