"""What a rubric states, in the words of its language: conditions, intervals, bands, citations."""

from fractions import Fraction

from attrs import frozen

from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    UnitIs,
    UnitKindIs,
)
from cchc_rules.model.discrepancy import (
    Discrepancy,
    PrintedCode,
    PrintedCount,
    PrintedNote,
    PrintedPoints,
    PrintedWords,
    Reading,
)
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import (
    Applicability,
    Band,
    ClaimPolicy,
    Criterion,
    ExcludedWhen,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    OnlyWhen,
    Rubric,
    Suspended,
    Trigger,
)
from cchc_rules.model.stated import Basis, Citation, Instrument, Stated
from cchc_rules.source import Span


def quoted(text: str) -> str:
    """Words of others, marked as theirs."""
    return f"“{text}”"


# ---- intervals and conditions


def measure(value: Fraction, unit: str) -> str:
    """A bound with its unit: `%` (of a ratio), `điểm`, or none."""
    if unit == "%":
        return f"{vietnamese(value * 100)}%"
    return f"{vietnamese(value)} điểm" if unit else vietnamese(value)


def interval(i: Interval, unit: str) -> str:
    """`từ 70% đến dưới 90%`."""
    parts = [f"từ {measure(i.low, unit)}"] if i.low is not None else []
    if i.high is not None:
        parts.append(f"{'đến ' if parts else ''}dưới {measure(i.high, unit)}")
    return " ".join(parts) or "mọi giá trị"


def relation(i: Interval, inside: bool) -> str:
    """How a percentage stands to an interval, behind it: `< 70%`, `≥ 70%`, `nằm ngoài khoảng …`."""
    if i.low is None and i.high is not None:
        return f"{'<' if inside else '≥'} {measure(i.high, '%')}"
    if i.high is None and i.low is not None:
        return f"{'≥' if inside else '<'} {measure(i.low, '%')}"
    return f"nằm {'trong' if inside else 'ngoài'} khoảng {interval(i, '%')}"


def condition(c: Condition, nested: bool = False) -> str:
    """A condition as the rubric writes it; `nested` puts a compound one in brackets."""
    match c:
        case UnitKindIs(kinds):
            return _joined(" hoặc ", [f"loại đơn vị là {quoted(k)}" for k in kinds], nested)
        case UnitIs(names):
            return _joined(" hoặc ", [f"đơn vị là {quoted(n)}" for n in names], nested)
        case FactIs(fact, value):
            wanted = quoted(value) if isinstance(value, str) else "có" if value else "không"
            return f"[{fact}] là {wanted}"
        case FactEquals(fact, number, percent):
            return f"[{fact}] bằng {measure(number, '%' if percent else '')}"
        case FactWithin(fact, within, percent):
            return f"[{fact}] {interval(within, '%' if percent else '')}"
        case Not(part):
            return f"không phải {condition(part, nested=True)}"
        case AllOf(parts):
            return _joined(" và ", [condition(p, nested=True) for p in parts], nested)
        case AnyOf(parts):
            return _joined(" hoặc ", [condition(p, nested=True) for p in parts], nested)


def _joined(word: str, parts: list[str], nested: bool) -> str:
    text = word.join(parts)
    return f"({text})" if nested and len(parts) > 1 else text


def years(first: int, last: int | None) -> str:
    """`từ kỳ đánh giá 2021 đến hết kỳ đánh giá 2022`."""
    return f"từ kỳ đánh giá {first}" + (f" đến hết kỳ đánh giá {last}" if last is not None else "")


def applicability(a: Applicability) -> str:
    """`không áp dụng khi: …`, `chỉ áp dụng khi: …`, or whether claims are allowed."""
    match a:
        case ExcludedWhen(when):
            return f"không áp dụng khi: {condition(when)}"
        case OnlyWhen(when):
            return f"chỉ áp dụng khi: {condition(when)}"
        case ClaimPolicy():
            return f"đơn vị {a.value} không áp dụng"
        case Suspended(first, last):
            return f"ngưng hiệu lực {years(first, last)}"


def band(b: Band) -> str:
    """`“Tốt”: từ 70% đến dưới 90%`."""
    return f"{quoted(b.name)}: {interval(b.interval, b.measure.value)}"


def trigger(t: Trigger, top: str) -> str:
    """`chỉ số dưới 70%`; `top` names the highest level."""
    match t:
        case IndexWithin(within):
            return f"chỉ số {interval(within, '%')}"
        case FieldsWithin(least, within):
            return f"từ {least} {top} {interval(within, '%')}"
        case FieldWithin(code, within):
            return f"{top} {code} {interval(within, '%')}"


def discrepancy(d: Discrepancy) -> str:
    """`bản in ghi mã “5.10.1”, vì …`: what the printed decree says, and why it is read otherwise."""
    match d:
        case PrintedCode(printed, reason):
            return f"bản in ghi mã {quoted(printed)}: {reason}"
        case PrintedPoints(printed, reason):
            return f"bản in ghi điểm {quoted(printed)}: {reason}"
        case PrintedNote(printed, reason):
            shown = f"ghi chú {quoted(printed)}" if printed else "ghi chú để trống"
            return f"bản in {shown}: {reason}"
        case PrintedCount(printed, reason):
            return f"bản in ghi số lượng {quoted(printed)}: {reason}"
        case PrintedWords(printed, meant, reason):
            return f"bản in ghi {quoted(printed)}, đọc là {quoted(meant)}: {reason}"
        case Reading(question, chosen, reason):
            return f"{question}: chọn {quoted(chosen)}, vì {reason}"


# ---- citations


@frozen
class Cite:
    """A citation, and the line of a rubric or amendment that carries it."""

    text: str
    at: Span | None


def row_cites(rubric: Rubric, c: Criterion) -> tuple[Cite, ...]:
    """Where the decree prints a row (by its printed code), what else it rests on, and who amended it."""
    stated = rubric.provisions.instrument
    printed = rubric.printed_code(c)
    own = f"{instrument(stated.value)}, {printed}" if stated else f"dòng {printed}"
    cites = [Cite(own, c.at)]
    if c.basis is not None:
        cites.append(Cite(basis(rubric, c.basis), None))
    return (*cites, *(Cite(f"sửa bởi {a.cite()}", a.at) for a in c.amended))


def stated_cites(rubric: Rubric, stated: Stated[object]) -> tuple[Cite, ...]:
    """What a statement rests on, with its line; the rubric's instrument where it names no place."""
    own = rubric.provisions.instrument
    text = basis(rubric, stated.basis) if stated.basis else instrument(own.value) if own else rubric.id
    changed = stated.amended
    return (Cite(text, stated.at), *([Cite(f"sửa bởi {changed.cite()}", changed.at)] if changed else []))


def instrument(i: Instrument, annex: bool = True) -> str:
    """`Quyết định 1026/QĐ-UBND, Bảng 1`: without the day, which the heading gives."""
    return f"{i.kind} {i.number}" + (f", {i.annex}" if annex and i.annex else "")


def basis(rubric: Rubric, b: Basis) -> str:
    """`mục II.3 Quyết định 1026/QĐ-UBND`, or that the rubric itself chose so and why."""
    if b.own_choice is not None:
        return f"bộ tiêu chí tự đặt: {b.own_choice}"
    return "; ".join(_citation(rubric, c) for c in b.citations)


def _citation(rubric: Rubric, c: Citation) -> str:
    own = rubric.provisions.instrument
    if c.instrument is not None or own is None:
        return c.cite()
    return " ".join([*(p.cite() for p in c.places), instrument(own.value, annex=False)])


def at(text: str, span: Span | None) -> str:
    """A citation with the file and line it stands on."""
    return f"{text} ({span.cite()})" if span is not None else text
