"""How each value of a rubric is said in its own language: the words that printers, diffs and messages share."""

from collections.abc import Callable
from typing import Any, assert_never

from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.calendar import SpecialDays
from cchc_rules.model.citation import Instrument
from cchc_rules.model.dates import date, day_and_month
from cchc_rules.model.fact import FactDeclaration, FactType
from cchc_rules.model.group_method import Capped, FromMaximum, GroupMethod, Pick
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import (
    Absence,
    Applicability,
    Bucket,
    Ceiling,
    ClaimPolicy,
    Count,
    Criterion,
    ExcludedWhen,
    InPlaceOfBands,
    InPlaceOfConsequence,
    OnlyWhen,
    Override,
    Rounding,
    Subjects,
    Suspended,
    Total,
)
from cchc_rules.model.stages import USUAL, Combination, Deadline, Publication, Stage, StageRule
from cchc_rules.writing.basis import basis as basis
from cchc_rules.writing.basis import for_table as for_table
from cchc_rules.writing.basis import quote as quote
from cchc_rules.writing.basis import stated as stated
from cchc_rules.writing.basis import with_basis as with_basis
from cchc_rules.writing.conditions import condition as condition
from cchc_rules.writing.conditions import interval as interval
from cchc_rules.writing.conditions import measure as measure
from cchc_rules.writing.discrepancies import discrepancy as discrepancy
from cchc_rules.writing.expressions import fact_details
from cchc_rules.writing.ratings import band as band
from cchc_rules.writing.ratings import consequence as consequence
from cchc_rules.writing.ratings import disqualifier as disqualifier
from cchc_rules.writing.ratings import quota, tie_break
from cchc_rules.writing.ratings import result_condition as result_condition
from cchc_rules.writing.ratings import scope as scope


def instrument(i: Instrument) -> str:
    """`Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1`."""
    return i.cite()


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
    cut = ", cắt bớt" if r.cut_off else ""
    return f"làm tròn khi in: điểm {r.points} chữ số, tỷ lệ {r.percent} chữ số{cut}"


def stage(rule: StageRule) -> str:
    """`thẩm định: do …, công nhận hoặc giảm`."""
    parts = [f"do {quote(rule.by)}"] if rule.by else []
    parts += [rule.power.value] if rule.power is not None else []
    parts += [f"tối thiểu {vietnamese(rule.minimum_share)}% đơn vị"] if rule.minimum_share is not None else []
    parts += ["cần TLKC"] if rule.evidence else []
    parts += [f"do {quote(s.by)} cho {' và '.join(c.text for c in s.codes)}" for s in rule.shares]
    follows = f", sau {named_stage(rule.after)}" if rule.after is not None else ""
    return f"{named_stage(rule.stage)}{follows}: {', '.join(parts)}"


def named_stage(stage: Stage) -> str:
    """`thẩm định`, `bước "giải trình"`: how a sentence names a stage."""
    return stage.value if stage in USUAL else f"bước {quote(stage.value)}"


def combination(c: Combination) -> str:
    """`điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định`."""
    order = ", không có thì ".join(map(named_stage, c.order))
    joined = " cộng " if c.survey and order else ""
    return f"điểm chỉ số: {Stage.SURVEY.value if c.survey else ''}{joined}{order}"


# ---- lines of the sections


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


def deadline(d: Deadline) -> str:
    """`hạn tự đánh giá: trước ngày 15/01 năm sau`."""
    due = ("I", "II", "III", "IV")[d.quarter - 1] if d.quarter else day_and_month(d.day, d.month)
    year = "" if d.years_after is None else " năm sau" if d.years_after else " trong năm"
    step = d.step.value if isinstance(d.step, Publication) else named_stage(d.step)
    return f"hạn {step}: {d.form.value} {due}{year}"


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
        case Suspended():
            return f"ngưng hiệu lực: {suspended_years(a)}"
        case _:
            assert_never(a)


def group_method(g: GroupMethod) -> str:
    """`cách tính: lấy dòng cao nhất`, `cách tính: cộng các dòng, không quá điểm tối đa, trần giữ nguyên`."""
    match g:
        case Pick():
            return f"cách tính: {g.value}"
        case Capped(leave):
            then = f", {leave.value}" if leave is not None else ""
            return f"cách tính: cộng các dòng, không quá điểm tối đa{then}"
        case FromMaximum():
            return "cách tính: điểm tối đa trừ các dòng"
        case _:
            assert_never(g)


def printed_wording(text: str) -> str:
    """`lời văn: "…"`."""
    return f"lời văn: {quote(text)}"


def followed_by(who: str) -> str:
    """`theo dõi: "…"`."""
    return f"theo dõi: {quote(who)}"


def evidence(documents: str) -> str:
    """`cần TLKC: "…"`."""
    return f"cần TLKC: {quote(documents)}"


def years(first: int, last: int | None) -> str:
    """`từ kỳ đánh giá 2021 đến hết kỳ đánh giá 2022`."""
    return f"từ kỳ đánh giá {first}" + (f" đến hết kỳ đánh giá {last}" if last is not None else "")


def suspended_years(s: Suspended) -> str:
    """The same, or `từ kỳ đánh giá 2021 đến khi Quyết định … có hiệu lực`."""
    return years(s.first, s.last) + (f" đến khi {instrument(s.until)} có hiệu lực" if s.until is not None else "")


def row(c: Criterion, level_names: tuple[str, ...]) -> str:
    """The row itself: `TIÊU CHÍ 1.1 "…": 3 điểm`; the lowest level, and a row without a title, without its name."""
    depth = c.code.depth
    name = level_names[depth - 1] if c.title and depth < len(level_names) else ""
    title = f" {quote(c.title)}" if c.title else ""
    takes = "trừ tối đa " if c.deducts else ""
    word = f"{name.upper()} " if name else "  "
    tags = (", ĐTXHH" if c.survey else "") + (f", ghi chú {quote(c.note)}" if c.note is not None else "")
    return with_basis(f"{word}{c.code}{title}: {takes}{vietnamese(c.max)} điểm{tags}", c.basis)


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
    Slot.TIE_BREAK: tie_break,
    Slot.ABSENCE: absence,
    Slot.CEILING: ceiling,
    Slot.BANDS: band,
    Slot.QUOTAS: quota,
    Slot.TIMETABLE: deadline,
    Slot.PRECEDENCE: lambda p: f"ưu tiên: {p.value}",
    Slot.CALENDAR: special_days,
    Slot.DUE_ON_DAY_OFF: lambda d: f"hạn rơi vào ngày nghỉ: {d.value}",
    Slot.FACTS: fact,
    Slot.APPLICABILITY: applicability,
    Slot.DISCREPANCIES: discrepancy,
    Slot.BUCKETS: bucket,
    Slot.GROUP: group_method,
    Slot.WORDING: printed_wording,
    Slot.FOLLOWED_BY: followed_by,
    Slot.EVIDENCE: evidence,
}


def say(slot: Slot, value: Any, top: str = "lĩnh vực") -> str:
    """The value of a statement as the language writes it, without its basis; `top` names the highest level."""
    if slot is Slot.DISQUALIFIERS:
        return disqualifier(value, top)
    return consequence(value, top) if slot is Slot.CONSEQUENCES else _SAYINGS[slot](value)
