"""Tables as they come: columns held against the contract, cells brought to whole numbers and known words."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from cchc_rules.columns.contract import KIND, UNIT, UNIT_NAMED, YEAR, Contract
from cchc_rules.columns.typed import NOTHING
from cchc_rules.diagnostics import Diagnostic, catalog, nearest
from cchc_rules.source import Span, fold_name, unit_key

if TYPE_CHECKING:
    import polars as pl

ROW = "row"
"""The number of a row of the input, from 1 on."""
_UNREADABLE = NOTHING - 7
"""Stands for a cell that is no whole number: outside of what any column may hold."""
_FIRST = (UNIT, KIND, YEAR)
_YES_NO = {"có": "1", "đúng": "1", "true": "1", "không": "0", "sai": "0", "false": "0"}


def misfits(schema: "dict[str, pl.DataType]", contract: Contract, file: str) -> Iterator[Diagnostic]:
    """M002 to M004: what keeps a table from being read at all; `schema` is its columns with their types."""
    at = Span(file, 1, 1, 1)
    known = (*_FIRST, *contract.by_name)
    for name in _FIRST:
        if name not in schema:
            yield catalog.COLUMN_MISSING.at(at, column=name)
    for name, kind in schema.items():
        if name not in known and name != ROW:
            near = nearest(name, known)
            fix = f"ý bạn là “{near}”?" if near is not None else None
            yield catalog.COLUMN_UNKNOWN.at(at, column=name, fix=fix)
        elif _is_number(name, contract) and not (kind.is_integer() or str(kind) in ("String", "Boolean", "Null")):
            yield catalog.COLUMN_NOT_WHOLE.at(at, column=name, type=str(kind))


def _is_number(name: str, contract: Contract) -> bool:
    column = contract.by_name.get(name)
    return name == YEAR or (column is not None and not column.holds.words)


def fitted(frame: "pl.LazyFrame", schema: "dict[str, pl.DataType]", contract: Contract) -> "pl.LazyFrame":
    """The table with whole numbers in 32 or 64 bits, and kinds, units and choices in the rubric's words."""
    import polars as pl

    numbers = [name for name in schema if name in contract.by_name and _is_number(name, contract)]
    made = [fitted_year(schema[YEAR]), *(_number(name, schema[name]) for name in numbers)]
    words = [(c.name, c.words) for c in contract.columns if c.name in schema and c.name not in numbers]
    made += [_in_words(frame, name, _spelling(given), name) for name, given in ((KIND, contract.kinds), *words)]
    made.append(pl.col(UNIT).cast(pl.String).fill_null("").str.strip_chars())
    if contract.units:
        by_key = {unit_key(u): u for u in contract.units}
        made.append(_in_words(frame, UNIT, lambda word: by_key.get(unit_key(word), ""), UNIT_NAMED))
    return frame.with_columns(*made)


def _number(name: str, kind: "pl.DataType") -> "pl.Expr":
    import polars as pl

    column = pl.col(name)
    if str(kind) == "String":
        text = column.str.strip_chars().str.to_lowercase().replace(_YES_NO).str.replace("^−", "-")
        number = text.cast(pl.Int64, strict=False)
        unreadable = number.is_null() & (text != "")
        return pl.when(unreadable).then(pl.lit(_UNREADABLE, dtype=pl.Int64)).otherwise(number).alias(name)
    small = str(kind) in ("Int8", "Int16", "Int32", "UInt8", "UInt16", "Boolean", "Null")
    number = column.cast(pl.Int32 if small else pl.Int64, strict=False)
    # What no 64 bits with a sign hold is no number of any column.
    return (
        number if small else pl.when(column.is_null()).then(None).otherwise(number.fill_null(_UNREADABLE)).alias(name)
    )


def fitted_year(kind: "pl.DataType") -> "pl.Expr":
    """The year of each row; null where it is no year."""
    import polars as pl

    number = _number(YEAR, kind).cast(pl.Int64)
    return pl.when(number.is_between(1, 9999)).then(number).alias(YEAR)


def _spelling(words: Iterable[str]) -> Callable[[str], str]:
    spelled = {fold_name(w): w for w in words}
    return lambda word: spelled.get(fold_name(word), word.strip())


def _in_words(frame: "pl.LazyFrame", name: str, spelled: Callable[[str], str], to: str) -> "pl.Expr":
    """A column of words in the rubric's spelling; each word is looked at once."""
    import polars as pl

    found = frame.select(pl.col(name).cast(pl.String).unique().drop_nulls()).collect()[name].to_list()
    turned = {word: spelled(word) for word in found}
    text = pl.col(name).cast(pl.String)
    return text.replace_strict(turned, default="", return_dtype=pl.String).fill_null("").alias(to)


def twice(frame: "pl.LazyFrame") -> set[int]:
    """The rows of units that have more than one for a year, whichever way their names are typed."""
    import polars as pl

    bare = pl.col(UNIT).str.normalize("NFD").str.replace_all(r"[\p{M}\s]", "").str.to_lowercase()
    key = pl.struct(bare, pl.col(YEAR))
    near = frame.select(ROW, UNIT, YEAR).filter(key.is_duplicated()).collect()
    groups: dict[tuple[str, int], list[int]] = {}
    for row, unit, year in near.iter_rows():
        groups.setdefault((unit_key(unit), year), []).append(row)
    return {row for rows in groups.values() if len(rows) > 1 for row in rows}
