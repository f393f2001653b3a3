"""Ranks from the keys of all units of a year: whole numbers, so that no rounding tells two units apart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_rules.columns.intake import ROW
from cchc_rules.model.rating import Ties

if TYPE_CHECKING:
    import polars as pl

RANK, AMONG_FIRST, AMONG_LAST = "rank", "rank_among_first", "rank_among_last"


def ranks(ranked: "pl.DataFrame", keys: Sequence[str], then: Ties) -> "pl.DataFrame":
    """The rank of every row of `ranked`, a frame of ROW and keys, the higher the better (1, 2, 2, 4).

    Where somebody is to decide among units that nothing tells apart, these have no rank but the first and the last of
    the ranks that they stand among.
    """
    import polars as pl

    ordered = ranked.sort(keys, descending=True)
    first = pl.any_horizontal(pl.col(k) != pl.col(k).shift(1) for k in keys).fill_null(True)
    place = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    begun = ordered.select(ROW, pl.when(first).then(place).forward_fill().alias(RANK))
    sized = begun.with_columns((pl.col(RANK) + pl.len().over(RANK).cast(pl.Int64) - 1).alias("last"))
    tied = pl.col("last") > pl.col(RANK)
    waits = tied if then is Ties.DECIDED_LATER else pl.lit(False)
    return sized.select(
        ROW,
        pl.when(~waits).then(pl.col(RANK)).alias(RANK),
        pl.when(waits).then(pl.col(RANK)).alias(AMONG_FIRST),
        pl.when(waits).then(pl.col("last")).alias(AMONG_LAST),
    )
