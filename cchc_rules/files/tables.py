"""Tables on the disk: Parquet, Arrow and CSV, read when worked on and written whole."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PARQUET, ARROW, CSV = (".parquet",), (".arrow", ".ipc", ".feather"), (".csv",)
TABLE_SUFFIXES = (*PARQUET, *ARROW, *CSV)


class TableError(Exception):
    """A table that cannot be read; the only argument is why, as its reader says it."""


def is_table(path: Path) -> bool:
    """Whether a path names a table by its suffix."""
    return path.suffix.casefold() in TABLE_SUFFIXES


def scanned(path: Path) -> "pl.LazyFrame":
    """A table whose rows are read when worked on; all cells of CSV are text. Raises TableError, OSError."""
    import polars as pl

    suffix = path.suffix.casefold()
    with path.open("rb"):
        pass  # what the disk refuses is told as everywhere
    try:
        if suffix in PARQUET:
            frame = pl.scan_parquet(path, glob=False)
        elif suffix in ARROW:
            frame = pl.scan_ipc(path, glob=False)
        else:
            frame = pl.scan_csv(path, infer_schema=False, glob=False)
        frame.collect_schema()
    except pl.exceptions.PolarsError as error:
        raise TableError(str(error).split("\n")[0]) from error
    return frame


def write_table(frame: "pl.DataFrame", path: Path) -> None:
    """Write a table in the form of its suffix. Raises OSError."""
    suffix = path.suffix.casefold()
    if suffix in PARQUET:
        frame.write_parquet(path, compression="zstd", statistics=True)
    elif suffix in ARROW:
        frame.write_ipc(path, compression="lz4")
    else:
        frame.write_csv(path)
