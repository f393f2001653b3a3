"""How arithmetic and the details of facts are said in the language."""

from fractions import Fraction
from typing import assert_never

from cchc_rules.model.dates import date, day_and_month
from cchc_rules.model.expression import (
    Add,
    ByYear,
    Call,
    Day,
    DaysAfter,
    DaysLate,
    Due,
    DueDay,
    Expression,
    FactRef,
    FixedDay,
    Greatest,
    LastDay,
    Least,
    MaxPoints,
    Number,
    NumberUnit,
    OutOfMax,
    PartRef,
    Quotient,
    Rounded,
    Simple,
    StepChange,
    Stepped,
    Subtract,
    TheRatio,
    Times,
    YearBest,
    YearValue,
)
from cchc_rules.model.fact import FactBound, FactDeclaration
from cchc_rules.model.numbers import vietnamese

_LIST, _SUM, _PRODUCT, _OPERAND = 0, 1, 2, 3


def expression(e: Expression) -> str:
    """The arithmetic with decimal commas, brackets only where they are needed."""
    return _say(e, _LIST)


def _say(e: Expression, least: int) -> str:
    text, rank = _ranked(e)
    return text if rank >= least else f"({text})"


def _ranked(e: Expression) -> tuple[str, int]:
    if isinstance(e, Simple):
        return _simple(e), _OPERAND
    if isinstance(e, Call):
        return _call(e), _OPERAND
    match e:
        case Add(left, right):
            return f"{_say(left, _SUM)} + {_say(right, _PRODUCT)}", _SUM
        case Subtract(left, right):
            return f"{_say(left, _SUM)} - {_say(right, _PRODUCT)}", _SUM
        case Stepped(base, changes):
            return ", ".join([_say(base, _SUM), *map(step_change, changes)]), _LIST
        case Times(Number(value, NumberUnit.PERCENT), MaxPoints()):
            return f"{number(value, NumberUnit.PERCENT)} điểm tối đa", _OPERAND
        case Times(left, right):
            return f"{_say(left, _PRODUCT)} × {_say(right, _OPERAND)}", _PRODUCT
        case Quotient(left, right):
            return f"{_say(left, _PRODUCT)} / {_say(right, _OPERAND)}", _PRODUCT
        case _:
            assert_never(e)


def _simple(e: Simple) -> str:
    match e:
        case Number(value, unit):
            return number(value, unit)
        case FactRef(name):
            return f"[{name}]"
        case MaxPoints():
            return "điểm tối đa"
        case OutOfMax():
            return "không áp dụng"
        case TheRatio():
            return "tỷ lệ"
        case PartRef(name):
            return f"phần {name}"
        case Day(told) | LastDay(told):
            return due(told)
        case _:
            assert_never(e)


def _call(e: Call) -> str:
    match e:
        case Least(parts):
            return f"nhỏ nhất({'; '.join(map(expression, parts))})"
        case Greatest(parts):
            return f"lớn nhất({'; '.join(map(expression, parts))})"
        case Rounded(inner, step, direction):
            return f"làm tròn({expression(inner)}; đến {vietnamese(step)}; {direction.value})"
        case DaysLate(fact, told, days):
            return f"số ngày chậm([{fact}]; {due(told)}; {days.value})"
        case YearBest(inner, lowest):
            return f"{'thấp' if lowest else 'cao'} nhất trong kỳ({expression(inner)})"
        case ByYear(values):
            return f"theo năm({', '.join(map(_year_value, values))})"
        case _:
            assert_never(e)


def step_change(c: StepChange) -> str:
    """`mỗi 10% tròn [tỷ lệ] thấp hơn 100% trừ 1 điểm, không quá 2 điểm`."""
    part = f" {c.part.value}" if c.part is not None else ""
    beside = f" {'thấp' if c.below else 'cao'} hơn {_say(c.mark, _PRODUCT)}" if c.mark is not None else ""
    cap = f", không quá {vietnamese(c.most)} điểm" if c.most is not None else ""
    does = "cộng" if c.adds else "trừ"
    return f"mỗi {_simple(c.step)}{part} {_say(c.value, _PRODUCT)}{beside} {does} {vietnamese(c.points)} điểm{cap}"


def _year_value(v: YearValue) -> str:
    """`năm 2012: 18`, `từ 2015: 26`, `từ 2012 đến 2014: 18`."""
    until = f" đến {v.last}" if v.last is not None else ""
    years = f"năm {v.first}" if v.first == v.last else f"từ {v.first}{until}"
    return f"{years}: {_simple(v.number)}"


def due(d: Due) -> str:
    """`15/01 năm sau`, `30/01/2020`, `05 ngày làm việc kể từ [ngày nhận]`."""
    match d:
        case DueDay(day, month, years_after):
            return f"{day_and_month(day, month)} {'năm sau' if years_after else 'trong năm'}"
        case FixedDay(day):
            return date(day)
        case DaysAfter(count, days, since):
            return f"{count:02d} {days.value} kể từ [{since}]"
        case _:
            assert_never(d)


def number(value: Fraction, unit: NumberUnit) -> str:
    """`2 điểm`, `75%`, `3`."""
    if unit is NumberUnit.PERCENT:
        return f"{vietnamese(value * 100)}%"
    return f"{vietnamese(value)} điểm" if unit is NumberUnit.POINTS else vietnamese(value)


# ---- facts


def fact_details(f: FactDeclaration, percent: bool) -> str:
    """What a declaration says behind the type: bounds, who supplies, evidence, last year, formula."""
    low, high = (bound(b, percent) if b is not None else None for b in (f.low, f.high))
    parts = [f"từ {low} đến {high}"] if low and high else [f"từ {low}"] if low else []
    parts += [f"không quá {high}"] if high and not low else []
    parts += [f"do {f.supplier.value}"] if f.supplier is not None else []
    parts += ["cần TLKC"] if f.evidence else []
    parts += [years_before(f.years_before)] if f.years_before else []
    parts += [f"tính bằng {expression(f.formula)}"] if f.formula is not None else []
    return "".join(f", {p}" for p in parts)


def years_before(years: int) -> str:
    """`có năm trước`, `có 2 năm trước`."""
    return "có năm trước" if years == 1 else f"có {years} năm trước"


def bound(b: FactBound, percent: bool) -> str:
    """`0`, `100%`, `[nhiệm vụ được giao]`."""
    if isinstance(b, str):
        return f"[{b}]"
    return f"{vietnamese(b * 100)}%" if percent else vietnamese(b)
