"""The text of a rubric from the rows of a printed table, with what the table does not say as lines that wait."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.language.waiting import UNKNOWN, WAITS
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import DEFAULT_LEVELS, Count, Numbering, Total
from cchc_rules.office.tables.draft import DraftRow
from cchc_rules.office.tables.heading import Heading
from cchc_rules.office.tables.levels import Levels
from cchc_rules.office.tables.rows import Aside, BucketHead
from cchc_rules.office.tables.rows import Kind as BucketKind
from cchc_rules.office.tables.scoring import proposed
from cchc_rules.writing import rubric as wording
from cchc_rules.writing.layout import as_text

_UNTITLED = "(chưa có tên)"
# What a table never prints: who assesses, and what a result is called.
_MISSING = (
    (
        "",
        "CÁC BƯỚC ĐÁNH GIÁ",
        f'  tự đánh giá: do "{UNKNOWN}", chấm điểm',
        f'  thẩm định: do "{UNKNOWN}", {UNKNOWN}',
        f"  điểm chỉ số: {UNKNOWN}",
    ),
    ("", "XẾP LOẠI", f'  từ {UNKNOWN}%: "{UNKNOWN}"', f'  dưới {UNKNOWN}%: "{UNKNOWN}"'),
)


@frozen
class Given:
    """What a table gives: its levels, whether numbers begin again in each group, and its lines in order."""

    levels: Levels
    restarts: bool
    lines: tuple[DraftRow | BucketHead | Aside, ...]

    @property
    def rows(self) -> tuple[DraftRow, ...]:
        """The rows of the table itself, without those of bonus and penalty."""
        found: list[DraftRow] = []
        for line in self.lines:
            if isinstance(line, BucketHead):
                break
            if isinstance(line, DraftRow):
                found.append(line)
        return tuple(found)


def rubric_text(given: Given, heading: Heading, short_name: str) -> str:
    """Canonical text, but for the lines that wait."""
    name = heading.short_name or short_name
    lines = [f"BỘ TIÊU CHÍ {name} {wording.quote(heading.title or _UNTITLED)}"]
    if heading.title is None:
        lines.append(f"  {WAITS} # tên bộ tiêu chí: chưa thấy ở bản in, viết ở dòng trên")
    lines += _head(given, heading)
    lines += [f"{_indent(text)}{WAITS} {text.strip()}" if text else "" for part in _MISSING for text in part]
    for line in given.lines:
        lines += _lines(line)
    return as_text(lines)


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _head(given: Given, heading: Heading) -> Iterator[str]:
    names = given.levels.names
    if names != DEFAULT_LEVELS:
        yield f"  {wording.levels(names)}"
    elif not given.levels.printed:
        yield f"  {WAITS} {wording.levels(names)}"
    if given.restarts:
        yield f"  đánh số: {Numbering.WITHIN_GROUP.value}"
    annex = f", {heading.annex}" if heading.annex else ""
    yield f"  {WAITS} văn bản: {heading.instrument or f'Quyết định {UNKNOWN} ngày {UNKNOWN}'}{annex}"
    yield f"  {WAITS} áp dụng: từ kỳ đánh giá {UNKNOWN}"
    yield f"  {WAITS} {_total(given.rows)}"
    yield f"  {WAITS} {wording.counts(_counts(given))}"
    yield f'  {WAITS} đối tượng: "{UNKNOWN}"'
    yield f"  {WAITS} không áp dụng: {UNKNOWN}"
    yield f"  {WAITS} làm tròn khi in: {UNKNOWN}"


def _total(rows: Sequence[DraftRow]) -> str:
    tops = [r.criterion for r in rows if r.code.depth == 1]
    values = [r.criterion for r in rows]
    if any(c is None for c in values):
        return f"tổng điểm: {UNKNOWN} điểm"
    sure = [c for c in values if c is not None]
    parents = {c.code.parent for c in sure}
    survey = sum((c.max for c in sure if c.survey and c.code not in parents), Fraction(0))
    points = sum((c.max for c in tops if c is not None and not c.deducts), Fraction(0))
    return wording.total(Total(points, survey or None))


def _counts(given: Given) -> tuple[Count, ...]:
    names, rows = given.levels.names, given.rows
    depths = [min(r.code.depth, len(names)) for r in rows]
    return tuple(Count(depths.count(n), name) for n, name in enumerate(names, start=1) if n in depths)


def _lines(line: DraftRow | BucketHead | Aside) -> Iterator[str]:
    match line:
        case DraftRow():
            if line.code.depth == 1 and not line.lines[0].startswith("  "):
                yield ""
            yield from line.lines
            yield from (f"    {wording.printed_wording(text)}" for text in line.wording)
            yield from line.waiting
            if line.wording and line.criterion is not None:
                yield from (f"    {_indent(t)}{WAITS} {t.strip()}" for t in proposed(line.criterion, line.wording))
        case BucketHead():
            yield ""
            word = f"ĐIỂM {BucketKind(line.kind).value.upper()}"
            cap = vietnamese(line.cap.value) if line.cap is not None else UNKNOWN
            yield f"{'' if line.cap is not None else WAITS}{word}: tối đa {cap} điểm"
        case Aside():
            yield f"# {line.text}"
        case _:
            assert_never(line)
