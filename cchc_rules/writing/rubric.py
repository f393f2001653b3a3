"""How each value of a rubric is said in its own language: the words that printers, diffs and messages share."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, assert_never

from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.calendar import SpecialDays
from cchc_rules.model.citation import Instrument
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    Relation,
    UnitIs,
    UnitKindIs,
)
from cchc_rules.model.dates import date, day_and_month
from cchc_rules.model.expression import Day, DaysAfter, LastDay
from cchc_rules.model.fact import FactDeclaration, FactType
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.result_condition import (
    ResultAll,
    ResultAny,
    ResultCondition,
    ResultNot,
    RowEquals,
    RowWithin,
)
from cchc_rules.model.rubric import (
    Absence,
    Applicability,
    Band,
    Bucket,
    Ceiling,
    ClaimPolicy,
    Consequence,
    Count,
    Criterion,
    Disqualifier,
    ExcludedWhen,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    InPlaceOfBands,
    InPlaceOfConsequence,
    OnlyWhen,
    Override,
    Rounding,
    Subjects,
    Suspended,
    Total,
    Trigger,
)
from cchc_rules.model.stages import Combination, Deadline, Stage, StageRule
from cchc_rules.writing.basis import basis as basis
from cchc_rules.writing.basis import for_table as for_table
from cchc_rules.writing.basis import quote as quote
from cchc_rules.writing.basis import stated as stated
from cchc_rules.writing.basis import with_basis as with_basis
from cchc_rules.writing.discrepancies import discrepancy as discrepancy
from cchc_rules.writing.expressions import due, expression, fact_details


def instrument(i: Instrument) -> str:
    """`Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1`."""
    return i.cite()


def interval(i: Interval, unit: str) -> str:
    """`từ 70% đến dưới 90%`, `trên 80%`, `không quá 80%`; percent bounds are ratios in the model."""
    high = f"{'không quá' if i.high_closed else 'dưới'} {measure(i.high, unit)}"
    if i.low is None:
        return high
    low = f"{'trên' if i.low_open else 'từ'} {measure(i.low, unit)}"
    return low if i.high is None else f"{low} đến {high}"


def measure(value: Fraction | None, unit: str) -> str:
    """A bound with its unit: `%`, `điểm`, or none."""
    value = value if value is not None else Fraction(0)
    if unit == "%":
        return f"{vietnamese(value * 100)}%"
    return f"{vietnamese(value)} điểm" if unit == "điểm" else vietnamese(value)


def condition(c: Condition, inside: bool = False) -> str:
    """A condition in the language; `inside` puts a compound one in brackets."""
    match c:
        case UnitKindIs(kinds):
            return _either([f"loại đơn vị là {quote(k)}" for k in kinds], inside)
        case UnitIs(names):
            return _either([f"đơn vị là {quote(n)}" for n in names], inside)
        case FactIs(fact, value):
            return f"[{fact}] là {('có' if value else 'không') if isinstance(value, bool) else quote(value)}"
        case FactEquals(fact, number, percent):
            return f"[{fact}] bằng {measure(number, '%' if percent else '')}"
        case FactWithin(fact, within, percent):
            return f"[{fact}] {interval(within, '%' if percent else '')}"
        case FactCompared():
            return _compared(c)
        case Not(part):
            return f"không phải {condition(part, inside=True)}"
        case AllOf(parts):
            return _joined(" và ", [condition(p, inside=True) for p in parts], inside)
        case AnyOf(parts):
            return _joined(" hoặc ", [condition(p, inside=True) for p in parts], inside)
        case _:
            assert_never(c)


def _compared(c: FactCompared) -> str:
    match c:
        case FactCompared(fact, _, LastDay(DaysAfter() as told)):
            return f"[{fact}] trong {due(told)}"
        case FactCompared(fact, _, LastDay(told)):
            return f"[{fact}] chậm nhất {due(told)}"
        case FactCompared(fact, Relation.NOT_BEFORE, Day(told)):
            return f"[{fact}] từ {due(told)}"
        case FactCompared(fact, relation, other):
            return f"[{fact}] {relation.value} {expression(other)}"
        case _:
            assert_never(c)


def _either(parts: list[str], inside: bool) -> str:
    return parts[0] if len(parts) == 1 else _joined(" hoặc ", parts, inside)


def _joined(word: str, parts: list[str], inside: bool) -> str:
    text = word.join(parts)
    return f"({text})" if inside else text


# ---- settings


def override(o: Override) -> str:
    """`thay phần XẾP LOẠI cho "xã" của quy định chung`, `thay hệ quả 1 của quy định chung`."""
    match o:
        case InPlaceOfBands(given):
            what = f"phần XẾP LOẠI{scope(given)}"
        case InPlaceOfConsequence(number):
            what = f"hệ quả {number}"
        case _:
            assert_never(o)
    return f"thay {what} của quy định chung"


def levels(names: tuple[str, ...]) -> str:
    """`các cấp: …`."""
    return f"các cấp: {', '.join(names)}"


def total(t: Total) -> str:
    """`tổng điểm: …`."""
    split = f", trong đó ĐTXHH {vietnamese(t.survey)} điểm" if t.survey is not None else ""
    return f"tổng điểm: {vietnamese(t.points)} điểm{split}"


def counts(given: tuple[Count, ...]) -> str:
    """`số lượng: …`."""
    return "số lượng: " + ", ".join(f"{c.number} {c.level}" for c in given)


def subjects(s: Subjects) -> str:
    """`đối tượng: …`."""
    excepted = f", trừ {', '.join(map(quote, s.excepted))}" if s.excepted else ""
    return f"đối tượng: {', '.join(map(quote, s.kinds))}{excepted}"


def rounding(r: Rounding) -> str:
    """`làm tròn khi in: …`."""
    return f"làm tròn khi in: điểm {r.points} chữ số, tỷ lệ {r.percent} chữ số"


def stage(rule: StageRule) -> str:
    """`thẩm định: do …, công nhận hoặc giảm`."""
    parts = [f"do {quote(rule.by)}"] if rule.by else []
    parts += [rule.power.value] if rule.power is not None else []
    parts += [f"tối thiểu {vietnamese(rule.minimum_share)}% đơn vị"] if rule.minimum_share is not None else []
    return f"{rule.stage.value}: {', '.join(parts)}"


def combination(c: Combination) -> str:
    """`điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định`."""
    order = ", không có thì ".join(s.value for s in c.order)
    joined = " cộng " if c.survey and order else ""
    return f"điểm chỉ số: {Stage.SURVEY.value if c.survey else ''}{joined}{order}"


# ---- lines of the sections


def band(b: Band) -> str:
    """`từ 90%: "Rất tốt"`."""
    return f"{interval(b.interval, b.measure.value)}: {quote(b.name)}"


def scope(c: Condition | None) -> str:
    """What follows `XẾP LOẠI`: ` cho "…"`, ` khi …`, or nothing."""
    if isinstance(c, UnitKindIs):
        return f" cho {', '.join(map(quote, c.kinds))}"
    return f" khi {condition(c)}" if c is not None else ""


def disqualifier(d: Disqualifier, top: str) -> str:
    """`xếp "…" khi: …` or `không xếp loại khi: …`."""
    head = "không xếp loại" if d.result is None else f"xếp {quote(d.result)}"
    return f"{head} khi: {result_condition(d.condition, top)}"


def result_condition(c: ResultCondition, top: str, inside: bool = False) -> str:
    """A condition over results and facts; `inside` puts a compound one in brackets."""
    match c:
        case RowWithin(code, within, percent):
            return f"{code} {interval(within, '%' if percent else 'điểm')}"
        case RowEquals(code, points):
            return f"{code} bằng {measure(points, 'điểm')}"
        case IndexWithin() | FieldsWithin() | FieldWithin():
            return _trigger(c, top)
        case ResultNot(part):
            return f"không phải {result_condition(part, top, inside=True)}"
        case ResultAll(parts):
            return _joined(" và ", [result_condition(p, top, inside=True) for p in parts], inside)
        case ResultAny(parts):
            return _joined(" hoặc ", [result_condition(p, top, inside=True) for p in parts], inside)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return condition(c, inside)
        case _:
            assert_never(c)


def absence(a: Absence) -> str:
    """`không áp dụng: quy về đủ thang`."""
    return f"không áp dụng: {a.value}"


def ceiling(c: Ceiling) -> str:
    """`điểm sau cộng, trừ: không quá tổng điểm tối đa`."""
    return f"điểm sau cộng, trừ: {c.value}"


def bucket(b: Bucket) -> str:
    """`ĐIỂM CỘNG: tối đa 5 điểm`."""
    return f"{b.kind.value.upper()}: tối đa {vietnamese(b.cap)} điểm"


def bucket_row(c: Criterion) -> str:
    """`C1 "…": tối đa 2 điểm`."""
    return with_basis(f"  {c.code} {quote(c.title)}: tối đa {vietnamese(c.max)} điểm", c.basis)


def consequence(c: Consequence, top: str) -> str:
    """`1 khi chỉ số dưới 70% …: "…"`."""
    return f"{c.number} khi {' hoặc '.join(_trigger(t, top) for t in c.triggers)}: {quote(c.text)}"


def _trigger(t: Trigger, top: str) -> str:
    match t:
        case IndexWithin(within):
            return f"chỉ số {interval(within, '%')}"
        case FieldsWithin(least, within):
            return f"từ {least} {top or t.level or 'lĩnh vực'} {interval(within, '%')}"
        case FieldWithin(code, within):
            return f"{top or t.level or 'lĩnh vực'} {code} {interval(within, '%')}"
        case _:
            assert_never(t)


def deadline(d: Deadline) -> str:
    """`hạn tự đánh giá: trước ngày 15/01 năm sau`."""
    due = ("I", "II", "III", "IV")[d.quarter - 1] if d.quarter else day_and_month(d.day, d.month)
    year = "" if d.years_after is None else " năm sau" if d.years_after else " trong năm"
    return f"hạn {d.step.value}: {d.form.value} {due}{year}"


def special_days(d: SpecialDays) -> str:
    """`ngày nghỉ lễ: 01/01/2020, 23/01/2020 đến 29/01/2020`."""
    told = (date(s.first) + (f" đến {date(s.last)}" if s.last != s.first else "") for s in d.spans)
    return f"{d.kind.value}: {', '.join(told)}"


_FACT_WORDS = {
    FactType.YES_NO: "có/không",
    FactType.COUNT: "số đếm",
    FactType.AMOUNT: "số đo",
    FactType.PERCENT: "tỷ lệ phần trăm",
    FactType.DATE: "ngày tháng",
    FactType.TEXT: "chữ",
}


def fact(f: FactDeclaration) -> str:
    """`[tên]: kiểu`."""
    details = fact_details(f, f.type is FactType.PERCENT)
    if f.type is FactType.CHOICE:
        return f"[{f.name}]: lựa chọn {', '.join(map(quote, f.choices))}{details}"
    return f"[{f.name}]: {_FACT_WORDS[f.type]}" + (f" {quote(f.unit)}" if f.unit else "") + details


# ---- rows


def applicability(a: Applicability) -> str:
    """`không áp dụng …` or `chỉ áp dụng khi: …`."""
    match a:
        case ExcludedWhen(when):
            return f"không áp dụng khi: {condition(when)}"
        case OnlyWhen(when):
            return f"chỉ áp dụng khi: {condition(when)}"
        case ClaimPolicy():
            return f"không áp dụng: {a.value}"
        case Suspended(first, last):
            return f"ngưng hiệu lực: {years(first, last)}"
        case _:
            assert_never(a)


def years(first: int, last: int | None) -> str:
    """`từ kỳ đánh giá 2021 đến hết kỳ đánh giá 2022`."""
    return f"từ kỳ đánh giá {first}" + (f" đến hết kỳ đánh giá {last}" if last is not None else "")


def row(c: Criterion, level_names: tuple[str, ...]) -> str:
    """The row itself: `TIÊU CHÍ 1.1 "…": 3 điểm`; the lowest level goes without its name."""
    depth = c.code.depth
    name = level_names[depth - 1] if depth < len(level_names) else ""
    word = f"{name.upper()} " if name else "  "
    tags = (", ĐTXHH" if c.survey else "") + (f", ghi chú {quote(c.note)}" if c.note is not None else "")
    return with_basis(f"{word}{c.code} {quote(c.title)}: {vietnamese(c.max)} điểm{tags}", c.basis)


# ---- any statement, by the slot it stands in

_SAYINGS: dict[Slot, Callable[[Any], str]] = {
    Slot.LEVELS: levels,
    Slot.NUMBERING: lambda n: f"đánh số: {n.value}",
    Slot.INSTRUMENT: lambda i: f"văn bản: {instrument(i)}",
    Slot.REPLACES: lambda i: f"thay thế: {instrument(i)}",
    Slot.IN_FORCE: lambda d: f"hiệu lực: từ {date(d)}",
    Slot.GOVERNS: lambda year: f"áp dụng: từ kỳ đánh giá {year}",
    Slot.OVERRIDES: override,
    Slot.TOTAL: total,
    Slot.COUNTS: counts,
    Slot.SUBJECTS: subjects,
    Slot.CLAIMS: applicability,
    Slot.STEP: lambda s: f"bước điểm: {vietnamese(s)} điểm",
    Slot.ROUNDING: rounding,
    Slot.STAGES: stage,
    Slot.COMBINATION: combination,
    Slot.ABSENCE: absence,
    Slot.CEILING: ceiling,
    Slot.BANDS: band,
    Slot.TIMETABLE: deadline,
    Slot.PRECEDENCE: lambda p: f"ưu tiên: {p.value}",
    Slot.CALENDAR: special_days,
    Slot.DUE_ON_DAY_OFF: lambda d: f"hạn rơi vào ngày nghỉ: {d.value}",
    Slot.FACTS: fact,
    Slot.APPLICABILITY: applicability,
    Slot.DISCREPANCIES: discrepancy,
    Slot.BUCKETS: bucket,
}


def say(slot: Slot, value: Any, top: str = "lĩnh vực") -> str:
    """The value of a statement as the language writes it, without its basis; `top` names the highest level."""
    if slot is Slot.DISQUALIFIERS:
        return disqualifier(value, top)
    return consequence(value, top) if slot is Slot.CONSEQUENCES else _SAYINGS[slot](value)
