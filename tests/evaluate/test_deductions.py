"""Rows that take points from their group, against the sentence read a second time and against all completions."""

from collections.abc import Sequence
from fractions import Fraction as F  # noqa: N817
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import NOT_APPLICABLE, Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import State, counting
from cchc_rules.results.scorecard import Scorecard
from tests.support.rubrics import rubric_of

OUT = "out"
Points = F | str | None
ADDED, TAKEN = (6, 4), (3, 8)
MOST = 10
MIXED = f"""BỘ TIÊU CHÍ thu "Bộ thử"
  không áp dụng: được đề nghị
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: do "đơn vị", chấm điểm
  thẩm định: do "Hội đồng", công nhận hoặc giảm
  phúc tra: do "Ban Chỉ đạo", công nhận, tăng hoặc giảm
  điểm chỉ số: phúc tra, không có thì thẩm định
LĨNH VỰC 1 "Nhóm": {MOST} điểm
  cách tính: cộng các dòng, không quá điểm tối đa, trần không quá tổng các dòng còn áp dụng
TIÊU CHÍ 1.1 "Cộng": {ADDED[0]} điểm
TIÊU CHÍ 1.2 "Cộng": {ADDED[1]} điểm
TIÊU CHÍ 1.3 "Trừ": trừ tối đa {TAKEN[0]} điểm
TIÊU CHÍ 1.4 "Trừ": trừ tối đa {TAKEN[1]} điểm
"""
FROM_MAXIMUM = MIXED.replace(
    "cộng các dòng, không quá điểm tối đa, trần không quá tổng các dòng còn áp dụng", "điểm tối đa trừ các dòng"
).replace(f'TIÊU CHÍ 1.1 "Cộng": {ADDED[0]} điểm\nTIÊU CHÍ 1.2 "Cộng": {ADDED[1]} điểm\n', "")
INNER = MIXED.replace(
    f'TIÊU CHÍ 1.3 "Trừ": trừ tối đa {TAKEN[0]} điểm\nTIÊU CHÍ 1.4 "Trừ": trừ tối đa {TAKEN[1]} điểm\n',
    f"""TIÊU CHÍ 1.3 "Trừ": trừ tối đa 8 điểm
  cách tính: cộng các dòng, không quá điểm tối đa
  1.3.1 "a": trừ tối đa {TAKEN[0]} điểm
  1.3.2 "b": trừ tối đa {TAKEN[1]} điểm
""",
)
TREES = {
    name: compile_rubric(rubric_of(text)) for name, text in (("mixed", MIXED), ("from", FROM_MAXIMUM), ("inner", INNER))
}


def leaves(tree: RuleTree) -> list[tuple[Code, int, bool]]:
    """Code, maximum, whether it deducts, of every row that takes points."""
    return [(c.code, int(c.max), c.deducts) for c in tree.rubric.leaves()]


def sheet_of(tree: RuleTree, *stages: Sequence[Points]) -> Sheet:
    order = (Stage.APPRAISAL,) if len(stages) == 1 else (Stage.SELF, Stage.APPRAISAL, Stage.REVIEW)
    rows = []
    for (code, _, _), column in zip(leaves(tree), zip(*stages, strict=True), strict=True):
        said = ((s, NOT_APPLICABLE if v == OUT else v) for s, v in zip(order, column, strict=False) if v is not None)
        rows.append(Row(code, entries=tuple(Entry(stage, value, "lý do") for stage, value in said)))
    return Sheet(Header("thu", "Đơn vị", "loại", 2019), (), tuple(r for r in rows if r.entries))


def by_the_text(name: str, points: Sequence[Points]) -> tuple[F, F]:
    """What the group has and at most may have, straight from the sentences; everything is known."""
    rows = list(zip(leaves(TREES[name]), points, strict=True))
    gained = [(p, m) for (_, m, deducts), p in rows if not deducts and isinstance(p, F)]
    taken = sum((p for (_, _, deducts), p in rows if deducts and isinstance(p, F)), F(0))
    if name == "from":
        applies = any(p != OUT for p in points)
        return (max(F(0), MOST - taken), F(MOST)) if applies else (F(0), F(0))
    taken = min(taken, F(8)) if name == "inner" else taken
    most = F(sum(m for _, m in gained))
    return max(F(0), sum((p for p, _ in gained), F(0)) - taken), most


def sums_hold(card: Scorecard) -> None:
    for node in card.nodes:
        g = node.ledger
        assert g.max == g.achieved + g.lost + g.excluded + g.pending
        assert min(g.achieved, g.lost, g.excluded, g.pending) >= 0
        assert node.taken.total == g.lost
    rows = sum((n.ledger.achieved for n in card.nodes if n.criterion.is_leaf), F(0))
    assert rows == card.total.achieved + card.total.over
    assert sum((n.ledger.lost for n in counting(card.nodes)), F(0)) == card.total.lost


def _points(most: int) -> st.SearchStrategy[Points]:
    return st.one_of(st.just(OUT), st.integers(0, 2 * most).map(lambda n: F(n, 2)))


NAMES = st.sampled_from(sorted(TREES))


@settings(max_examples=300, deadline=None)
@given(NAMES, st.data())
def test_a_known_group_is_as_its_sentences_say(name: str, data: st.DataObject) -> None:
    tree = TREES[name]
    points = [data.draw(_points(most)) for _, most, _ in leaves(tree)]
    card = evaluate(tree, sheet_of(tree, points))
    found = card.nodes[0].ledger
    assert (found.achieved, found.applicable, found.pending) == (*by_the_text(name, points), 0)
    for node, entered in zip((n for n in card.nodes if n.criterion.is_leaf), points, strict=True):
        assert node.stated == (None if entered == OUT else entered)
    sums_hold(card)


@settings(max_examples=200, deadline=None)
@given(NAMES, st.data())
def test_each_stage_takes_what_the_group_loses_by_it(name: str, data: st.DataObject) -> None:
    tree = TREES[name]
    whole = st.integers(0, 8).map(F)
    own, seen, again = ([min(F(m), data.draw(whole)) for _, m, _ in leaves(tree)] for _ in range(3))
    best: list[Points] = [F(0) if deducts else F(most) for _, most, deducts in leaves(tree)]
    taken = evaluate(tree, sheet_of(tree, own, seen, again)).nodes[0].taken
    after = [by_the_text(name, points)[0] for points in (best, own, seen, again)]
    assert (taken.by_self, taken.by_appraisal, taken.by_review) == (
        after[0] - after[1],
        after[1] - after[2],
        after[2] - after[3],
    )


@settings(max_examples=200, deadline=None)
@given(NAMES, st.data())
def test_no_completion_leaves_the_bounds(name: str, data: st.DataObject) -> None:
    tree = TREES[name]
    points: list[Points] = [data.draw(st.one_of(st.none(), _points(most))) for _, most, _ in leaves(tree)]
    before = evaluate(tree, sheet_of(tree, points))
    sums_hold(before)
    ways = [(F(0), F(m), OUT) if p is None else (p,) for (_, m, _), p in zip(leaves(tree), points, strict=True)]
    for end in product(*ways):
        after = evaluate(tree, sheet_of(tree, end))
        if after.index is None:
            continue
        assert before.index is not None
        assert before.index.low <= after.index.low <= after.index.high <= before.index.high
        for told, found in zip(before.nodes, after.nodes, strict=True):
            assert told.ledger.achieved <= found.ledger.achieved or found.ledger.excluded
            assert told.ledger.achieved + told.ledger.pending >= found.ledger.achieved


def test_nothing_entered_is_no_deduction_of_nothing() -> None:
    card = evaluate(TREES["from"], sheet_of(TREES["from"], [None, None]))
    assert (card.nodes[0].ledger.pending, card.nodes[1].state) == (10, State.PENDING)


@pytest.mark.parametrize(("own", "given_", "code"), [(2, 1, "P412"), (2, 2, None), (2, 3, None)])
def test_who_may_only_lower_may_only_deduct_more(own: int, given_: int, code: str | None) -> None:
    tree = TREES["from"]
    sheet = sheet_of(tree, [F(own), None], [F(given_), None])
    found = [d.code for d in check_sheet(tree.rubric, sheet) if d.code in ("P412", "P413")]
    assert found == ([code] if code else [])


RULED = FROM_MAXIMUM.replace("LĨNH VỰC", 'SỐ LIỆU\n  [vụ]: số đếm "vụ"\nLĨNH VỰC').replace(
    f"{TAKEN[0]} điểm\n", f"{TAKEN[0]} điểm\n  cách chấm: 1 điểm × [vụ], không quá 3 điểm\n", 1
)


@pytest.mark.parametrize(("own", "seen", "left", "codes"), [(1, 2, 8, []), (2, 1, 9, ["P412"]), (5, 5, 7, [])])
def test_a_rule_gives_what_is_taken(own: int, seen: int, left: int, codes: list[str]) -> None:
    tree = compile_rubric(rubric_of(RULED))
    facts = (FactEntry("vụ", F(own)), FactEntry("vụ", F(seen), stage=Stage.APPRAISAL, reason="x"))
    rows = (Row(Code("1.4"), entries=(Entry(Stage.APPRAISAL, F(0)),)),)
    sheet = Sheet(Header("thu", "Đơn vị", "loại", 2019), facts, rows)
    card = evaluate(tree, sheet)
    assert card.total.achieved == left
    assert [d.code for d in beyond_powers(tree, sheet)] == codes
    sums_hold(card)


def test_an_unknown_fact_leaves_what_may_be_taken_open() -> None:
    tree = compile_rubric(rubric_of(RULED))
    rows = (Row(Code("1.4"), entries=(Entry(Stage.APPRAISAL, F(5)),)),)
    ledger = evaluate(tree, Sheet(Header("thu", "Đơn vị", "loại", 2019), (), rows)).nodes[0].ledger
    assert (ledger.achieved, ledger.pending, ledger.lost) == (2, 3, 5)
