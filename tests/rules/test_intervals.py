"""Ends of intervals, each said by itself: what lies inside, what is left over, what is covered twice."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.meaning.amount import Amount
from cchc_rules.model.interval import Interval, gaps_and_overlaps
from cchc_rules.writing.rubric import interval

_BOUNDS = st.none() | st.integers(0, 4).map(lambda n: Fraction(n, 2))
_INTERVALS = st.builds(Interval, _BOUNDS, _BOUNDS, st.booleans(), st.booleans())
_POINTS = [Fraction(n, 4) for n in range(-2, 11)]


@pytest.mark.parametrize(
    ("made", "said", "inside"),
    [
        (Interval(Fraction(1), None), "từ 1", (False, True, True, True, True)),
        (Interval(Fraction(1), None, low_open=True), "trên 1", (False, False, True, True, True)),
        (Interval(None, Fraction(2)), "dưới 2", (True, True, True, False, False)),
        (Interval(None, Fraction(2), high_closed=True), "không quá 2", (True, True, True, True, False)),
        (
            Interval(Fraction(1), Fraction(2), True, True),
            "trên 1 đến không quá 2",
            (False, False, True, True, False),
        ),
    ],
)
def test_each_end_belongs_or_not(made: Interval, said: str, inside: tuple[bool, ...]) -> None:
    values = [Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2), Fraction(5, 2)]
    assert tuple(made.holds(v) for v in values) == inside
    assert tuple(made.holds(v.numerator * 3, v.denominator * 3) for v in values) == inside
    assert tuple(Amount(v, v).within(made) for v in values) == inside
    assert interval(made, "") == said


@given(st.lists(_INTERVALS, max_size=4))
def test_gaps_and_overlaps_are_exact(found: list[Interval]) -> None:
    """Every point of a grid finer than the bounds lies in as many intervals as the two lists say."""
    gaps, overlaps = gaps_and_overlaps(found)
    for point in _POINTS:
        count = sum(i.holds(point) for i in found)
        if any(not i.empty for i in found):
            assert any(g.holds(point) for g in gaps) is (count == 0)
        assert any(o.holds(point) for o in overlaps) is (count > 1)


@given(_INTERVALS, _BOUNDS, _BOUNDS)
def test_what_an_amount_says_of_an_interval_holds_for_every_value_in_it(
    made: Interval, low: Fraction | None, high: Fraction | None
) -> None:
    amount = Amount(low, high)
    said = amount.within(made)
    inside = [v for v in _POINTS if (low is None or low <= v) and (high is None or v <= high)]
    if said is not None:
        assert all(made.holds(v) is said for v in inside)


@given(_INTERVALS)
def test_whole_numbers_are_the_same_in_the_half_open_form(made: Interval) -> None:
    whole = made.among_whole_numbers()
    assert all(whole.holds(Fraction(n)) is made.holds(Fraction(n)) for n in range(-2, 6))


@given(_INTERVALS, _INTERVALS)
def test_covering_is_having_every_point(a: Interval, b: Interval) -> None:
    if not b.empty and a.covers(b):
        assert all(a.holds(v) for v in _POINTS if b.holds(v))
    assert all(a.meets(low, high) for low, high in pairwise(_POINTS) if a.holds(low) or a.holds(high))


def cuts(made: Interval) -> tuple[tuple[int, Fraction, int], tuple[int, Fraction, int]]:
    """The ends as places between numbers: just before a value (0) or just after it (1)."""
    low = (-1, Fraction(0), 0) if made.low is None else (0, made.low, int(made.low_open))
    high = (1, Fraction(0), 0) if made.high is None else (0, made.high, int(made.high_closed))
    return low, high


@given(_INTERVALS, st.sampled_from(_POINTS), st.sampled_from(_POINTS))
def test_what_whole_numbers_tell_is_what_the_places_of_the_ends_tell(
    made: Interval, low: Fraction, high: Fraction
) -> None:
    begins, ends = cuts(made)
    assert made.empty is (begins >= ends)
    assert made.meets(low, high) is (max(begins, (0, low, 0)) < min(ends, (0, high, 1)))
