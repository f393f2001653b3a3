"""Groups whose rows do not simply add up, against the text read a second time, and against all completions."""

from collections.abc import Sequence
from fractions import Fraction as F  # noqa: N817
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import NOT_APPLICABLE, Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import State, counting
from cchc_rules.results.scorecard import Scorecard
from tests.support.rubrics import rubric_of

OUT = "out"
Points = F | str | None
BEST, CHOICE = "lấy dòng cao nhất", "đơn vị chọn một dòng"
KEPT, AT_MOST, IN_PROPORTION = (
    f"cộng các dòng, không quá điểm tối đa, trần {end}"
    for end in ("giữ nguyên", "không quá tổng các dòng còn áp dụng", "giảm theo tỷ lệ")
)
METHODS = (BEST, CHOICE, KEPT, AT_MOST, IN_PROPORTION)
HEAD = """BỘ TIÊU CHÍ thu "Bộ thử"
  không áp dụng: được đề nghị
{settings}XẾP LOẠI
  từ 80%: "A"
  từ 40% đến dưới 80%: "B"
  dưới 40%: "C"
HỆ QUẢ
  1 khi chỉ số dưới 50% hoặc lĩnh vực 1 dưới 50%: "x"
SỐ LIỆU
  [f]: có/không
LĨNH VỰC 1 "Nhóm": {most} điểm
  cách tính: {method}
{rows}LĨNH VỰC 2 "Khác": 10 điểm
TIÊU CHÍ 2.1 "Dòng": 10 điểm
{after}"""


def tree_of(method: str, most: int, maxima: Sequence[int], loose: int = 0, rescaled: bool = False) -> RuleTree:
    """One group, a field beside it, a bonus where it is rescaled; rows before `loose` are out when [f] holds."""
    rows = ""
    for n, points in enumerate(maxima, start=1):
        rows += f'TIÊU CHÍ 1.{n} "Dòng": {points} điểm\n'
        rows += "  không áp dụng khi: [f] là có\n" if n <= loose else ""
    given = "  không áp dụng: quy về đủ thang\n  điểm sau cộng, trừ: được vượt tổng điểm tối đa\n" if rescaled else ""
    bonus = 'ĐIỂM CỘNG: tối đa 2 điểm\n  C1 "Cộng": tối đa 2 điểm\n' if rescaled else ""
    return compile_rubric(rubric_of(HEAD.format(settings=given, most=most, method=method, rows=rows, after=bonus)))


def card_of(tree: RuleTree, *stages: Sequence[Points], other: Points = F(5), fact: bool | None = None) -> Scorecard:
    """The result when each stage entered these points for the rows of the group, the unit first."""
    return evaluate(tree, sheet_of(tree, *stages, other=other, fact=fact))


def sheet_of(tree: RuleTree, *stages: Sequence[Points], other: Points = F(5), fact: bool | None = None) -> Sheet:
    """The same sheet, not scored."""
    order = (Stage.APPRAISAL,) if len(stages) == 1 else (Stage.SELF, Stage.APPRAISAL, Stage.REVIEW)
    codes = [c.code for c in tree.rubric.fields[0].children]
    columns = zip(*stages, strict=True)
    rows = [Row(c, entries=_entries(column, order)) for c, column in zip(codes, columns, strict=True)]
    rows.append(Row(Code("2.1"), entries=_entries((other,), (Stage.APPRAISAL,))))
    rows = [r for r in rows if r.entries]
    facts = () if fact is None else (FactEntry("f", fact, stage=Stage.APPRAISAL),)
    return Sheet(Header("thu", "Đơn vị", "loại", 2019), facts, tuple(rows))


def _entries(column: Sequence[Points], order: Sequence[Stage]) -> tuple[Entry, ...]:
    said = ((s, NOT_APPLICABLE if v == OUT else v) for s, v in zip(order, column, strict=False) if v is not None)
    return tuple(Entry(stage, value, "lý do") for stage, value in said)


# ---- the text, read a second time


def by_the_text(method: str, most: int, maxima: Sequence[int], points: Sequence[Points]) -> tuple[F, F]:
    """Points and maximum of a group of which everything is known, straight from the sentence."""
    there = [(p, m) for p, m in zip(points, maxima, strict=True) if isinstance(p, F)]
    left = F(sum(m for _, m in there))
    if not there:
        return F(0), F(0)
    if method in (BEST, CHOICE):
        return max(p for p, _ in there), F(most)
    shrunk = {KEPT: F(most), AT_MOST: min(F(most), left), IN_PROPORTION: F(most) * left / sum(maxima)}
    return min(sum(p for p, _ in there), shrunk[method]), shrunk[method]


@st.composite
def groups(draw: st.DrawFn, methods: Sequence[str] = METHODS) -> tuple[str, int, list[int]]:
    """A method, a printed maximum and rows, as the checks let them pass."""
    method = draw(st.sampled_from(methods))
    maxima = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    highest = max(maxima)
    most = highest if method in (BEST, CHOICE) else draw(st.integers(highest, sum(maxima)))
    return method, most, maxima


def _points(most: int) -> st.SearchStrategy[Points]:
    return st.one_of(st.just(OUT), st.integers(0, 2 * most).map(lambda n: F(n, 2)))


@settings(max_examples=300, deadline=None)
@given(groups(), st.data())
def test_a_known_group_is_as_its_sentence_says(group: tuple[str, int, list[int]], data: st.DataObject) -> None:
    method, most, maxima = group
    points = [data.draw(_points(m)) for m in maxima]
    if method == CHOICE:
        points = [p if n == 0 or p == OUT else F(0) for n, p in enumerate(points)]
    card = card_of(tree_of(method, most, maxima), points)
    achieved, maximum = by_the_text(method, most, maxima, points)
    found = card.nodes[0].ledger
    assert (found.achieved, found.applicable, found.pending) == (achieved, maximum, 0)
    assert card.index is not None and card.index.low == (achieved + 5) / (maximum + 10)
    sums_hold(card)


def sums_hold(card: Scorecard) -> None:
    """Every ledger adds up, what is lost is booked to somebody, and the rows are accounted for to the last point."""
    for node in card.nodes:
        g = node.ledger
        assert g.max == g.achieved + g.lost + g.excluded + g.pending
        assert min(g.achieved, g.lost, g.excluded, g.pending, g.over) >= 0
        assert node.taken.total == g.lost
    rows = sum((n.ledger.achieved for n in card.nodes if n.criterion.is_leaf), F(0))
    assert rows == card.total.achieved + card.total.over
    assert sum((n.ledger.lost for n in counting(card.nodes)), F(0)) == card.total.lost


@settings(max_examples=300, deadline=None)
@given(groups([m for m in METHODS if m != CHOICE]), st.data())
def test_each_stage_takes_what_the_group_loses_by_it(group: tuple[str, int, list[int]], data: st.DataObject) -> None:
    method, most, maxima = group
    whole = st.integers(0, 6).map(F)
    own, seen, again = ([min(F(m), data.draw(whole)) for m in maxima] for _ in range(3))
    tree = tree_of(method, most, maxima)
    card = card_of(tree, own, seen, again)
    after = [by_the_text(method, most, maxima, points)[0] for points in (list(map(F, maxima)), own, seen, again)]
    taken = card.nodes[0].taken
    assert (taken.by_self, taken.by_appraisal, taken.by_review) == (
        after[0] - after[1],
        after[1] - after[2],
        after[2] - after[3],
    )
    assert taken.by_limit == by_the_text(method, most, maxima, own)[1] - after[0]
    sums_hold(card)


# ---- what is not known


@settings(max_examples=250, deadline=None)
@given(groups(), st.data(), st.integers(0, 3), st.booleans())
def test_no_completion_leaves_the_bounds(
    group: tuple[str, int, list[int]], data: st.DataObject, loose: int, rescaled: bool
) -> None:
    method, most, maxima = group
    points: list[Points] = [data.draw(st.one_of(st.none(), _points(m))) for m in maxima]
    if method == CHOICE:
        points = [p if n == 0 or not isinstance(p, F) else F(0) for n, p in enumerate(points)]
    tree = tree_of(method, most, maxima, loose, rescaled)
    other = data.draw(st.one_of(st.none(), st.just(OUT), st.integers(0, 10).map(F)))
    before = card_of(tree, points, other=other)
    sums_hold(before)
    for end, fact, beside in product(_ends(method, maxima, points), (False, True), _open(other, 10)):
        after = card_of(tree, end, other=beside, fact=fact)
        if after.index is None:
            continue
        assert before.index is not None
        assert before.index.low <= after.index.low <= after.index.high <= before.index.high
        assert before.points[0] <= after.points[0]
        assert {b.value.name for b in after.possible_bands} <= {b.value.name for b in before.possible_bands}
        for told, found in zip(before.nodes, after.nodes, strict=True):
            assert told.ledger.achieved <= found.ledger.achieved or found.ledger.excluded
            assert told.ledger.achieved + told.ledger.pending >= found.ledger.achieved
        for told_c, found_c in zip(before.consequences, after.consequences, strict=True):
            assert told_c.holds in (None, found_c.holds)


def _ends(method: str, maxima: Sequence[int], points: Sequence[Points]) -> list[tuple[Points, ...]]:
    ends = list(product(*(_open(p, m) for p, m in zip(points, maxima, strict=True))))
    scored = [sum(isinstance(p, F) and p > 0 for p in end) for end in ends]
    return [e for e, n in zip(ends, scored, strict=True) if method != CHOICE or n <= 1]


def _open(points: Points, most: int) -> tuple[Points, ...]:
    return (F(0), F(most), OUT) if points is None else (points,)


@pytest.mark.parametrize(
    ("method", "points", "low", "high"),
    [
        (BEST, [F(4), None], 4, 10),
        (BEST, [None, F(10)], 10, 10),
        (BEST, [None, None], 0, 10),
        (CHOICE, [F(4), None], 4, 4),
        (CHOICE, [F(0), None], 0, 10),
        (KEPT, [F(4), None], 4, 10),
        (KEPT, [F(6), F(4)], 10, 10),
        (KEPT, [F(6), F(3)], 9, 9),
    ],
)
def test_low_is_the_best_known_and_high_the_best_possible(
    method: str, points: list[Points], low: int, high: int
) -> None:
    card = card_of(tree_of(method, 10, [6, 10]), points)
    ledger = card.nodes[0].ledger
    assert (ledger.achieved, ledger.achieved + ledger.pending) == (low, high)


@pytest.mark.parametrize(("method", "maximum"), [(BEST, 9), (KEPT, 9), (AT_MOST, 6), (IN_PROPORTION, F(9, 2))])
def test_the_maximum_when_a_row_does_not_apply(method: str, maximum: F) -> None:
    tree = tree_of(method, 9, [6, 6])
    assert card_of(tree, [F(6), OUT]).nodes[0].ledger.applicable == maximum
    assert card_of(tree, [OUT, OUT]).nodes[0].state is State.NOT_APPLICABLE


def test_rescaling_uses_the_group_and_not_its_rows() -> None:
    card = card_of(tree_of(AT_MOST, 9, [6, 6], rescaled=True), [F(6), OUT], other=F(8))
    assert card.final is not None and card.final.rescaled is not None
    assert (card.final.rescaled.achieved, card.final.rescaled.applicable, card.final.rescaled.max) == (14, 16, 19)


def test_the_row_not_chosen_is_neither_open_nor_a_zero() -> None:
    card = card_of(tree_of(CHOICE, 10, [10, 10]), [F(8), None])
    assert [n.state for n in card.nodes[1:3]] == [State.SCORED, State.NOT_CHOSEN]
    assert (card.total.pending, card.total.excluded, card.total.over) == (0, 0, 0)
    assert card.pending_rows == ()


def test_rows_that_cannot_move_their_group_are_not_asked_for() -> None:
    card = card_of(tree_of(BEST, 10, [10, 10]), [F(10), None])
    assert card.nodes[2].state is State.PENDING
    assert card.pending_rows == () and card.total.pending == 0 and card.band is not None


@pytest.mark.parametrize(
    ("points", "wrong"), [([F(8), F(1)], 1), ([F(8), F(0)], 0), ([F(0), F(8)], 0), ([F(1), F(1), F(1)], 2)]
)
def test_points_in_two_rows_of_a_choice_are_an_error(points: list[Points], wrong: int) -> None:
    tree = tree_of(CHOICE, 10, [10] * len(points))
    found = [d.code for d in check_sheet(tree.rubric, sheet_of(tree, points))]
    assert found.count("P436") == wrong


def test_a_group_in_a_group_is_cut_at_each() -> None:
    text = """BỘ TIÊU CHÍ thu "Bộ thử"
LĨNH VỰC 1 "Ngoài": 10 điểm
  cách tính: cộng các dòng, không quá điểm tối đa
TIÊU CHÍ 1.1 "Trong": 6 điểm
  cách tính: lấy dòng cao nhất
  1.1.1 "a": 6 điểm
  1.1.2 "b": 4 điểm
TIÊU CHÍ 1.2 "Bên": 6 điểm
"""
    tree = compile_rubric(rubric_of(text))
    rows = {"1.1.1": 5, "1.1.2": 4, "1.2": 6}
    made = tuple(Row(Code(c), entries=(Entry(Stage.APPRAISAL, F(v)),)) for c, v in rows.items())
    card = evaluate(tree, Sheet(Header("thu", "Đơn vị", "loại", 2019), (), made))
    outer, inner = card.nodes[0].ledger, card.nodes[1].ledger
    assert (inner.achieved, inner.over) == (5, 4)
    assert (outer.achieved, outer.over, outer.lost) == (10, 5, 0)
    sums_hold(card)
