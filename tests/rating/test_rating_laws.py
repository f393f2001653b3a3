"""Whatever is entered: the ledger balances, caps hold, and bounds contain every completion."""

from fractions import Fraction as F  # noqa: N817

from hypothesis import given, settings
from hypothesis import strategies as st
from rating_sample import BUCKETS, CAPPED, FREE, NA, RATIOS, RESCALED, score, text_of, tree_of

from cchc_rules.compile import RuleTree, compile_rubric
from tests.support.rubrics import rubric_of

MAXIMA = {"1.1": 40, "1.2": 10, "2.1": 30, "2.2": 20}
BESIDE = {"C1": 4, "C2": 4, "T1": 3, "T2": 5}
CONDITIONS = RATIOS + "\n".join(
    (
        "",
        '  xếp "Yếu" khi: từ 1 lĩnh vực dưới 30%  theo mục III',
        '  xếp "Khá" khi: 1.2 dưới 4 điểm  theo mục III',
        "  không xếp loại khi: T2 từ 4 điểm và [vi phạm] là có  theo mục III",
    )
)
FACTS = "  [vi phạm]: có/không"
TREES = tuple(
    tree_of(CONDITIONS, FACTS, lines, BUCKETS)
    for lines in (CAPPED, FREE, f"{CAPPED}\n{RESCALED}", f"{FREE}\n{RESCALED}")
)


def _points(maximum: int) -> st.SearchStrategy[F]:
    return st.integers(0, maximum * 4).map(lambda n: F(n, 4))


def _entry(maximum: int, open_too: bool = True) -> st.SearchStrategy[F | str | None]:
    closed = st.one_of(_points(maximum), _points(maximum), st.just(NA))
    return st.one_of(closed, closed, st.none()) if open_too else closed


SHEETS = st.fixed_dictionaries(
    {c: _entry(m) for c, m in MAXIMA.items()}, optional={c: _entry(m) for c, m in BESIDE.items()}
)
WHOLE = st.fixed_dictionaries({c: _entry(m, False) for c, m in (MAXIMA | BESIDE).items()})
KNOWN = st.sampled_from(["", "[vi phạm]: có", "[vi phạm]: không"])


@given(st.sampled_from(TREES), SHEETS, KNOWN)
@settings(max_examples=150, deadline=None)
def test_the_ledger_balances_and_caps_hold(tree, points, facts) -> None:
    card = score(tree, points, facts)
    final = card.final
    assert final is not None
    for b in final.buckets:
        assert 0 <= b.low <= b.high <= b.bucket.value.cap
        for n in b.nodes:
            g = n.ledger
            assert g.max == g.achieved + g.lost + g.excluded + g.pending
    assert 0 <= final.low <= final.high
    if card.index is not None:
        assert card.index.numerator == card.index.low * card.index.denominator
        if "không quá" in (final.ceiling.value.value if final.ceiling else ""):
            assert card.index.high <= 1 and final.high <= final.base


@given(st.sampled_from(TREES), SHEETS, KNOWN, WHOLE, st.booleans())
@settings(max_examples=400, deadline=None)
def test_bounds_contain_every_completion(tree, points, facts, rest, violated) -> None:
    partial = score(tree, points, facts)
    filled = {c: rest[c] if v is None else v for c, v in points.items()}
    whole = score(tree, filled, facts or f"[vi phạm]: {'có' if violated else 'không'}")
    assert partial.final is not None and whole.final is not None
    if partial.index is None or whole.index is None:
        return
    assert partial.index.low <= whole.index.low <= partial.index.high
    assert partial.final.low <= whole.final.low <= partial.final.high
    if whole.unrated:
        assert partial.unrated is not False
    else:
        assert whole.band is not None
        assert whole.band.value.name in {b.value.name for b in partial.possible_bands}
        assert partial.unrated is not True
    if partial.band is not None:
        assert whole.band is not None and whole.band.value.name == partial.band.value.name


LEAVING = ('TIÊU CHÍ 1.1 "Một một": 40 điểm', 'TIÊU CHÍ 2.1 "Hai một": 30 điểm', 'C1 "Sáng kiến": tối đa 4 điểm')
ASKED = "\n".join((FACTS, *(f"  [f{n}]: có/không" for n in range(len(LEAVING)))))


def _leaving(lines: str) -> RuleTree:
    text = text_of(CONDITIONS, ASKED, lines, BUCKETS)
    for n, row in enumerate(LEAVING):
        assert row in text
        text = text.replace(row, f"{row}\n    không áp dụng khi: [f{n}] là có")
    return compile_rubric(rubric_of(text))


LEAVING_TREES = tuple(_leaving(f"{ceiling}\n{rule}") for ceiling in (CAPPED, FREE) for rule in ("", RESCALED))
ANSWERS = st.lists(st.sampled_from(["có", "không"]), min_size=3, max_size=3)


@given(st.sampled_from(LEAVING_TREES), SHEETS, st.sets(st.integers(0, 2)), ANSWERS, WHOLE, st.booleans())
@settings(max_examples=400, deadline=None)
def test_bounds_contain_completions_in_which_known_rows_leave(tree, points, asked, answers, rest, violated) -> None:
    told = [f"[f{n}]: {a}" for n, a in enumerate(answers)]
    violation = f"[vi phạm]: {'có' if violated else 'không'}"
    partial = score(tree, points, "\n".join((violation, *(told[n] for n in sorted(asked)))))
    filled = {c: rest[c] if v is None else v for c, v in points.items()}
    whole = score(tree, filled, "\n".join((violation, *told)))
    assert partial.final is not None and whole.final is not None
    assert partial.final.low <= whole.final.low <= partial.final.high
    if partial.index is None or whole.index is None:
        return
    assert partial.index.low <= whole.index.low <= partial.index.high
    if partial.band is not None:
        assert whole.band is not None and whole.band.value.name == partial.band.value.name
    if whole.band is not None:
        assert whole.band.value.name in {b.value.name for b in partial.possible_bands}


@given(st.sampled_from(TREES), WHOLE)
@settings(max_examples=100, deadline=None)
def test_more_of_a_penalty_never_helps_and_more_bonus_never_hurts(tree, points) -> None:
    before = score(tree, points, "[vi phạm]: không")
    for code, sign in (("C1", 1), ("T1", -1)):
        after = score(tree, {**points, code: BESIDE[code]}, "[vi phạm]: không")
        if before.index is not None and after.index is not None and points[code] != NA:
            assert (after.index.low - before.index.low) * sign >= 0
