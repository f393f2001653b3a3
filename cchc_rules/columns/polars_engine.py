"""The typed form as expressions of polars, and a plan run by it."""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, assert_never

from cchc_rules.columns.contract import Column, Holds
from cchc_rules.columns.draft import Value, layers, names_in
from cchc_rules.columns.plan import Plan, Whole, Word, YesNo
from cchc_rules.columns.typed import (
    NOTHING,
    Always,
    Choice,
    Compared,
    Const,
    Every,
    Extreme,
    Named,
    NamedTruth,
    Number,
    OneOf,
    Opposite,
    Order,
    Outside,
    Product,
    Quotient,
    Read,
    Remainder,
    Said,
    Some,
    Sum,
    Truth,
    swing,
)

if TYPE_CHECKING:
    import polars as pl

RAW = "raw "
"""What stands before the name of an input column as it came, where it is kept beside the one that is computed with."""
REJECTED, OPEN, RANKED, KEY = "_rejected", "_open", "_ranked", "_key_"


def _is_narrow(low: int, high: int) -> bool:
    return low >= -(2**31) and high < 2**31


def narrow(value: Number) -> bool:
    """Whether 32 bits hold a number and all on the way to it."""
    match value:
        case Const() | Read() | Named():
            return _is_narrow(value.low, value.high)
        case Sum(parts):
            return _is_narrow(*swing(parts)) and all(map(narrow, parts))
        case Product(left, right):
            return _is_narrow(value.low, value.high) and narrow(left) and narrow(right)
        case Quotient(above, below) | Remainder(above, below):
            return narrow(above) and narrow(below)
        case Choice(_, then, otherwise):
            return narrow(then) and narrow(otherwise)
        case Extreme(parts):
            return all(map(narrow, parts))
        case _:
            assert_never(value)


class Emitter:
    """Makes expressions of polars, which is imported by whoever computes with them."""

    def _type(self, is_narrow: bool) -> "type[pl.DataType]":
        import polars as pl

        return pl.Int32 if is_narrow else pl.Int64

    def _as(self, value: Number, is_narrow: bool) -> "pl.Expr":
        import polars as pl

        if isinstance(value, Const):
            return pl.lit(value.value, dtype=self._type(is_narrow))
        made = self.number(value)
        return made if is_narrow or not narrow(value) else made.cast(pl.Int64)

    def number(self, value: Number) -> "pl.Expr":
        """A number, in 32 bits where these hold it."""
        import polars as pl

        is_narrow = narrow(value)
        match value:
            case Const():
                return self._as(value, is_narrow)
            case Read(column):
                return pl.col(column)
            case Named(name):
                return pl.col(name).cast(self._type(is_narrow))
            case Sum(parts):
                return reduce(lambda a, b: a + b, (self._as(p, is_narrow) for p in parts))
            case Product(left, right):
                return self._as(left, is_narrow) * self._as(right, is_narrow)
            case Quotient(above, below):
                return self._as(above, is_narrow) // self._as(below, is_narrow)
            case Remainder(above, below):
                return self._as(above, is_narrow) % self._as(below, is_narrow)
            case Choice(when, then, otherwise):
                given = self._as(then, is_narrow), self._as(otherwise, is_narrow)
                return pl.when(self.truth(when)).then(given[0]).otherwise(given[1])
            case Extreme(parts, most):
                pick = pl.max_horizontal if most else pl.min_horizontal
                return pick([self._as(p, is_narrow) for p in parts])
            case _:
                assert_never(value)

    def truth(self, value: Truth) -> "pl.Expr":
        """A truth; never null."""
        import polars as pl

        match value:
            case Always(holds):
                return pl.lit(holds)
            case NamedTruth(name) | Said(name):
                return pl.col(name)
            case Outside(column, low, high, step):
                raw = pl.col(RAW + column)
                inside = raw.is_between(low, high)
                if step > 1:
                    inside = inside & ((raw < 0) | (raw % step == 0))
                return ~inside.fill_null(True)
            case OneOf(column, words):
                return reduce(lambda a, b: a | b, (pl.col(column) == w for w in words), pl.lit(False))
            case Compared(left, order, right):
                return self._compared(left, order, right)
            case Every(parts):
                return reduce(lambda a, b: a & b, map(self.truth, parts))
            case Some(parts):
                return reduce(lambda a, b: a | b, map(self.truth, parts))
            case Opposite(part):
                return ~self.truth(part)
            case _:
                assert_never(value)

    def _compared(self, left: Number, order: Order, right: Number) -> "pl.Expr":
        both = narrow(left) and narrow(right)
        a, b = self._as(left, both), self._as(right, both)
        match order:
            case Order.LESS:
                return a < b
            case Order.AT_MOST:
                return a <= b
            case Order.EQUAL:
                return a == b
            case _:
                assert_never(order)

    def value(self, value: Value) -> "pl.Expr":
        """A number or a truth."""
        return self.number(value) if isinstance(value, Number) else self.truth(value)

    def output(self, out: Whole | YesNo | Word) -> "pl.Expr":
        """A column to give back, by its name."""
        import polars as pl

        match out:
            case Whole(name, value, there):
                made = self.value(value).cast(pl.Int64)
                return (made if there == Always(True) else pl.when(self.truth(there)).then(made)).alias(name)
            case YesNo(name, tri):
                if tri.sure == tri.possible:
                    return self.truth(tri.sure).alias(name)
                either = pl.when(~self.truth(tri.possible)).then(pl.lit(False))
                return pl.when(self.truth(tri.sure)).then(pl.lit(True)).otherwise(either).alias(name)
            case Word(name, words):
                found: pl.Expr = pl.lit(None, dtype=pl.String)
                for word, holds in reversed(words):
                    found = pl.when(self.truth(holds)).then(pl.lit(word)).otherwise(found)
                return found.alias(name)
            case _:
                assert_never(out)


def prepared(frame: "pl.LazyFrame", columns: Sequence[Column], there: Sequence[str]) -> "pl.LazyFrame":
    """The frame with every column of the contract as it is computed with, and as it came under RAW.

    `there` are the columns that it has; numbers in it are whole, and words are the rubric's.
    """
    import polars as pl

    raw, made = [], []
    for c in columns:
        given = pl.col(c.name) if c.name in there else None
        kind = pl.Int32 if _is_narrow(NOTHING, c.high) else pl.Int64
        if c.holds.words:
            made.append((given.fill_null("") if given is not None else pl.lit("")).alias(c.name))
            continue
        raw.append((given if given is not None else pl.lit(None, dtype=kind)).alias(RAW + c.name))
        if c.holds is Holds.CLAIM:
            made.append(((given == 1).fill_null(False) if given is not None else pl.lit(False)).alias(c.name))
        elif given is None:
            made.append(pl.lit(NOTHING, dtype=kind).alias(c.name))
        else:
            inside = pl.when(given.is_between(c.low, c.high)).then(given).otherwise(pl.lit(NOTHING))
            made.append(inside.cast(kind).alias(c.name))
    return frame.with_columns(*raw, *made)


def worked_out(frame: "pl.LazyFrame", plan: Plan, keep: Sequence[str]) -> "pl.LazyFrame":
    """From prepared columns to those given back, behind those to `keep`; then whether it is rejected, open, ranked."""
    import polars as pl

    emitter = Emitter()
    wanted = [emitter.output(out) for out in plan.outputs]
    rejected = reduce(lambda a, b: a | b, (emitter.truth(c.wrong) for c in plan.checks), pl.lit(False))
    last = [
        rejected.alias(REJECTED),
        emitter.truth(plan.open).alias(OPEN),
        emitter.truth(plan.ranked).alias(RANKED),
        *(emitter.number(k).cast(pl.Int64).alias(f"{KEY}{i}") for i, k in enumerate(plan.digits)),
    ]
    for layer in layers(plan.values, plan.names_given_back):
        frame = frame.with_columns(*(emitter.value(value).alias(name) for name, value in layer))
    return frame.select(*keep, *wanted, *last)


def reasons(frame: "pl.LazyFrame", plan: Plan, keep: Sequence[str]) -> "pl.LazyFrame":
    """From prepared columns of rejected rows: a row for each mistake, with its column and the reason."""
    import polars as pl

    emitter = Emitter()
    checks = plan.checks
    names = {n for c in checks for n in names_in(c.wrong)}
    for layer in layers(plan.values, names):
        frame = frame.with_columns(*(emitter.value(value).alias(name) for name, value in layer))
    told = [
        pl.when(emitter.truth(c.wrong)).then(
            pl.struct(pl.lit(c.column).alias("column"), pl.lit(c.reason).alias("reason"))
        )
        for c in checks
    ]
    found = frame.select(*keep, pl.concat_list(told).list.drop_nulls().alias("why")).explode("why")
    return found.drop_nulls("why").unnest("why")
