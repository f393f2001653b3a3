"""Ranks: equal units share one, and the next is counted past them."""

import pytest
from rating_sample import score, tree_of

from cchc_rules.results.ranking import rank, standing

TREE = tree_of()


def ranks(points: list[int | None]) -> list[tuple[str, int | None]]:
    """Units by the points of 1.1, named after their place in the list, as they are ranked."""
    cards = [standing(score(TREE, {"1.1": p}), str(n)) for n, p in enumerate(points)]
    return [(r.standing.source, r.rank) for r in rank(cards)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([40, 35, 35, 30], [1, 2, 2, 4]),
        ([40, 40, 40, 30], [1, 1, 1, 4]),
        ([35, 35, 30, 30, 20], [1, 1, 3, 3, 5]),
        ([40, 30, 30, 30], [1, 2, 2, 2]),
        ([30, 20, 10], [1, 2, 3]),
    ],
)
def test_ties_share_a_rank_and_the_next_is_counted_past_them(points: list[int | None], expected: list[int]) -> None:
    assert [r for _, r in ranks(points)] == expected
    assert [r for _, r in ranks(points[::-1])] == expected


def test_an_open_index_has_no_rank_and_takes_none() -> None:
    assert ranks([30, None, 40, 30]) == [("2", 1), ("0", 2), ("3", 2), ("1", None)]
