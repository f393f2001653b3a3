"""Quotas on ratings and ties: on the cut, across it, and while something is not known, against a plain second count."""

import itertools
from collections.abc import Iterator
from fractions import Fraction as F  # noqa: N817

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from rating_sample import NA, RATIOS, found_in, rubric_of, score, tree_of

from cchc_rules.explain.tables.ranking import ranking_text
from cchc_rules.results.quotas import QuotaState
from cchc_rules.results.ranking import Ranking, ranking_of, standing
from cchc_rules.writing.rubric_file import print_rubric

TOP = '  không quá {} số đơn vị {} được xếp "Tốt", làm tròn {}, vượt thì xếp "Khá"'
HALF = RATIOS + "\n" + TOP.format("50%", "được xếp loại", "xuống")
TREE = tree_of(HALF)


def year(tree, *lost, closed=True, **more) -> Ranking:
    """Units A, B, C …, each with so many points lost of 1.1: of 100, so that the index is a round number."""
    given = [lost_of if isinstance(lost_of, dict) else {"1.1": 40 - F(lost_of)} for lost_of in lost]
    cards = [score(tree, points, **more) for points in given]
    named = [evolve(c, header=evolve(c.header, unit=f"Xã {chr(65 + i)}")) for i, c in enumerate(cards)]
    return ranking_of(tree.rubric, 2019, [standing(c, c.header.unit) for c in named], closed=closed)


def told(ranking: Ranking) -> dict[str, str]:
    """The rating of each unit by the last letter of its name; `?` where it is open, `chờ` where somebody decides."""
    return {u.standing.header.unit[-1]: _rating(u.standing) for u in ranking.units}


def _rating(s) -> str:
    waits = s.quota is not None and s.quota.state is QuotaState.TIED
    return s.band or ("chờ" if waits else "?")


@pytest.mark.parametrize(
    ("rating", "lost", "expected"),
    [
        (HALF, (0, 1, 2, 3), "Tốt Tốt Khá Khá"),
        (HALF, (0, 1, 2, 3, 4), "Tốt Tốt Khá Khá Khá"),
        (HALF, (0, 1, F("10.01"), 20), "Tốt Tốt Khá Khá"),
        (HALF, (0,), "Khá"),
        (RATIOS + "\n" + TOP.format("50%", "được xếp loại", "lên"), (0,), "Tốt"),
        (RATIOS + "\n" + TOP.format("50%", "được xếp loại", "lên"), (0, 1, 2), "Tốt Tốt Khá"),
        (RATIOS + "\n" + TOP.format("25%", "được xếp loại", "gần nhất"), (0, 1), "Tốt Khá"),
        (RATIOS + "\n" + TOP.format("24,9%", "được xếp loại", "gần nhất"), (0, 1), "Khá Khá"),
        # Of three that are "Khá" or better before the quota, a third is one; of all five it would be two.
        (RATIOS + "\n" + TOP.format("40%", 'xếp "Khá" trở lên', "xuống"), (0, 1, 20, 35, 36), "Tốt Khá Khá Yếu Yếu"),
        (RATIOS + "\n" + TOP.format("40%", "được xếp loại", "xuống"), (0, 1, 20, 35, 36), "Tốt Tốt Khá Yếu Yếu"),
    ],
)
def test_how_many_keep_the_rating(rating: str, lost: tuple[F, ...], expected: str) -> None:
    assert " ".join(told(year(tree_of(rating), *lost)).values()) == expected


def test_equal_units_across_the_cut_wait_and_are_named() -> None:
    ranking = year(TREE, 0, 5, 5, 9)
    assert told(ranking) == {"A": "Tốt", "B": "chờ", "C": "chờ", "D": "Khá"}
    text = ranking_text([ranking], ())
    assert "Chờ quyết định ai được xếp “Tốt”: “Xã B”, “Xã C” bằng nhau ở chỗ cắt của hạn mức." in text
    assert told(year(TREE, 5, 5, 5, 9)) == {"A": "chờ", "B": "chờ", "C": "chờ", "D": "Khá"}
    # Equal units that all fit, or that all are beyond, wait for nobody.
    assert told(year(TREE, 5, 5, 9, 9)) == {"A": "Tốt", "B": "Tốt", "C": "Khá", "D": "Khá"}


def test_what_breaks_ties_decides_across_the_cut() -> None:
    broken = tree_of(HALF, settings="  bằng chỉ số thì: xét điểm 1.2, xét tỷ lệ 2, cùng thứ hạng  theo mục III")
    b, c = {"1.1": 38, "1.2": 10}, {"1.1": 40, "1.2": 8}
    ranking = year(broken, 0, c, b, 9)
    assert told(ranking) == {"A": "Tốt", "C": "Tốt", "B": "Khá", "D": "Khá"}
    assert [u.rank for u in ranking.units] == [1, 2, 3, 4]
    assert [u.rank for u in year(broken, 0, b, b, 9).units] == [1, 2, 2, 4]


def test_a_rank_may_wait_for_a_decision() -> None:
    waits = tree_of(settings="  bằng chỉ số thì: chờ quyết định  theo mục III")
    ranking = year(waits, 0, 5, 5, 9)
    assert [(u.rank, u.among) for u in ranking.units] == [(1, None), (None, (2, 3)), (None, (2, 3)), (4, None)]
    assert "Chờ quyết định thứ hạng 2 đến 3: “Xã B”, “Xã C” bằng nhau." in ranking_text([ranking], ())


def test_gates_come_first() -> None:
    gated = tree_of(HALF + '\n  không xếp loại khi: 1.2 bằng 0 điểm\n  xếp "Yếu" khi: 2.1 bằng 29 điểm')
    # One is left without a rating and is not counted: of three, one may be rated so.
    ranking = year(gated, {"1.2": 0}, {"2.1": 29}, 1, 2)
    assert told(ranking) == {"B": "Yếu", "C": "Tốt", "D": "Khá", "A": "?"}


def test_what_is_not_known_keeps_open_only_what_it_may_change() -> None:
    assert told(year(TREE, 0, {"1.1": None}, 2, 3)) == {"A": "Tốt", "B": "?", "C": "?", "D": "Khá"}
    assert told(year(TREE, 0, 1, {"1.2": None}, 20)) == {"A": "Tốt", "B": "?", "C": "?", "D": "Khá"}


def test_ratings_are_provisional_until_the_year_is_closed() -> None:
    opened, closed = year(TREE, 0, 1, 2, 3, closed=False), year(TREE, 0, 1, 2, 3)
    assert [u.standing.provisional for u in opened.units] == [True] * 4
    assert [u.standing.provisional for u in closed.units] == [False] * 4


def test_one_sheet_alone_never_has_a_rating_that_a_quota_may_lower() -> None:
    best, fair = score(TREE, {}), score(TREE, {"1.1": 20})
    assert best.band is None and {b.value.name for b in best.possible_bands} == {"Tốt", "Khá"} and best.provisional
    assert fair.band is not None and fair.band.value.name == "Khá" and not fair.provisional


def test_a_quota_of_a_kind_counts_and_limits_that_kind_alone() -> None:
    scoped = tree_of(RATIOS + '\n\nXẾP LOẠI cho "phường"  theo mục III\n' + TOP.format("50%", "được xếp loại", "xuống"))
    town = [score(scoped, {"1.1": 40 - n}, kind="phường") for n in (0, 1)]
    village = [score(scoped, {"1.1": 40 - n}) for n in (2, 3)]
    ranking = ranking_of(scoped.rubric, 2019, [standing(c, str(i)) for i, c in enumerate((*town, *village))])
    assert [u.standing.band for u in ranking.units] == ["Tốt", "Khá", "Tốt", "Tốt"]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ('  không quá 20% số đơn vị được xếp loại được xếp "Khá", làm tròn xuống, vượt thì xếp "Tốt"', ["X920"]),
        ('  không quá 20% số đơn vị được xếp loại được xếp "Khá", làm tròn xuống, vượt thì xếp "Khá"', ["X920"]),
        ('  không quá 20% số đơn vị xếp "Tốt" trở lên được xếp "Khá", làm tròn xuống, vượt thì xếp "Yếu"', ["X921"]),
        ('  không quá 20% số đơn vị được xếp loại được xếp "Giỏi", làm tròn xuống, vượt thì xếp "Yếu"', ["X811"]),
        ('  không quá 0% số đơn vị được xếp loại được xếp "Tốt", làm tròn xuống, vượt thì xếp "Khá"', ["B208"]),
        ('  không quá 100% số đơn vị được xếp loại được xếp "Tốt", làm tròn xuống, vượt thì xếp "Khá"', ["B208"]),
    ],
)
def test_quotas_that_make_no_sense(line: str, codes: list[str]) -> None:
    assert found_in(f"{RATIOS}\n{line}") == codes


# ---- against a plain second count, over every completion

FILLED = [F(0), F(10), F(21), F(31), F(40)]
UNITS = st.lists(st.sampled_from([None, *FILLED]), min_size=1, max_size=5)
SCALE = ("Yếu", "Khá", "Tốt")


def plainly(points: list[F], share: F, two: bool) -> Iterator[list[str]]:
    """The ratings of all units when all is known: one list for each way of deciding among those equal at a cut."""
    index = [(p + 60) / 100 for p in points]
    found = [[SCALE[(i >= F(7, 10)) + (i >= F(9, 10))] for i in index]]
    for top, under in (("Tốt", "Khá"), ("Khá", "Yếu"))[: 1 + two]:
        found = [after for bands in found for after in _lowered(bands, index, top, under, int(share * len(points)))]
    yield from found


def _lowered(bands: list[str], index: list[F], top: str, under: str, room: int) -> Iterator[list[str]]:
    asks = [i for i, b in enumerate(bands) if b == top]
    for chosen in itertools.combinations(asks, min(room, len(asks))):
        others = [i for i in asks if i not in chosen]
        if all(index[i] >= index[j] for i in chosen for j in others):
            yield [under if i in others else b for i, b in enumerate(bands)]


@given(UNITS, st.sampled_from(["20%", "50%", "60%", "90%"]), st.booleans())
def test_every_completion_has_one_of_the_ratings_told(units: list[F | None], share: str, two: bool) -> None:
    second = '\n  không quá {} số đơn vị được xếp loại được xếp "Khá", làm tròn xuống, vượt thì xếp "Yếu"'
    rating = RATIOS + "\n" + TOP.format(share, "được xếp loại", "xuống") + (second.format(share) if two else "")
    ranking = year(tree_of(rating), *({"1.1": p} for p in units))
    by_letter = {u.standing.header.unit[-1]: u.standing for u in ranking.units}
    part = F(share[:-1]) / 100
    filled = itertools.product(*([p] if p is not None else FILLED for p in units))
    ends = [bands for points in filled for bands in plainly(list(points), part, two)]
    for i in range(len(units)):
        s, names = by_letter[chr(65 + i)], {bands[i] for bands in ends}
        may = {b.value.name for b in (s.quota.bands if s.quota is not None else s.alone)}
        assert names <= may
        if None not in units and not two:
            assert names == may


@given(UNITS)
def test_the_order_of_the_sheets_changes_nothing(units: list[F | None]) -> None:
    ranking, turned = year(TREE, *({"1.1": p} for p in units)), year(TREE, *({"1.1": p} for p in reversed(units)))
    assert sorted(told(ranking).values()) == sorted(told(turned).values())


def test_the_sentences_are_printed_as_they_are_read() -> None:
    settings = "  bằng chỉ số thì: xét điểm 1.1, xét tỷ lệ 2, chờ quyết định  theo mục III"
    digits = "  làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số, cắt bớt  theo mục I"
    printed = print_rubric(rubric_of(HALF, settings=f"{settings}\n{digits}"))
    for line in (*HALF.splitlines()[-1:], settings.split("  theo")[0], digits.split("  theo")[0]):
        assert line.strip() in printed


def test_not_applicable_rows_leave_the_index_and_the_quota_goes_by_it() -> None:
    # 59/60 is more than 98/100.
    ranking = year(TREE, {"1.1": NA, "1.2": 9}, {"1.1": 38})
    assert told(ranking) == {"A": "Tốt", "B": "Khá"}


def test_a_unit_that_may_be_rated_too_low_to_count_leaves_the_share_open() -> None:
    tree = tree_of(RATIOS + "\n" + TOP.format("34%", 'xếp "Khá" trở lên', "xuống"))
    # With the third unit "Yếu" a third of two is no unit, with it "Khá" a third of three is one.
    assert told(year(tree, 0, 20, {"1.1": 15, "1.2": None})) == {"A": "?", "B": "Khá", "C": "?"}
    assert told(year(tree, 0, 20, 35)) == {"A": "Khá", "B": "Khá", "C": "Yếu"}
    assert told(year(tree, 0, 20, 25)) == {"A": "Tốt", "B": "Khá", "C": "Khá"}
