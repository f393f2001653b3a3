"""The reader's inverse: a rubric or common provisions as canonical text."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from cchc_rules.model.discrepancy import (
    Discrepancy,
    PrintedCode,
    PrintedCount,
    PrintedNote,
    PrintedPoints,
    PrintedWords,
    Reading,
)
from cchc_rules.model.fact import FactDeclaration, FactType
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import (
    Applicability,
    Band,
    ClaimPolicy,
    CommonProvisions,
    Consequence,
    Count,
    Criterion,
    ExcludedWhen,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    OnlyWhen,
    Provisions,
    Rounding,
    Rubric,
    Subjects,
    Total,
    Trigger,
)
from cchc_rules.model.stages import Combination, Deadline, Stage, StageRule
from cchc_rules.model.stated import Stated
from cchc_rules.syntax.printing import (
    comments,
    condition,
    date,
    instrument,
    interval,
    lines_with,
    quote,
    with_basis,
)

T = TypeVar("T")
Print = Callable[[Any], str]


def print_rubric(document: Rubric | CommonProvisions) -> str:
    """Canonical text; reading it gives an equal document, and printing that gives the same text."""
    rubric = document if isinstance(document, Rubric) else None
    word = "BỘ TIÊU CHÍ" if rubric else "QUY ĐỊNH CHUNG"
    lines = lines_with(document.trivia, f"{word} {document.id} {quote(document.title)}")
    lines += _settings(document.provisions, rubric.uses if rubric else ())
    for heading, section in _sections(document.provisions, _top_word(document)):
        lines += _section(heading, section)
    for field in rubric.fields if rubric else ():
        lines += ["", *_criterion(field, rubric.level_names if rubric else ())]
    lines += ["", *comments(document.ending)] if document.ending else []
    return "\n".join(lines) + "\n"


def _top_word(document: Rubric | CommonProvisions) -> str:
    levels = document.provisions.levels
    return levels.value[0] if levels else "lĩnh vực"


# ---- settings: one line each, in this order


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
    parts.append(rule.power.value)
    parts += [f"tối thiểu {vietnamese(rule.minimum_share)}% đơn vị"] if rule.minimum_share is not None else []
    return f"{rule.stage.value}: {', '.join(parts)}"


def combination(c: Combination) -> str:
    """`điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định`."""
    order = ", không có thì ".join(s.value for s in c.order)
    joined = " cộng " if c.survey and order else ""
    return f"điểm chỉ số: {Stage.SURVEY.value if c.survey else ''}{joined}{order}"


_SETTINGS: tuple[tuple[str, Print], ...] = (
    ("levels", levels),
    ("numbering", lambda n: f"đánh số: {n.value}"),
    ("instrument", lambda i: f"văn bản: {instrument(i)}"),
    ("replaces", lambda i: f"thay thế: {instrument(i)}"),
    ("in_force", lambda d: f"hiệu lực: từ {date(d)}"),
    ("governs", lambda year: f"áp dụng: từ kỳ đánh giá {year}"),
    ("uses", lambda name: f"dùng: {name}"),
    ("total", total),
    ("counts", counts),
    ("subjects", subjects),
    ("claims", lambda c: f"không áp dụng: {c.value}"),
    ("step", lambda s: f"bước điểm: {vietnamese(s)} điểm"),
    ("rounding", rounding),
)


def _settings(p: Provisions, uses: Sequence[Stated[str]]) -> list[str]:
    lines: list[str] = []
    for name, print_value in _SETTINGS:
        given = uses if name == "uses" else getattr(p, name)
        for stated in given if isinstance(given, tuple | list) else (given,) if given else ():
            lines += statement(stated, print_value)
    for stated in p.discrepancies:
        lines += statement(stated, discrepancy)
    return lines


def statement(stated: Stated[T], print_value: Callable[[T], str], basis: bool = True) -> list[str]:
    """One statement with its basis and comments, indented."""
    text = print_value(stated.value)
    return lines_with(stated.trivia, "  " + (with_basis(text, stated.basis) if basis else text))


# ---- sections


def band(b: Band) -> str:
    """`từ 90%: "Rất tốt"`."""
    return f"{interval(b.interval, b.measure.value)}: {quote(b.name)}"


def consequence(c: Consequence, top: str) -> str:
    """`1 khi chỉ số dưới 70% …: "…"`."""
    return f"{c.number} khi {' hoặc '.join(_trigger(t, top) for t in c.triggers)}: {quote(c.text)}"


def _trigger(t: Trigger, top: str) -> str:
    match t:
        case IndexWithin(within):
            return f"chỉ số {interval(within, '%')}"
        case FieldsWithin(least, within):
            return f"từ {least} {top} {interval(within, '%')}"
        case FieldWithin(code, within):
            return f"{top} {code} {interval(within, '%')}"


def deadline(d: Deadline) -> str:
    """`hạn tự đánh giá: trước ngày 15/01 năm sau`."""
    due = ("I", "II", "III", "IV")[d.quarter - 1] if d.quarter else f"{d.day:02d}/{d.month:02d}"
    return f"hạn {d.step.value}: {d.form.value} {due} {'năm sau' if d.years_after else 'trong năm'}"


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
    if f.type is FactType.CHOICE:
        return f"[{f.name}]: lựa chọn {', '.join(map(quote, f.choices))}"
    return f"[{f.name}]: {_FACT_WORDS[f.type]}" + (f" {quote(f.unit)}" if f.unit else "")


def _sections(p: Provisions, top: str) -> Iterable[tuple[str, list[tuple[Stated[Any], str]]]]:
    yield "CÁC BƯỚC ĐÁNH GIÁ", _texts(p.stages, stage) + (
        _texts((p.combination,), combination) if p.combination else []
    )
    yield "XẾP LOẠI", _texts(p.bands, band)
    yield "HỆ QUẢ", _texts(p.consequences, lambda c: consequence(c, top))
    yield "TIẾN ĐỘ", _texts(p.timetable, deadline)
    yield "SỐ LIỆU", _texts(p.facts, fact)


def _texts(given: Iterable[Stated[T]], print_value: Callable[[T], str]) -> list[tuple[Stated[Any], str]]:
    return [(s, print_value(s.value)) for s in given]


def _section(heading: str, items: list[tuple[Stated[Any], str]]) -> list[str]:
    if not items:
        return []
    first = items[0][0]
    shared = first.basis if len(items) > 1 and all(s.basis == first.basis for s, _ in items) else None
    lines = ["", *comments(first.trivia.before), with_basis(heading, shared)]
    for number, (stated, text) in enumerate(items):
        full = text if shared is not None else with_basis(text, stated.basis)
        printed = lines_with(stated.trivia, "  " + full)
        lines += printed[-1:] if number == 0 else printed
    return lines


# ---- rows

_PRINTED: dict[type[Any], str] = {
    PrintedCode: "mã ",
    PrintedPoints: "điểm ",
    PrintedNote: "chú thích ",
    PrintedCount: "số lượng ",
}


def discrepancy(d: Discrepancy) -> str:
    """`bản in ghi …, vì …`."""
    match d:
        case PrintedWords(printed, meant, reason):
            return f"bản in ghi {quote(printed)}, đọc là {quote(meant)}, vì {quote(reason)}"
        case Reading(question, chosen, reason):
            return f"có hai cách hiểu {quote(question)}, chọn {quote(chosen)}, vì {quote(reason)}"
        case _:
            return f"bản in ghi {_PRINTED[type(d)]}{quote(d.printed)}, vì {quote(d.reason)}"


def applicability(a: Applicability) -> str:
    """`không áp dụng …` or `chỉ áp dụng khi: …`."""
    match a:
        case ExcludedWhen(when):
            return f"không áp dụng khi: {condition(when)}"
        case OnlyWhen(when):
            return f"chỉ áp dụng khi: {condition(when)}"
        case ClaimPolicy():
            return f"không áp dụng: {a.value}"


def row(c: Criterion, level_names: tuple[str, ...]) -> str:
    """The row itself: `TIÊU CHÍ 1.1 "…": 3 điểm`; the lowest level goes without its name."""
    depth = c.code.depth
    word = f"{level_names[depth - 1].upper()} " if depth < len(level_names) else "  "
    tags = (", ĐTXHH" if c.survey else "") + (f", ghi chú {quote(c.note)}" if c.note is not None else "")
    return with_basis(f"{word}{c.code} {quote(c.title)}: {vietnamese(c.max)} điểm{tags}", c.basis)


def _criterion(c: Criterion, level_names: tuple[str, ...]) -> list[str]:
    lines = lines_with(c.trivia, row(c, level_names))
    details: list[str] = statement(c.counts, counts) if c.counts else []
    for limit in c.applicability:
        details += statement(limit, applicability)
    for difference in c.discrepancies:
        details += statement(difference, discrepancy)
    lines += ["  " + line for line in details]
    for child in c.children:
        lines += _criterion(child, level_names)
    return lines
