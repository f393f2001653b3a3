"""Class thresholds on points and disqualifying conditions: on, just under, just over, and while facts are unknown."""

from fractions import Fraction as F  # noqa: N817

import pytest
from rating_sample import NA, POINTS, RATIOS, found_in, rating, score, tree_of

CLASSES = POINTS + ('\n\nXẾP LOẠI cho "xã khó khăn"  theo mục III\n  từ 60 điểm: "Đạt"\n  dưới 60 điểm: "Không đạt"')
TREE = tree_of(CLASSES)


def _rated(condition: str, facts: str = "") -> str:
    return f"{POINTS}\n  {condition}"


@pytest.mark.parametrize(
    ("kind", "lost", "expected"),
    [
        ("xã", F(20), "Đạt"),
        ("xã", F("20.01"), "Không đạt"),
        ("xã", F("19.99"), "Đạt"),
        ("phường", F("20.01"), "Không đạt"),
        ("xã khó khăn", F(40), "Đạt"),
        ("xã khó khăn", F("39.99"), "Đạt"),
    ],
)
def test_each_class_has_its_own_threshold(kind: str, lost: F, expected: str) -> None:
    assert rating(score(TREE, {"1.1": 40 - lost}, kind=kind)) == expected


def test_just_under_the_threshold_of_a_class() -> None:
    card = score(TREE, {"1.1": 0, "1.2": F("9.99")}, kind="xã khó khăn")
    assert card.total.achieved == F("59.99")
    assert rating(card) == "Không đạt"


BY_FACT = POINTS + '\n\nXẾP LOẠI khi [vùng khó] là có  theo mục III\n  từ 60 điểm: "Đạt"\n  dưới 60 điểm: "Không đạt"'


def test_a_fact_may_choose_the_class_and_unknown_leaves_it_open() -> None:
    tree = tree_of(BY_FACT, "  [vùng khó]: có/không")
    low = {"1.1": 10}
    assert rating(score(tree, low, "  [vùng khó]: có")) == "Đạt"
    assert rating(score(tree, low, "  [vùng khó]: không")) == "Không đạt"
    unknown = score(tree, low)
    assert rating(unknown) == "?" and unknown.provisional
    assert rating(score(tree, {})) == "Đạt"


def test_a_condition_in_a_class_that_a_unit_may_not_be_in_leaves_it_open() -> None:
    lowering = f'{BY_FACT}\n  xếp "Không đạt" khi: 1.2 dưới 1 điểm  theo mục III'
    tree = tree_of(lowering, "  [vùng khó]: có/không")
    low = {"1.2": 0}
    inside, outside, unknown = (score(tree, low, facts) for facts in ("  [vùng khó]: có", "  [vùng khó]: không", ""))
    assert rating(inside) == "Không đạt" and [d.holds for d in inside.decisions] == [True]
    assert rating(outside) == "Đạt" and outside.decisions == ()
    assert rating(unknown) == "?" and [d.holds for d in unknown.decisions] == [None]
    assert {b.value.name for b in unknown.possible_bands} == {"Đạt", "Không đạt"}
    # Not being in a class for want of its fact having arisen is not being in it.
    assert rating(score(tree, low, "  [vùng khó]: không phát sinh")) == "Đạt"


ROW = tree_of(_rated('xếp "Không đạt" khi: 1.2 dưới 1 điểm  theo mục III'))


@pytest.mark.parametrize(("points", "expected"), [(F("0.99"), "Không đạt"), (F(1), "Đạt"), (F("1.01"), "Đạt")])
def test_a_row_below_its_floor_decides(points: F, expected: str) -> None:
    assert rating(score(ROW, {"1.2": points})) == expected


def test_a_row_not_known_leaves_the_rating_open_and_not_applicable_is_below_nothing() -> None:
    assert rating(score(ROW, {"1.2": None})) == "?"
    assert rating(score(ROW, {"1.2": NA})) == "Đạt"


SHARE = tree_of(_rated('xếp "Không đạt" khi: 1.2 dưới 50%  theo mục III'))


@pytest.mark.parametrize(("points", "expected"), [(F("4.99"), "Không đạt"), (F(5), "Đạt"), (F("5.01"), "Đạt")])
def test_a_row_below_its_share_decides(points: F, expected: str) -> None:
    assert rating(score(SHARE, {"1.2": points})) == expected


NOUGHT = tree_of(_rated('xếp "Không đạt" khi: 1.2 bằng 0 điểm  theo mục III'))


@pytest.mark.parametrize(("points", "expected"), [(F(0), "Không đạt"), (F("0.01"), "Đạt"), (None, "?")])
def test_nought_points(points: F | None, expected: str) -> None:
    assert rating(score(NOUGHT, {"1.2": points})) == expected


FLOOR = tree_of('  từ 10%: "Đạt"\n  dưới 10%: "Kém"\n  xếp "Kém" khi: từ 1 lĩnh vực dưới 50%  theo mục III')


@pytest.mark.parametrize(("points", "expected"), [(F(15), "Đạt"), (F("14.99"), "Kém"), (F("15.01"), "Đạt")])
def test_a_floor_for_each_field(points: F, expected: str) -> None:
    card = score(FLOOR, {"1.1": points})
    assert rating(card) == expected
    assert card.decisions[0].holds is (expected == "Kém")


FACTS = "  [vi phạm]: có/không\n  [đơn thư]: số đếm"
NONE = tree_of(_rated("không xếp loại khi: [vi phạm] là có và [đơn thư] từ 3  theo mục III"), FACTS)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("[vi phạm]: có\n[đơn thư]: 3", None),
        ("[vi phạm]: có\n[đơn thư]: 2", "Đạt"),
        ("[vi phạm]: không", "Đạt"),
        ("[vi phạm]: có", "?"),
        ("", "?"),
    ],
)
def test_no_rating_at_all_in_three_values(facts: str, expected: str | None) -> None:
    card = score(NONE, {}, facts)
    assert rating(card) == expected
    assert card.provisional is (expected == "?")


def test_an_unknown_condition_that_would_change_nothing_leaves_the_rating() -> None:
    tree = tree_of(_rated('xếp "Không đạt" khi: [vi phạm] là có  theo mục III'), "  [vi phạm]: có/không")
    assert rating(score(tree, {"1.1": 0})) == "Không đạt"
    assert rating(score(tree, {})) == "?"


def test_a_condition_never_lifts_a_unit() -> None:
    tree = tree_of(RATIOS + '\n  xếp "Khá" khi: 1.2 dưới 1 điểm  theo mục III')
    assert rating(score(tree, {"1.2": 0})) == "Khá"
    assert rating(score(tree, {"1.2": 0, "1.1": 0, "2.1": 0})) == "Yếu"


def test_compound_conditions_and_brackets() -> None:
    said = 'xếp "Không đạt" khi: (1.2 dưới 5 điểm hoặc 2.1 dưới 5 điểm) và không phải lĩnh vực 1 từ 90%  theo mục III'
    tree = tree_of(_rated(said))
    assert rating(score(tree, {"1.2": 4})) == "Không đạt"
    assert rating(score(tree, {"1.2": 5})) == "Đạt"
    assert rating(score(tree, {"1.2": F("4.99"), "2.1": None})) == "Không đạt"
    other = tree_of(_rated(said.replace("90%", "85%")))
    assert rating(score(other, {"1.2": 4})) == "Đạt"


def test_a_condition_of_one_class_is_for_that_class_alone() -> None:
    tree = tree_of(CLASSES + '\n  xếp "Không đạt" khi: 1.2 dưới 5 điểm  theo mục III')
    assert rating(score(tree, {"1.2": 4})) == "Đạt"
    card = score(tree, {"1.2": 4}, kind="xã khó khăn")
    assert rating(card) == "Không đạt" and card.decisions[0].stated.at is not None


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (RATIOS + '\n\nXẾP LOẠI cho "huyện"  theo mục III\n  từ 0%: "Đạt"', "K311"),
        ('\n\nXẾP LOẠI cho "xã"  theo mục III\n' + RATIOS, "X809"),
        (RATIOS + '\n\nXẾP LOẠI cho "xã", "phường"  theo m 1', "C101"),
        (CLASSES + '\n\nXẾP LOẠI cho "phường", "xã khó khăn"  theo mục III\n' + POINTS, "X810"),
        (RATIOS + '\n\nXẾP LOẠI cho "xã", "phường", "xã khó khăn"  theo mục III\n' + RATIOS, "X813"),
        (RATIOS + '\n\nXẾP LOẠI cho "xã"  theo mục III\n  từ 50%: "A"\n  dưới 40%: "B"', "K305"),
        (RATIOS + '\n\nXẾP LOẠI cho "xã"  theo mục III\n  từ 50%: "A"\n  dưới 60%: "B"', "K306"),
        (RATIOS + '\n  xếp "Kém" khi: 1.2 dưới 1 điểm  theo mục III', "X811"),
        (RATIOS + "\n  không xếp loại khi: 1.9 dưới 1 điểm  theo mục III", "K316"),
        (RATIOS + "\n  không xếp loại khi: 1.2 từ 11 điểm  theo mục III", "X812"),
        (RATIOS + "\n  không xếp loại khi: 1.2 bằng 11 điểm  theo mục III", "X812"),
        (RATIOS + "\n  không xếp loại khi: từ 3 lĩnh vực dưới 50%  theo mục III", "X812"),
        (RATIOS + "\n  không xếp loại khi: lĩnh vực 1 từ 120%  theo mục III", "X812"),
        (RATIOS + "\n  không xếp loại khi: tiêu chí 1.1 dưới 50%  theo mục III", "K328"),
        (RATIOS + "\n  không xếp loại khi: [lạ] là có  theo mục III", "K313"),
        (RATIOS + "\n  không xếp loại khi: 1.2 dưới 1  theo mục III", "C111"),
        (RATIOS + "\n  không xếp loại khi: 1.2 dưới 1 điểm", None),
        (RATIOS + '\n\nTIẾN ĐỘ cho "xã"  theo mục III', "X801"),
    ],
)
def test_faults_are_found(lines: str, code: str | None) -> None:
    found = found_in(lines)
    assert (code in found) if code else found == [], found
