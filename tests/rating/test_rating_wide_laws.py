"""Laws of rated points where all meets: rules on facts, survey, rescaling, caps below a point, rows all out."""

from fractions import Fraction as F  # noqa: N817
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rating_sample import CAPPED, FREE, NA, POINTS, RATIOS, RESCALED, sheet_of, text_of

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.advice_for_sheet import advice_for
from cchc_rules.evaluate.what_if import what_if
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

FACTS = ("[sáng kiến]: số đếm", "[báo cáo chậm]: số đếm", "[báo cáo]: số đếm", "[vi phạm]: có/không")
BONUS = (
    '  C1 "Sáng kiến": tối đa 4 điểm\n    cách chấm: 1,5 điểm × [sáng kiến], không quá 4 điểm  theo mục IV',
    '  C2 "Khen thưởng": tối đa 4 điểm',
    '  C3 "Mô hình mới": tối đa 0,5 điểm',
)
PENALTY = (
    '  T1 "Chậm": tối đa 3 điểm\n    cách chấm: 0,5 điểm × [báo cáo chậm], không quá 3 điểm  theo mục IV',
    '  T2 "Vi phạm": tối đa 5 điểm',
)
RULED = 'TIÊU CHÍ 1.2 "Một hai": 10 điểm\n    cách chấm: 1 điểm × [báo cáo], không quá 10 điểm  theo mục I\n'
BANDS = {
    "percent": tuple(RATIOS.split("\n")),
    "points": tuple(POINTS.split("\n")),
}
LOWERING = {
    "percent": (
        '  xếp "Yếu" khi: T1 từ 2,5 điểm hoặc từ 1 lĩnh vực dưới 30%  theo mục III',
        "  không xếp loại khi: T2 từ 4 điểm và [vi phạm] là có  theo mục III",
        '  xếp "Khá" khi: 1.2 dưới 4 điểm  theo mục III',
    ),
    "points": (
        '  xếp "Không đạt" khi: T1 từ 2,5 điểm hoặc [báo cáo chậm] từ 6  theo mục III',
        "  không xếp loại khi: [vi phạm] là có  theo mục III",
    ),
}
KINDS = st.tuples(
    st.sampled_from(("percent", "points")),
    st.sampled_from((CAPPED, FREE)),
    st.booleans(),
    st.sampled_from(("0,25", "0,5", "5", "12")),
    st.sampled_from(("0,5", "5", "9")),
    st.booleans(),
)
ORDERS = st.integers(0, 11)


def turned(lines: tuple[str, ...], order: int) -> str:
    """The same lines in another order."""
    cut = order % len(lines)
    moved = lines[cut:] + lines[:cut]
    return "\n".join(reversed(moved) if order % 2 else moved)


@cache
def tree(kind: tuple[object, ...], order: int = 0) -> RuleTree:
    """A rubric of one kind, its declarations in one of several orders."""
    measure, ceiling, rescaled, bonus, penalty, lowering = kind
    parts = (
        f"ĐIỂM CỘNG: tối đa {bonus} điểm  theo mục IV\n{turned(BONUS, order)}",
        f"ĐIỂM TRỪ: tối đa {penalty} điểm  theo mục IV\n{turned(PENALTY, order)}",
    )
    rating = (*BANDS[str(measure)], *(LOWERING[str(measure)] if lowering else ()))
    lines = (str(ceiling), *((RESCALED,) if rescaled else ()))
    facts = turned(tuple(f"  {f}" for f in FACTS), order)
    text = text_of(turned(rating, order), facts, turned(lines, order), turned(parts, order))
    parsed = read_rubric(Source.of("thu", text.replace('TIÊU CHÍ 1.2 "Một hai": 10 điểm\n', RULED)))
    assert parsed.ok and isinstance(parsed.value, Rubric), [d.message for d in parsed.diagnostics]
    rubric = link(parsed.value, ())
    # Facts that only conditions or other variants use are told of as unused.
    assert not [d for d in check_rubric(rubric) if d.severity.value == "lỗi" and d.code[0] != "F"]
    return compile_rubric(rubric)


def of(maximum: int, finest: int = 4) -> st.SearchStrategy[F]:
    return st.integers(0, maximum * finest).map(lambda n: F(n, finest))


def entry(maximum: int) -> st.SearchStrategy[F | str | None]:
    return st.one_of(of(maximum), of(maximum), st.just(NA), st.none())


ROWS = {"1.1": 40, "2.1": 30, "2.2": 20}
PLAIN = {"C2": 4, "T2": 5}
SHEETS = st.fixed_dictionaries(
    {c: entry(m) for c, m in ROWS.items()},
    optional={c: entry(m) for c, m in PLAIN.items()} | {"C3": st.sampled_from((F(0), F(1, 2), None, NA))},
)
REST = st.fixed_dictionaries(
    {c: st.one_of(of(m), st.just(NA)) for c, m in (ROWS | PLAIN).items()} | {"C3": st.sampled_from((F(0), F(1, 2), NA))}
)
COUNTS = ("sáng kiến", "báo cáo chậm", "báo cáo")
KNOWN = st.fixed_dictionaries(
    {n: st.one_of(st.none(), st.integers(0, 12)) for n in COUNTS} | {"vi phạm": st.sampled_from((None, True, False))}
)
ALL = st.fixed_dictionaries({n: st.integers(0, 12) for n in COUNTS} | {"vi phạm": st.booleans()})


def said(facts: dict[str, int | bool | None]) -> str:
    """The facts as a sheet has them, accepted by the council; not known ones are left open."""
    words = {True: "có", False: "không", None: ""}
    told = {n: words[v] if isinstance(v, bool) or v is None else str(v) for n, v in facts.items()}
    own = [f"  [{n}]: {v}".rstrip() for n, v in told.items()]
    return "\n".join((*own, *(f"  thẩm định [{n}]: {v}".rstrip() for n, v in told.items())))


def card_of(rules: RuleTree, points: dict[str, object], facts: dict[str, int | bool | None]) -> Scorecard:
    return evaluate(rules, sheet_of(points, said(facts)), View.FINAL)  # type: ignore[arg-type]


@given(KINDS, SHEETS, KNOWN, REST, ALL)
@settings(max_examples=200, deadline=None)
def test_whatever_comes_to_be_known_lies_within_the_bounds(kind, points, facts, rest, known) -> None:
    rules = tree(kind)
    partial = card_of(rules, points, facts)
    filled = {c: rest[c] if v is None else v for c, v in points.items()}
    whole = card_of(rules, filled, {n: known[n] if v is None else v for n, v in facts.items()})
    assert partial.final is not None and whole.final is not None
    assert partial.final.low <= whole.final.low == whole.final.high <= partial.final.high
    top = whole.final.base + (0 if kind[1] == CAPPED else F(str(kind[3]).replace(",", ".")))
    assert 0 <= whole.final.low <= top
    if whole.index is None or partial.index is None:
        return
    assert partial.index.low <= whole.index.low <= partial.index.high
    if whole.unrated:
        assert partial.unrated is not False and partial.band is None
        return
    assert whole.band is not None and partial.unrated is not True
    assert whole.band.value.name in {b.value.name for b in partial.possible_bands}
    if partial.band is not None:
        assert whole.band.value.name == partial.band.value.name
    if partial.by_points is not None:
        assert whole.by_points == partial.by_points


@given(KINDS, SHEETS, KNOWN, REST, ALL)
@settings(max_examples=150, deadline=None)
def test_a_threshold_is_what_the_points_of_a_band_take(kind, points, facts, rest, known) -> None:
    rules = tree(kind)
    partial = card_of(rules, points, facts)
    filled = {c: rest[c] if v is None else v for c, v in points.items()}
    whole = card_of(rules, filled, {n: known[n] if v is None else v for n, v in facts.items()})
    assert partial.final is not None and whole.final is not None
    if whole.final.base != partial.final.base or whole.by_points is None:
        return
    for t in partial.thresholds:
        reached = whole.final.low - partial.final.low >= t.needed
        low = whole.by_points.value.interval.low or F(0)
        assert reached == (low >= (t.band.interval.low or F(0)))


@given(KINDS, ORDERS, SHEETS, KNOWN)
@settings(max_examples=150, deadline=None)
def test_the_order_of_declarations_changes_nothing(kind, order, points, facts) -> None:
    one, other = (card_of(tree(kind, n), points, facts) for n in (0, order))
    assert one.final is not None and other.final is not None
    assert (one.final.low, one.final.high, one.index, one.unrated) == (
        other.final.low,
        other.final.high,
        other.index,
        other.unrated,
    )
    assert one.band == other.band and set(one.possible_bands) == set(other.possible_bands)
    assert {(d.stated.value, d.holds) for d in one.decisions} == {(d.stated.value, d.holds) for d in other.decisions}


@given(KINDS, SHEETS, ALL, st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_a_penalty_never_lifts_and_a_bonus_never_lowers(kind, points, facts, more) -> None:
    rules = tree(kind)
    before = card_of(rules, points, facts)
    for name, sign in (("sáng kiến", 1), ("báo cáo chậm", -1)):
        after = card_of(rules, points, {**facts, name: facts[name] + more})
        assert after.final is not None and before.final is not None
        assert (after.final.low - before.final.low) * sign >= 0
        assert (after.final.high - before.final.high) * sign >= 0
        if before.index is not None and after.index is not None:
            assert (after.index.low - before.index.low) * sign >= 0


@given(KINDS, SHEETS, ALL)
@settings(max_examples=80, deadline=None)
def test_advice_lifts_the_points_that_are_rated_by_what_it_says(kind, points, facts) -> None:
    rules, sheet = tree(kind), sheet_of(points, said(facts))  # type: ignore[arg-type]
    card = evaluate(rules, sheet, View.FINAL)
    for row in advice_for(rules, sheet, card):
        for a in row.advice:
            if a.waits_for is not None:
                continue
            then = what_if(rules, sheet, {a.fact.name: a.example}).after
            assert a.rated == then.points[0] - card.points[0]
            assert a.rated > 0 or a.band is not None
            node = then.node(row.code)
            assert node is not None and node.final == a.points
