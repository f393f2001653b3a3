"""The typed form as SQL of DuckDB: one text that can be read, kept, and run by anybody who has the tables.

`/` of DuckDB is a division of floating point, so only `//` is written; its whole numbers raise where they overflow.
"""

from collections.abc import Sequence
from typing import assert_never

from cchc_rules.columns.contract import UNIT_NAMED, Column, Holds
from cchc_rules.columns.draft import Value, layers
from cchc_rules.columns.plan import Output, Plan, Whole, Word, YesNo
from cchc_rules.columns.polars_engine import KEY, OPEN, RANKED, RAW, REJECTED
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
    Outside,
    Product,
    Quotient,
    Read,
    Remainder,
    Said,
    Some,
    Sum,
    Truth,
)

TABLE = "don_vi"
"""What the SQL calls the table of units: ROW, `unit`, `kind`, `year`, the columns of the contract."""


def quoted(name: str) -> str:
    """A name of a column or table."""
    return '"' + name.replace('"', '""') + '"'


def text(words: str) -> str:
    """A text in SQL."""
    return "'" + words.replace("'", "''") + "'"


def number(value: Number) -> str:
    """A whole number in SQL."""
    match value:
        case Const(known):
            return str(known)
        case Read(name) | Named(name):
            return quoted(name)
        case Sum(parts):
            return f"({' + '.join(map(number, parts))})"
        case Product(left, right):
            return f"({number(left)} * {number(right)})"
        case Quotient(above, below):
            return f"({number(above)} // {number(below)})"
        case Remainder(above, below):
            return f"({number(above)} % {number(below)})"
        case Choice(when, then, otherwise):
            return f"CASE WHEN {truth(when)} THEN {number(then)} ELSE {number(otherwise)} END"
        case Extreme(parts, most):
            return f"{'greatest' if most else 'least'}({', '.join(map(number, parts))})"
        case _:
            assert_never(value)


def truth(value: Truth) -> str:
    """A truth in SQL; never null."""
    match value:
        case Always(holds):
            return "true" if holds else "false"
        case NamedTruth(name) | Said(name):
            return quoted(name)
        case Outside(column, low, high, step):
            raw = quoted(RAW + column)
            inside = f"{raw} BETWEEN {low} AND {high}"
            whole = f" AND ({raw} < 0 OR {raw} % {step} = 0)" if step > 1 else ""
            return f"NOT coalesce({inside}{whole}, true)"
        case OneOf(column, words):
            return f"{quoted(column)} IN ({', '.join(map(text, words))})" if words else "false"
        case Compared(left, order, right):
            return f"({number(left)} {order.value} {number(right)})"
        case Every(parts):
            return f"({' AND '.join(map(truth, parts))})"
        case Some(parts):
            return f"({' OR '.join(map(truth, parts))})"
        case Opposite(part):
            return f"(NOT {truth(part)})"
        case _:
            assert_never(value)


def _value(value: Value) -> str:
    # Columns of 32 and 64 bits would be joined in 32 by some operations; ranges are proven for 64.
    return f"({number(value)})::BIGINT" if isinstance(value, Number) else truth(value)


def _output(out: Output) -> str:
    match out:
        case Whole(name, value, there):
            made = _value(value)
            found = made if there == Always(True) else f"CASE WHEN {truth(there)} THEN {made} END"
            return f"{found} AS {quoted(name)}"
        case YesNo(name, tri):
            if tri.sure == tri.possible:
                return f"{truth(tri.sure)} AS {quoted(name)}"
            made = f"CASE WHEN {truth(tri.sure)} THEN true WHEN NOT {truth(tri.possible)} THEN false END"
            return f"{made} AS {quoted(name)}"
        case Word(name, words):
            cases = "".join(f" WHEN {truth(holds)} THEN {text(word)}" for word, holds in words)
            return f"{f'CASE{cases} END' if cases else 'NULL::VARCHAR'} AS {quoted(name)}"
        case _:
            assert_never(out)


def prepared_sql(columns: Sequence[Column], there: Sequence[str], keep: Sequence[str]) -> str:
    """The columns as they are computed with: what lies outside the contract as nothing, and as it came under RAW."""
    made = [quoted(name) for name in (*keep, UNIT_NAMED) if name in there]
    for c in columns:
        given = quoted(c.name) if c.name in there else None
        if c.holds.words:
            words = f"coalesce({given}, '')" if given else "''"
            made.append(f"{words} AS {quoted(c.name)}")
            continue
        made.append(f"{given or 'NULL'}::BIGINT AS {quoted(RAW + c.name)}")
        if c.holds is Holds.CLAIM:
            made.append(f"{f'coalesce({given} = 1, false)' if given else 'false'} AS {quoted(c.name)}")
        else:
            inside = f"CASE WHEN {given} BETWEEN {c.low} AND {c.high} THEN {given} ELSE {NOTHING} END"
            made.append(f"({inside if given else NOTHING})::BIGINT AS {quoted(c.name)}")
    return _select(made, TABLE)


def plan_sql(plan: Plan, there: Sequence[str], keep: Sequence[str]) -> str:
    """The whole plan as one query over TABLE: what is given back, then whether a unit is rejected, open, ranked."""
    steps = [("vao", prepared_sql(plan.contract.columns, there, keep))]
    for place, layer in enumerate(layers(plan.values, plan.names_given_back), start=1):
        made = ["*", *(f"{_value(value)} AS {quoted(name)}" for name, value in layer)]
        steps.append((f"buoc_{place}", _select(made, steps[-1][0])))
    rejected = " OR ".join(truth(c.wrong) for c in plan.checks) or "false"
    last = [
        *map(quoted, keep),
        *map(_output, plan.outputs),
        f"({rejected}) AS {quoted(REJECTED)}",
        f"{truth(plan.open)} AS {quoted(OPEN)}",
        f"{truth(plan.ranked)} AS {quoted(RANKED)}",
        *(f"{_value(digit)} AS {quoted(f'{KEY}{i}')}" for i, digit in enumerate(plan.digits)),
    ]
    named = ",\n".join(f"{name} AS (\n{query}\n)" for name, query in steps)
    return f"WITH {named}\n{_select(last, steps[-1][0])}\nORDER BY {quoted(keep[0])}\n"


def _select(columns: Sequence[str], table: str) -> str:
    return "SELECT\n  " + ",\n  ".join(columns) + f"\nFROM {table}"
