"""Consequences: each trigger is about rows that exist and can both hold and fail."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import assert_never

from cchc_rules.checks.words_and_places import NAMES_COMPARED, interval_text, narrow, near
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.mends import chosen, renamed
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.interval import Interval
from cchc_rules.model.result_condition import IndexWithin
from cchc_rules.model.rubric import Consequence, Criterion, FieldsWithin, FieldWithin, Rubric, Trigger
from cchc_rules.source import Span

_ZERO, _ONE = Fraction(0), Fraction(1)


def triggers_make_sense(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311, K312, K316, K319, K328 for every trigger."""
    rows = {row.code: row for row in rubric.walk()}
    for stated in rubric.provisions.consequences:
        yield from _triggers(rubric, rows, stated)


def _triggers(rubric: Rubric, rows: Mapping[Code, Criterion], stated: Stated[Consequence]) -> Iterator[Diagnostic]:
    for trigger in stated.value.triggers:
        yield from _reach(trigger.interval, stated.at)
        match trigger:
            case FieldWithin(code):
                yield from _field(rubric, rows, code, narrow(stated.at, f"{rubric.level_names[0]} {code}"))
            case FieldsWithin(least):
                yield from _number(rubric, least, narrow(stated.at, f"từ {least} {rubric.level_names[0]}"))
            case IndexWithin():
                pass
            case _:
                assert_never(trigger)


def _reach(interval: Interval, span: Span | None) -> Iterator[Diagnostic]:
    if interval.empty:
        return
    text = interval_text(interval)
    if not interval.meets(_ZERO, _ONE):
        yield catalog.IMPOSSIBLE.at(span, why=f"tỷ lệ {text} nằm ngoài 0% đến 100%")
    elif interval.holds(_ZERO) and interval.holds(_ONE):
        yield catalog.ALWAYS.at(span, why=f"mọi tỷ lệ từ 0% đến 100% đều {text}")


def told_at_once(trigger: Trigger) -> bool:
    """Whether a trigger is faulty by itself, whatever rows come to."""
    interval = trigger.interval
    if isinstance(trigger, FieldsWithin) and trigger.least < 1:
        return True
    return interval.empty or not interval.meets(_ZERO, _ONE) or (interval.holds(_ZERO) and interval.holds(_ONE))


def _field(rubric: Rubric, rows: Mapping[Code, Criterion], code: Code, span: Span | None) -> Iterator[Diagnostic]:
    row = rows.get(code)
    if row is None:
        fields = [f.code.text for f in islice(rubric.fields, NAMES_COMPARED)]
        expected = near(code.text, fields)
        fixes = chosen(span, code.text, [expected] if expected else fields, "mã")
        yield catalog.NO_SUCH_ROW.at(span, code=code, expected=expected, fixes=fixes)
    else:
        yield from field_is_one(rubric, row, span)


def field_is_one(rubric: Rubric, row: Criterion, span: Span | None) -> Iterator[Diagnostic]:
    """K328: what is spoken of as a field is a row of the top level."""
    if row not in rubric.fields:
        what = f"{row.code} ở cấp {rubric.level_of(row)}"
        *_, field = row.code.up()
        fixes = renamed(span, row.code.text, field.text, "mã")
        yield catalog.NOT_A_FIELD.at(span, what=what, top=rubric.level_names[0], fixes=fixes)


def _number(rubric: Rubric, least: int, span: Span | None) -> Iterator[Diagnostic]:
    top = rubric.level_names[0]
    if least < 1:
        yield catalog.ALWAYS.at(span, why=f"bảng nào cũng có từ 0 {top} trở lên")
    elif rubric.fields and least > len(rubric.fields):
        yield catalog.OVER_FIELDS.at(span, least=least, actual=len(rubric.fields))
