"""The law of what is not known: no completion of a sheet leaves the bounds that were given before.

Rubrics are made with conditions everywhere that the language has them. Every fact that is unknown is then set to a
value its declaration allows, or did not arise, and whatever was told before must still be true.
"""

import datetime
from fractions import Fraction as F  # noqa: N817

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.fact import NOT_ARISEN, FactValue
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

TEXT = """BỘ TIÊU CHÍ thu "Bảng thử"
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2019
  tổng điểm: 20 điểm  theo Điều 2
  đối tượng: "xã", "phường"  theo Điều 2
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  thẩm định: chấm điểm
  điểm chỉ số: thẩm định
XẾP LOẠI khi {scope}  theo Điều 4
  từ 60%: "Đạt"
  dưới 60%: "Không đạt"
XẾP LOẠI  theo Điều 4
  từ 80%: "Đạt"
  từ 50% đến dưới 80%: "Khá"
  dưới 50%: "Không đạt"
  xếp "Không đạt" khi: {disqualifier}  theo Điều 5
  không xếp loại khi: {unrated}  theo Điều 5
HỆ QUẢ  theo Điều 6
  1 khi chỉ số dưới 50% hoặc từ 1 lĩnh vực dưới 40%: "xem xét"
  2 khi lĩnh vực 2 dưới 70%: "báo cáo"
SỐ LIỆU  theo Điều 7
  [x]: số đếm "vụ", từ 5, có năm trước
  [y]: số đếm "vụ", không quá 8
  [b]: số đếm "vụ", từ 1
  [c]: số đếm "vụ", từ 0 đến [b]
  [z]: số đếm "vụ"
  [p]: tỷ lệ phần trăm, từ 10% đến 90%
  [m]: lựa chọn "một", "hai"
  [g]: có/không
  [n]: ngày tháng
  [h]: ngày tháng
  [r]: tỷ lệ phần trăm, tính bằng [c] / [b]
  [q]: tỷ lệ phần trăm, tính bằng [c] / [z]
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "Theo số liệu": 8 điểm
  cách chấm: {rule}
TIÊU CHÍ 1.2 "Nhập tay": 2 điểm
  {when}: {applies}
LĨNH VỰC 2 "Hai": 10 điểm
TIÊU CHÍ 2.1 "Nhập tay": 10 điểm
"""
COMPARISONS = (
    "[x] từ 3",
    "[x] dưới 5",
    "[x] từ 6",
    "[x] lớn hơn [x, năm trước]",
    "[x, năm trước] từ 5",
    "[y] dưới 9",
    "[y] bằng 9",
    "[y] trên 4",
    "[p] từ 10%",
    "[p] từ 50%",
    '[m] là "một"',
    "[g] là có",
    "[c] không lớn hơn [b]",
    "[c] lớn hơn [b]",
    "[c] bằng [b]",
    "[b] không nhỏ hơn 2 × [y]",
    "[n] trước [h]",
    "[r] từ 50%",
    "[r] không quá 100%",
    "[q] từ 50%",
    'loại đơn vị là "xã"',
    'đơn vị là "Xã X"',
)
CONDITIONS = st.recursive(
    st.sampled_from(COMPARISONS),
    lambda inner: st.one_of(
        inner.map(lambda c: f"không phải ({c})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) và ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) hoặc ({two[1]})"),
    ),
    max_leaves=4,
)
GAPS = st.sampled_from(("", "\n    khi không phát sinh: đủ điểm", "\n    khi không phát sinh: không áp dụng"))
METHODS = st.sampled_from(
    (
        "1 điểm × [y], không quá 8 điểm",
        "theo thang [r]\n    từ 50%: 8 điểm\n    dưới 50%: tỷ lệ × 8 điểm",
        "[c] / [z] × 8 điểm",
        "theo trường hợp\n    khi {a}: 8 điểm\n    khi {b}: 1 điểm × [y]\n    còn lại: 0 điểm",
        'theo mức [m]\n    "một": 8 điểm\n    "hai": 8 điểm',
        "tổng các phần, không quá điểm tối đa\n    phần a khi {a}: 3 điểm\n    phần b khi {b}: [c] / [z] × 2 điểm",
        "phần đầu tiên đúng\n    phần a khi {a}: 6 điểm\n    phần b khi {b}: [r] × 8 điểm\n    phần c: 1 điểm",
        "thấp nhất trong các phần\n    phần a khi {a}: 6 điểm\n    phần b: [p] × 8 điểm",
        "phần a + phần b, không quá 8 điểm\n    phần a khi {a}: 4 điểm\n    phần b: [r] × 4 điểm",
    )
)


def _rule(method: str, a: str, b: str, gated: bool, gaps: str) -> str:
    """The lines of a rule in their order: the gate after the first, the gaps before parts."""
    first, *rest = method.format(a=a, b=b).split("\n")
    gate = [f"    điều kiện chấm: {b}"] if gated else []
    said = ["    khi mẫu số bằng 0: 2 điểm", *gaps.split("\n")[1:]]
    parts = any(line.strip().startswith("phần ") for line in rest)
    lines = [*gate, *said, *rest] if parts else [*gate, *rest, *said]
    return "\n".join((first, *lines))


RULES = st.builds(_rule, METHODS, CONDITIONS, CONDITIONS, st.booleans(), GAPS)
LOWERING = st.one_of(CONDITIONS, CONDITIONS.map(lambda c: f"1.1 dưới 2 điểm hoặc ({c})"), st.just("1.2 dưới 1 điểm"))


def _tree(scope: str, disqualifier: str, unrated: str, rule: str, when: str, applies: str) -> RuleTree:
    text = TEXT.format(scope=scope, disqualifier=disqualifier, unrated=unrated, rule=rule, when=when, applies=applies)
    parsed = read_rubric(Source.of("thu", text))
    assert parsed.ok and isinstance(parsed.value, Rubric), [(d.message, d.span) for d in parsed.diagnostics]
    return compile_rubric(link(parsed.value, ()))


APPLYING = st.sampled_from(("không áp dụng khi", "chỉ áp dụng khi"))
TREES = st.builds(_tree, CONDITIONS, LOWERING, LOWERING, RULES, APPLYING, CONDITIONS)


# ---- sheets

Facts = dict[str, FactValue | None]


def _counts(low: int, high: int) -> st.SearchStrategy[FactValue]:
    return st.integers(low, high).map(F)


VALUES: dict[str, st.SearchStrategy[FactValue]] = {
    "x": _counts(5, 9),
    "x, năm trước": _counts(5, 9),
    "y": _counts(0, 8),
    "b": _counts(1, 6),
    "c": _counts(0, 6),
    "z": _counts(0, 6),
    "p": st.fractions(F(1, 10), F(9, 10), max_denominator=10),
    "m": st.sampled_from(("một", "hai")),
    "g": st.booleans(),
    "n": st.dates(datetime.date(2019, 12, 1), datetime.date(2019, 12, 3)),
    "h": st.dates(datetime.date(2019, 12, 1), datetime.date(2019, 12, 3)),
}
WHOLE = st.fixed_dictionaries({n: st.one_of(v, v, st.just(NOT_ARISEN)) for n, v in VALUES.items()})
UNKNOWN = st.sets(st.sampled_from(sorted(VALUES)), max_size=6)
POINTS = st.fixed_dictionaries({"1.2": st.sampled_from((F(0), F(1), F(2), None)), "2.1": _counts(0, 10)})


def _allowed(facts: Facts) -> Facts:
    """The facts with [c] no more than [b], as is declared."""
    b, c = facts["b"], facts["c"]
    return facts | {"c": min(b, c)} if isinstance(b, F) and isinstance(c, F) else facts


def _card(tree: RuleTree, facts: Facts, points: dict[str, F | None]) -> Scorecard:
    entries = tuple(FactEntry(n, v, stage=Stage.APPRAISAL) for n, v in facts.items() if v is not None)
    rows = tuple(
        Row(Code.parse(code), entries=(Entry(Stage.APPRAISAL, value, "lý do"),))
        for code, value in points.items()
        if value is not None
    )
    return evaluate(tree, Sheet(Header("thu", "Xã X", "xã", 2019), entries, rows))


# ---- what is told before holds after


def _rows_hold(before: NodeScore, after: NodeScore) -> None:
    if before.state is State.NOT_APPLICABLE or after.state is State.NOT_APPLICABLE:
        assert before.state is after.state or before.state is State.PENDING
        return
    told, found = before.ledger, after.ledger
    assert told.achieved <= found.achieved
    assert found.achieved + found.pending <= told.achieved + told.pending


def _same(before: bool | None, after: bool | None) -> None:
    assert before is None or before is after


def _rating_holds(before: Scorecard, after: Scorecard) -> None:
    _same(before.unrated, after.unrated)
    bands = {b.value.name for b in before.possible_bands}
    assert {b.value.name for b in after.possible_bands} <= bands
    if before.band is not None:
        assert after.band is not None and after.band.value.name == before.band.value.name
    found = {d.stated.value: d.holds for d in after.decisions}
    for decision in before.decisions:
        _same(decision.holds, found.get(decision.stated.value, False))
    assert set(found) <= {d.stated.value for d in before.decisions}
    for told, is_so in zip(before.consequences, after.consequences, strict=True):
        _same(told.holds, is_so.holds)


def _all_holds(before: Scorecard, after: Scorecard) -> None:
    for told, found in zip(before.nodes, after.nodes, strict=True):
        if told.criterion.is_leaf:
            _rows_hold(told, found)
    if before.index is not None and after.index is not None:
        assert before.index.low <= after.index.low
        assert after.index.high <= before.index.high
        assert before.points[0] <= after.points[0]
    _rating_holds(before, after)


@settings(max_examples=300, deadline=None)
@given(TREES, WHOLE, UNKNOWN, UNKNOWN, POINTS)
def test_no_completion_leaves_the_bounds(
    tree: RuleTree, whole: Facts, unknown: set[str], still: set[str], points: dict[str, F | None]
) -> None:
    facts = _allowed(whole)
    before = _card(tree, {n: None if n in unknown else v for n, v in facts.items()}, points)
    between = _card(tree, {n: None if n in unknown & still else v for n, v in facts.items()}, points)
    after = _card(tree, facts, {c: F(1) if v is None else v for c, v in points.items()})
    _all_holds(before, between)
    _all_holds(before, after)
    _all_holds(between, after)
