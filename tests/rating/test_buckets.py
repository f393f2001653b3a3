"""Bonus and penalty outside the total, the ceiling, rescaling: exact, at every edge."""

from fractions import Fraction as F  # noqa: N817

import pytest
from rating_sample import (
    BUCKETS,
    CAPPED,
    FREE,
    NA,
    POINTS,
    RATIOS,
    RESCALED,
    found_in,
    held,
    rating,
    score,
    tree_of,
)

from cchc_rules.model.code import Code

BOTH = tree_of(settings=CAPPED, buckets=BUCKETS)
OPEN = tree_of(settings=FREE, buckets=BUCKETS)


def _final(tree, points):
    card = score(tree, points)
    assert card.final is not None and card.index is not None
    return card, card.final


def test_points_are_added_and_taken_after_the_total() -> None:
    card, final = _final(BOTH, {"1.1": 30, "C1": 2, "T1": F("0.5")})
    assert card.total.achieved == 90
    assert (final.low, final.high, final.base) == (F("91.5"), F("91.5"), 100)
    assert (card.index.numerator, card.index.denominator, card.index.low) == (F("91.5"), 100, F("0.915"))


@pytest.mark.parametrize(("c1", "c2", "counted"), [(1, 3, 4), (1, 4, 5), (4, 4, 5), (F("0.99"), 4, F("4.99"))])
def test_a_bucket_counts_no_more_than_its_cap(c1: F, c2: F, counted: F) -> None:
    _, final = _final(BOTH, {"1.1": 0, "C1": c1, "C2": c2})
    assert final.low == 60 + counted
    assert final.buckets[0].over_cap == max(0, c1 + c2 - 5)


def test_a_penalty_is_capped_and_nothing_falls_below_nought() -> None:
    _, final = _final(BOTH, {"T1": 3, "T2": 5})
    assert final.low == 95
    _, nought = _final(BOTH, {"1.1": 2, "1.2": 0, "2.1": 0, "2.2": 0, "T2": 5})
    assert (nought.raw, nought.low) == (-3, 0)


@pytest.mark.parametrize(
    ("lost", "bonus", "capped"), [(5, 5, 100), (4, 5, 100), (6, 5, 99), (5, F("4.99"), F("99.99"))]
)
def test_the_ceiling_is_the_rubrics_word(lost: F, bonus: F, capped: F) -> None:
    points = {"1.1": 40 - lost, "C1": min(bonus, F(4)), "C2": max(F(0), bonus - 4)}
    assert _final(BOTH, points)[1].low == capped
    card, free = _final(OPEN, points)
    assert free.low == 100 - lost + bonus
    assert card.index.low == F(100 - lost + bonus, 100)


def test_the_ceiling_is_the_maximum_that_counts_for_the_unit() -> None:
    card, final = _final(BOTH, {"1.1": NA, "C1": 4})
    assert (final.low, final.base, card.index.low) == (60, 60, 1)
    card, final = _final(OPEN, {"1.1": NA, "C1": 4})
    assert (final.low, card.index.low) == (64, F(64, 60))


def test_what_the_sheet_does_not_name_adds_and_takes_nothing() -> None:
    _, final = _final(BOTH, {})
    assert final.low == final.high == 100
    assert final.buckets[1].silent == {Code("T1"), Code("T2")}


def test_a_row_named_and_left_open_is_not_nought() -> None:
    card, final = _final(BOTH, {"1.1": 29, "C1": None})
    assert (final.low, final.high) == (89, 93)
    assert rating(card) == "?" and card.provisional
    card, final = _final(BOTH, {"1.1": 32, "T2": None})
    assert (final.low, final.high) == (87, 92)
    assert rating(card) == "?"


@pytest.mark.parametrize(("bonus", "expected"), [(F(2), "Tốt"), (F("1.99"), "Khá"), (F("2.01"), "Tốt")])
def test_a_band_is_taken_on_the_final_points(bonus: F, expected: str) -> None:
    assert rating(score(BOTH, {"1.1": 28, "C1": bonus})) == expected


@pytest.mark.parametrize(("penalty", "expected"), [(F(1), "Đạt"), (F("1.01"), "Không đạt"), (F("0.99"), "Đạt")])
def test_a_band_on_points_too(penalty: F, expected: str) -> None:
    tree = tree_of(POINTS, settings=CAPPED, buckets=BUCKETS)
    assert rating(score(tree, {"1.1": 21, "T1": penalty})) == expected


def test_a_rule_may_give_the_points() -> None:
    rows = BUCKETS.replace('  C2 "', '    cách chấm: 2 điểm × [sáng kiến], không quá 4 điểm  theo mục IV\n  C2 "')
    tree = tree_of(facts="  [sáng kiến]: số đếm", settings=CAPPED, buckets=rows)
    card = score(tree, {"1.1": 20}, "  thẩm định [sáng kiến]: 1")
    assert card.final is not None and card.final.low == 82
    unknown = score(tree, {"1.1": 20})
    assert unknown.final is not None and (unknown.final.low, unknown.final.high) == (80, 84)


def test_a_condition_may_look_at_a_penalty() -> None:
    tree = tree_of(RATIOS + '\n  xếp "Yếu" khi: T2 từ 5 điểm  theo mục III', settings=CAPPED, buckets=BUCKETS)
    assert rating(score(tree, {"T2": 5})) == "Yếu"
    assert rating(score(tree, {"T2": F("4.99")})) == "Tốt"
    assert rating(score(tree, {})) == "Tốt"
    assert rating(score(tree, {"T2": None})) == "?"


# ---- rescaling

RESCALE = tree_of(settings=RESCALED)


def test_the_appraised_part_is_brought_to_its_full_maximum() -> None:
    card, final = _final(RESCALE, {"1.1": NA, "1.2": 7, "2.1": 20, "2.2": 15})
    assert final.rescaled is not None and final.rescaled.points == F(27 * 80, 40)
    assert (final.low, final.base) == (54 + 15, 100)
    assert card.index.low == F(69, 100)
    plain = score(tree_of(), {"1.1": NA, "1.2": 7, "2.1": 20, "2.2": 15})
    assert plain.index is not None and plain.index.low == F(42, 60)


def test_thirds_stay_exact_and_decide_bands_exactly() -> None:
    card, final = _final(RESCALE, {"2.1": NA, "1.1": 31, "1.2": 9, "2.2": 6})
    assert final.low == 64 + 6 and rating(card) == "Khá"
    card, final = _final(RESCALE, {"1.2": NA, "1.1": 36, "2.1": 20, "2.2": 6})
    assert final.low == F(56 * 80, 70) + 6 == F(70)
    card, final = _final(RESCALE, {"1.2": NA, "1.1": F("35.99"), "2.1": 20, "2.2": 6})
    assert final.low == F("55.99") * 80 / 70 + 6 and rating(card) == "Yếu"


def test_nothing_excluded_is_nothing_changed() -> None:
    card, final = _final(RESCALE, {"1.1": 33})
    assert (final.low, final.base) == (card.total.achieved, 100)


def test_survey_rows_leave_the_maximum_as_ever() -> None:
    card, final = _final(RESCALE, {"1.1": NA, "1.2": 5, "2.1": 15, "2.2": NA})
    assert (final.low, final.base, card.index.low) == (40, 80, F(1, 2))


def test_where_the_whole_appraised_part_does_not_apply_the_survey_is_all() -> None:
    card, final = _final(RESCALE, {"1.1": NA, "1.2": NA, "2.1": NA, "2.2": 15})
    assert final.rescaled is None
    assert (final.low, final.base, card.index.low) == (15, 20, F(3, 4))


def test_rescaled_points_with_bonus() -> None:
    tree = tree_of(settings=f"{RESCALED}\n{CAPPED}", buckets=BUCKETS)
    card, final = _final(tree, {"1.1": NA, "1.2": 7, "2.1": 20, "2.2": 15, "C1": 4, "T1": 1})
    assert (final.table, final.low, card.index.low) == (69, 72, F(72, 100))


# ---- what is found wrong


@pytest.mark.parametrize(
    ("settings", "buckets", "code"),
    [
        ("", BUCKETS, "X804"),
        (CAPPED, "", "X805"),
        (CAPPED, "ĐIỂM CỘNG: tối đa 5 điểm  theo mục IV", "X806"),
        (CAPPED, BUCKETS.replace("CỘNG: tối đa 5", "CỘNG: tối đa 0"), "X807"),
        (CAPPED, BUCKETS.replace("CỘNG: tối đa 5", "CỘNG: tối đa 9"), "X808"),
        (CAPPED, BUCKETS.replace('"Chậm": tối đa 3', '"Chậm": 3'), "X803"),
        (CAPPED, BUCKETS.partition("\n")[2], "X802"),
        (CAPPED, BUCKETS.replace("T1", "C1"), "B204"),
        (CAPPED, BUCKETS.replace("TRỪ", "CỘNG"), "B202"),
        (CAPPED, BUCKETS + "\nHỆ QUẢ  theo mục V", "B201"),
        (CAPPED, BUCKETS.replace("tối đa 3 điểm", "tối đa 0 điểm"), "K321"),
        (CAPPED + "\n  bước điểm: 0,5 điểm  theo mục I", BUCKETS.replace("tối đa 3 đ", "tối đa 3,2 đ"), "K320"),
        (CAPPED + "\n" + FREE, BUCKETS, "B202"),
    ],
)
def test_faults_are_found(settings: str, buckets: str, code: str) -> None:
    assert code in found_in(settings=settings, buckets=buckets)


def test_bands_must_reach_as_far_as_bonus_may() -> None:
    closed = '  từ 50% đến dưới 101%: "Đạt"\n  dưới 50%: "Yếu"'
    assert found_in(closed, settings=CAPPED, buckets=BUCKETS) == []
    assert "K305" in found_in(closed, settings=FREE, buckets=BUCKETS)


def test_a_sheet_is_held_against_bonus_rows() -> None:
    assert [d.code for d in held(BOTH, {"C1": F("4.5")})] == ["P404"]
    assert [d.code for d in held(BOTH, {"C9": 1})] == ["P401"]
    assert not held(BOTH, {"C1": 4, "T2": 5})


def test_the_bound_counts_what_stays_when_the_whole_appraised_part_leaves() -> None:
    """The survey's 20 points are all that is left then: (16,25 + 4) / 20, more than the table's smallest row says."""
    tree = tree_of(settings=f"{FREE}\n{RESCALED}", buckets=BUCKETS)
    known = {"1.1": NA, "1.2": NA, "2.2": F(65, 4), "C1": 4}
    whole = score(tree, {**known, "2.1": NA})
    assert whole.index is not None and whole.index.low == F(81, 80)
    pending = score(tree, {**known, "2.1": None})
    assert pending.index is not None and pending.index.high == F(81, 80)


def test_nothing_is_counted_in_a_row_of_bonus() -> None:
    lines = BUCKETS.replace(
        'C2 "Khen thưởng": tối đa 4 điểm', 'C2 "Khen thưởng": tối đa 4 điểm\n    số lượng: 2 tiêu chí'
    )
    assert found_in(settings=CAPPED, buckets=lines) == ["B201"]
