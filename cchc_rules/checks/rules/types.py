"""Types and units of measure in the arithmetic of rules: points, ratios, plain numbers, counts of something."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.model.expression import (
    Add,
    ByYear,
    Day,
    DaysAfter,
    DaysLate,
    Expression,
    FactRef,
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
    StepChange,
    Stepped,
    Subtract,
    TheRatio,
    Times,
    YearBest,
    children,
    fact_names,
    walk,
)
from cchc_rules.model.fact import NUMERIC, FactDeclaration, FactType, this_year
from cchc_rules.source import fold_name
from cchc_rules.writing.expressions import expression

Declared = Mapping[str, FactDeclaration]


class Sort(Enum):
    """What a value is a value of; a COUNT has a unit of measure."""

    POINTS = "điểm"
    RATIO = "tỷ lệ"
    PLAIN = "số"
    COUNT = "số lượng"


@frozen
class Dimension:
    """A sort with its unit; None is a unit not stated, which fits any."""

    sort: Sort
    unit: str | None = None

    def words(self) -> str:
        """`số lượng (nhiệm vụ)`."""
        return f"{self.sort.value} ({self.unit})" if self.unit else self.sort.value


@frozen
class Mismatch:
    """Why an expression has no dimension, in words."""

    why: str


POINTS, RATIO, PLAIN = Dimension(Sort.POINTS), Dimension(Sort.RATIO), Dimension(Sort.PLAIN)
Found = Dimension | Mismatch


def dimension(  # noqa: C901 - a case for each kind of expression
    e: Expression, declared: Declared, ratio: Dimension | None
) -> Found | None:
    """The dimension; a mismatch, found once; None where something undeclared leaves it open."""
    match e:
        case Number(_, unit):
            return {NumberUnit.POINTS: POINTS, NumberUnit.PERCENT: RATIO}.get(unit, PLAIN)
        case MaxPoints() | PartRef():
            return POINTS
        case TheRatio():
            return ratio
        case FactRef(name):
            return _fact(name, declared)
        case DaysLate(fact, due):
            return _days_late((fact, due.since) if isinstance(due, DaysAfter) else (fact,), declared)
        case YearBest(inner):
            return _of_one_row(e, inner) or dimension(inner, declared, ratio)
        case ByYear(values):
            return _alike(e, [dimension(v.number, declared, ratio) for v in values])
        case Rounded(inner):
            return dimension(inner, declared, ratio)
        case Add() | Subtract() | Least() | Greatest():
            return _alike(e, [dimension(p, declared, ratio) for p in children(e)])
        case Times(left, right) | Quotient(left, right):
            return _product(e, dimension(left, declared, ratio), dimension(right, declared, ratio))
        case Stepped(_, changes):
            wrong = (_step(c, dimension(c.value, declared, ratio)) for c in changes)
            return next(filter(None, wrong), None) or dimension(e.arithmetic, declared, ratio)
        case Day() | LastDay():
            return Mismatch(f"“{expression(e)}” là một ngày, không tính toán được")
        case OutOfMax():
            return None
        case _:
            assert_never(e)


def _step(change: StepChange, counted: Found | None) -> Mismatch | None:
    """Steps are measured as what they are steps of."""
    if not isinstance(counted, Dimension) or (counted.sort is Sort.RATIO) is (change.step.unit is NumberUnit.PERCENT):
        return None
    step, value = expression(change.step), expression(change.value)
    right = "bằng %" if counted.sort is Sort.RATIO else "bằng số, không có %"
    return Mismatch(f"“mỗi {step}” không đo được “{value}” là {counted.words()}; viết bước {right}")


def _days_late(names: tuple[str, ...], declared: Declared) -> Found:
    for name in names:
        found = declared.get(fold_name(name))
        if found is not None and found.type is not FactType.DATE:
            return Mismatch(f"[{name}] không phải ngày tháng nên không tính được số ngày chậm")
    return Dimension(Sort.COUNT, "ngày")


def _of_one_row(e: YearBest, inner: Expression) -> Mismatch | None:
    """A best is one number of the year, found before any row is scored: what a row alone gives has no place in it."""
    found = next((p for p in walk(inner) if isinstance(p, MaxPoints | PartRef | TheRatio | YearBest)), None)
    if found is None:
        return None
    return Mismatch(
        f"“{expression(found)}” không dùng được trong “{expression(e)}”; trong ngoặc chỉ viết số liệu và số"
    )


def not_comparable(left: str, right: Expression, declared: Declared) -> str | None:
    """Why the value of a fact cannot be compared with an expression in a condition; None when it can."""
    for part in walk(right):
        if isinstance(part, Quotient) and not (isinstance(part.right, Number) and part.right.value):
            return f"vế phải “{expression(right)}” có phép chia; đặt tên cho phép chia bằng “tính bằng” ở SỐ LIỆU"
        if isinstance(part, MaxPoints | PartRef | TheRatio | YearBest):
            return f"“{expression(part)}” không dùng được để so với số liệu [{left}]"
    if not fact_names(right) and not any(isinstance(part, ByYear) for part in walk(right)):
        return f"vế phải “{expression(right)}” không có số liệu nào; so với một số thì viết số đã tính sẵn"
    sides = [dimension(e, declared, None) for e in (FactRef(left), right)]
    wrong = next((s for s in sides if isinstance(s, Mismatch)), None)
    if wrong is not None:
        return wrong.why
    first, second = sides
    if isinstance(first, Dimension) and isinstance(second, Dimension) and _join(first, second) is None:
        return f"[{left}] là {first.words()}, “{expression(right)}” là {second.words()}, không so với nhau được"
    return None


def is_whole(e: Expression, declared: Declared) -> bool:
    """Whether a value is a whole number by nature: a count, days, and sums and products of such."""
    match e:
        case Number(value, unit):
            return unit is NumberUnit.PLAIN and value.denominator == 1
        case FactRef(name):
            found = declared.get(fold_name(this_year(name)))
            if found is None or found.formula is not None:
                return False
            return found.type is FactType.COUNT
        case DaysLate():
            return True
        case YearBest(inner):
            return is_whole(inner, declared)
        case ByYear(values):
            return all(is_whole(v.number, declared) for v in values)
        case Add() | Subtract() | Times() | Least() | Greatest():
            return all(is_whole(p, declared) for p in children(e))
        case Rounded(_, step):
            return step.denominator == 1
        case Quotient() | MaxPoints() | PartRef() | TheRatio() | OutOfMax() | Day() | LastDay() | Stepped():
            return False
        case _:
            assert_never(e)


def _fact(name: str, declared: Declared) -> Found | None:
    found = declared.get(fold_name(this_year(name)))
    if found is None:
        return None
    if found.type not in NUMERIC:
        return Mismatch(f"số liệu [{name}] kiểu “{found.type.value}”, không dùng được trong phép tính")
    return RATIO if found.type is FactType.PERCENT else Dimension(Sort.COUNT, found.unit)


def _alike(e: Expression, found: list[Found | None]) -> Found | None:
    together: Dimension | None = None
    for one in found:
        if one is None or isinstance(one, Mismatch):
            return one
        joined = one if together is None else _join(together, one)
        if joined is None and together is not None:
            return Mismatch(
                f"trong “{expression(e)}”, {together.words()} và {one.words()} không cộng, trừ, so với nhau được"
            )
        together = joined
    return together


def _join(a: Dimension, b: Dimension) -> Dimension | None:
    if a.sort is b.sort:
        if a.unit and b.unit and fold_name(a.unit) != fold_name(b.unit):
            return None
        return a if a.unit else b
    if Sort.POINTS in (a.sort, b.sort) or {a.sort, b.sort} == {Sort.RATIO, Sort.COUNT}:
        return None
    return b if a.sort is Sort.PLAIN else a


def _product(e: Times | Quotient, a: Found | None, b: Found | None) -> Found | None:
    for one in (a, b):
        if one is None or isinstance(one, Mismatch):
            return one
    assert isinstance(a, Dimension) and isinstance(b, Dimension)
    return _times(e, a, b) if isinstance(e, Times) else _quotient(e, a, b)


def _times(e: Expression, a: Dimension, b: Dimension) -> Found:
    if a.sort is b.sort is Sort.POINTS:
        return Mismatch(f"trong “{expression(e)}”, điểm nhân với điểm")
    for sort in (Sort.POINTS, Sort.COUNT, Sort.RATIO):
        found = next((d for d in (a, b) if d.sort is sort), None)
        if found is not None:
            return Dimension(Sort.COUNT) if a.sort is b.sort is Sort.COUNT else found
    return PLAIN


def _quotient(e: Expression, a: Dimension, b: Dimension) -> Found:
    if a.sort is Sort.COUNT and b.sort is Sort.COUNT:
        if _join(a, b) is None:
            return Mismatch(f"trong “{expression(e)}”, tử số tính bằng “{a.unit}”, mẫu số tính bằng “{b.unit}”")
        return RATIO
    if a.sort is b.sort:
        return RATIO
    if b.sort is Sort.POINTS:
        return Mismatch(f"trong “{expression(e)}”, mẫu số là điểm mà tử số không phải điểm")
    return a


def not_points(e: Expression, declared: Declared, ratio: Dimension | None) -> Iterator[str]:
    """Why an expression that must give points does not."""
    found = dimension(e, declared, ratio)
    if isinstance(found, Mismatch):
        yield found.why
    elif found is not None and found.sort is not Sort.POINTS:
        yield f"“{expression(e)}” cho {found.words()}, phải cho điểm; thêm “điểm” sau số, hoặc nhân với số điểm"
