"""A query of DuckDB over a table: both go by way of a file, so that memory holds neither of them whole."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def queried(frame: "pl.LazyFrame", sql: str, table: str) -> "pl.DataFrame":
    """What a query gives that calls the frame `table`. Raises OSError."""
    import duckdb
    import polars as pl

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as base:
        given, made = Path(folder) / "given.parquet", Path(folder) / "made.parquet"
        frame.sink_parquet(given)
        base.read_parquet(str(given)).create_view(table)
        base.sql(sql).write_parquet(str(made))
        return pl.read_parquet(made)
