"""Laws that hold for every sheet: the ledger reconciles, bounds hold every completion, order does not matter."""

from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.model.sheet import Claim, Entry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.scorecard import VIEWS, Scorecard, View
from tests.support.rubrics import rubric_of
from tests.support.sheets import points_up_to, sheets_for

RUBRIC = rubric_of("""
BỘ TIÊU CHÍ thu "Bộ thử"
XẾP LOẠI
  từ 80%: "A"
  từ 50% đến dưới 80%: "B"
  dưới 50%: "C"
HỆ QUẢ
  1 khi chỉ số dưới 70% hoặc từ 1 lĩnh vực dưới 50%: "x"
LĨNH VỰC 1 "Một": 6 điểm
TIÊU CHÍ 1.1 "Một một": 3 điểm
  1.1.1 "a": 1 điểm
  1.1.2 "b": 2 điểm
TIÊU CHÍ 1.2 "Một hai": 3 điểm
LĨNH VỰC 2 "Hai": 4 điểm
TIÊU CHÍ 2.1 "Hai một": 2,5 điểm, ĐTXHH
TIÊU CHÍ 2.2 "Hai hai": 1,5 điểm
""")
TREE = compile_rubric(RUBRIC)
SHEETS = sheets_for(RUBRIC)
VIEWS = st.sampled_from(VIEWS)


def reconciles(node: NodeScore) -> bool:
    ledger, taken = node.ledger, node.taken
    parts = ledger.achieved + ledger.lost + ledger.excluded + ledger.pending
    return ledger.max == parts == node.criterion.max and taken.total == ledger.lost


@given(SHEETS, VIEWS)
@settings(max_examples=300)
def test_the_ledger_reconciles_at_every_node(sheet: Sheet, view: View) -> None:
    card = evaluate(TREE, sheet, view)
    assert all(reconciles(n) for n in card.nodes)
    by_code = {n.criterion.code: n for n in card.nodes}
    for node in card.nodes:
        children = [by_code[c.code] for c in node.criterion.children]
        for name in ("max", "achieved", "lost", "excluded", "pending"):
            if children:
                assert getattr(node.ledger, name) == sum(getattr(c.ledger, name) for c in children)
    total = card.total
    assert total.max == 10 == total.achieved + total.lost + total.excluded + total.pending
    assert card.taken.total == total.lost


@given(SHEETS, VIEWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_entries_does_not_matter(sheet: Sheet, view: View, random: object) -> None:
    rows = [attrs.evolve(r, entries=tuple(reversed(r.entries))) for r in sheet.rows]
    random.shuffle(rows)  # type: ignore[attr-defined]  # random.Random, which Hypothesis types as object
    shuffled = attrs.evolve(sheet, rows=tuple(rows))
    assert evaluate(TREE, shuffled, view).total == evaluate(TREE, sheet, view).total


@st.composite
def completed(draw: st.DrawFn) -> tuple[Sheet, Sheet]:
    """A sheet with gaps, and the same with every gap filled by points or by not applicable."""
    sheet = draw(SHEETS)
    rows = list(sheet.rows)
    for node in evaluate(TREE, sheet).pending_rows:
        c = node.criterion
        stage = Stage.SURVEY if c.survey else Stage.APPRAISAL
        rows = [r for r in rows if r.code != c.code]
        if draw(st.integers(0, 4)) == 0:
            rows.append(Row(c.code, claim=Claim("không phát sinh")))
        else:
            rows.append(Row(c.code, entries=(Entry(stage, draw(points_up_to(c.max)), "lý do"),)))
    return sheet, attrs.evolve(sheet, rows=tuple(rows))


@given(completed())
@settings(max_examples=300)
def test_every_completion_lies_within_what_was_said_before(pair: tuple[Sheet, Sheet]) -> None:
    before, after = evaluate(TREE, pair[0]), evaluate(TREE, pair[1])
    assert after.total.pending == 0
    if after.index is None or before.index is None:
        return
    assert before.index.low <= after.index.low <= before.index.high
    assert after.band in before.possible_bands
    if before.band is not None:
        assert after.band == before.band
    for early, late in zip(before.consequences, after.consequences, strict=True):
        # Leaving the maximum can take a whole field out, and with it what the field triggered.
        if early.holds is not None and not _lost_a_field(before, after):
            assert late.holds is early.holds


def _lost_a_field(before: Scorecard, after: Scorecard) -> bool:
    return any(b is not None and a is None for b, a in zip(before.field_indexes, after.field_indexes, strict=True))


@given(SHEETS)
def test_an_open_band_says_what_each_band_needs(sheet: Sheet) -> None:
    card = evaluate(TREE, sheet)
    for threshold in card.thresholds:
        assert card.index is not None and card.band is None
        assert 0 < threshold.needed <= card.total.pending
        low = threshold.band.interval.low
        assert low is not None and card.total.achieved + threshold.needed == low * card.total.applicable


@given(SHEETS, VIEWS)
def test_states_never_stand_for_one_another(sheet: Sheet, view: View) -> None:
    for node in evaluate(TREE, sheet, view).nodes:
        if node.state is State.SCORED:
            assert node.final is not None and 0 <= node.final <= node.criterion.max
        else:
            assert node.final is None
        if node.state is State.NOT_APPLICABLE:
            assert node.ledger.excluded == node.ledger.max != Fraction(0)
