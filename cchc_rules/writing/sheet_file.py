"""Canonical text of a score sheet: reading what is printed gives the same sheet."""

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.model.citation import NO_TRIVIA
from cchc_rules.model.fact import FactValue, NotArisen
from cchc_rules.model.numbers import is_decimal, vietnamese
from cchc_rules.model.sheet import Acceptance, Claim, CopyOf, Entry, FactEntry, NotApplicable, Received, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.writing.formerly import formerly
from cchc_rules.writing.layout import as_text, comments, date, lines_with, quote
from cchc_rules.writing.rubric import named_stage
from cchc_rules.writing.survey_lines import tally_lines
from cchc_rules.writing.surveys import RESULTS_HEADING

TITLE, FACTS_HEADING, ROWS_HEADING = "PHIẾU CHẤM ĐIỂM", "SỐ LIỆU", "ĐIỂM"
_BARE_NAME = re.compile(r"[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*")


def print_sheet(sheet: Sheet) -> str:
    """The sheet as `.phieu` text, comments in their places, one line feed at the end.

    Points and numbers must have a finite decimal form, as all that was read has; ValueError otherwise.
    """
    head = (*lines_with(sheet.trivia, TITLE), *header_lines(sheet))
    return as_text((*head, *_facts(sheet), *_tallies(sheet), *_rows(sheet), *comments(sheet.ending)))


def header_lines(sheet: Sheet) -> Iterator[str]:
    """What the sheet is about, an item a line, below the title."""
    h = sheet.header
    yield from _commented(sheet, "rubric", f"  bộ tiêu chí: {rubric_name(h.rubric)}")
    others = "".join(f", không phải {quote(other)}" for other in h.other_units)
    yield from _commented(sheet, "unit", f"  đơn vị: {quote(h.unit)}{others}")
    if h.formerly is not None:
        yield from _commented(sheet, "formerly", f"  tên trước đây: {formerly(h.formerly)}")
    yield from _commented(sheet, "kind", f"  loại đơn vị: {quote(h.kind)}")
    yield from _commented(sheet, "year", f"  năm: {h.year}")
    if sheet.copy_of is not None:
        yield from lines_with(sheet.copy_of.trivia, f"  {copy_line(sheet.copy_of)}")
    for received in sheet.received:
        yield from lines_with(received.trivia, f"  {received_line(received)}")
    if h.note is not None:
        yield from _commented(sheet, "note", f"  ghi chú: {quote(h.note)}")


def copy_line(copy: CopyOf) -> str:
    """`bản sao: thẩm định, mã đối chiếu "…"`."""
    return f"bản sao: {named_stage(copy.stage)}, mã đối chiếu {quote(copy.mark)}"


def received_line(r: Received) -> str:
    """`ngày nhận: 10/01/2020`, `ngày nhận thẩm định: 20/05/2020`."""
    stage = "" if r.stage is Stage.SELF else f" {named_stage(r.stage)}"
    return f"ngày nhận{stage}: {date(r.day)}"


def rubric_name(name: str) -> str:
    """A rubric as a text names it: bare where its name can stand so, else, as a path with dots, in quotes."""
    return name if _BARE_NAME.fullmatch(name) else quote(name)


def _facts(sheet: Sheet) -> Iterator[str]:
    if not sheet.facts and all(name != "facts" for name, _ in sheet.comments):
        return
    yield ""
    yield from _commented(sheet, "facts", FACTS_HEADING)
    for fact in sheet.facts:
        yield from lines_with(fact.trivia, fact_line(fact))


def fact_line(fact: FactEntry) -> str:
    """`  thẩm định [tên]: 18, vì "…"`."""
    stage = "" if fact.stage is Stage.SELF else f"{named_stage(fact.stage)} "
    return f"  {stage}[{fact.name}]: {fact_said(fact)}".rstrip()


def fact_said(fact: FactEntry) -> str:
    """What is reported, with what stands behind it."""
    value = (fact_value(fact.value, fact.percent),) if fact.value is not None else ()
    return as_self(fact) if fact.as_self else ", ".join((*value, *details(fact)))


def _tallies(sheet: Sheet) -> Iterator[str]:
    if sheet.tallies or any(name == "surveys" for name, _ in sheet.comments):
        yield ""
        yield from _commented(sheet, "surveys", RESULTS_HEADING)
        yield from tally_lines(sheet.tallies)


def _rows(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield from _commented(sheet, "rows", ROWS_HEADING)
    yield from accepted_lines(sheet)
    for row in sheet.rows:
        yield from row_lines(row)


def row_lines(row: Row) -> Iterator[str]:
    """A code with everything entered for it, comments in their places."""
    yield from lines_with(row.trivia, f"{row.code} {quote(row.title)}" if row.title else row.code.text)
    if row.claim is not None:
        yield from lines_with(row.claim.trivia, f"  {claim_said(row.claim)}")
    for entry in row.entries:
        yield from lines_with(entry.trivia, f"  {named_stage(entry.stage)}: {entry_said(entry)}".rstrip())
    yield from accepted_lines(row)


def claim_said(claim: Claim) -> str:
    """`không áp dụng, vì "…"`."""
    return ", ".join(("không áp dụng", *details(claim)))


def entry_said(entry: Entry) -> str:
    """What a stage entered, with what stands behind it."""
    opinion = (f"ý kiến {quote(entry.opinion)}",) if entry.opinion is not None else ()
    return ", ".join((*_value(entry), *opinion, *details(entry)))


def accepted_lines(held: Row | Sheet) -> Iterator[str]:
    """What stages take over of a row, or of the whole sheet."""
    for accepted in held.accepted:
        yield from lines_with(accepted.trivia, f"  {named_stage(accepted.stage)}: {acceptance(accepted)}")


def acceptance(accepted: Acceptance) -> str:
    """`như tự đánh giá, kể cả điểm cộng, mã đối chiếu "…"`."""
    also = (f"kể cả {' và '.join(a.value for a in accepted.also)}",) if accepted.also else ()
    return as_self(accepted, also)


def as_self(said: Acceptance | FactEntry, also: tuple[str, ...] = ()) -> str:
    """What a stage says that takes over the unit's own, of rows or of a fact."""
    mark = (f"mã đối chiếu {quote(said.mark)}",) if said.mark is not None else ()
    return ", ".join(("như tự đánh giá", *also, *mark, *details(said)))


def _commented(sheet: Sheet, name: str, text: str) -> list[str]:
    trivia = next((t for key, t in sheet.comments if key == name), NO_TRIVIA)
    return lines_with(trivia, text)


def _value(entry: Entry) -> tuple[str, ...]:
    if entry.value is None:
        return ()
    return ("không áp dụng" if isinstance(entry.value, NotApplicable) else f"{_number(entry.value)} điểm",)


def details(said: Entry | Claim | FactEntry | Acceptance) -> Iterator[str]:
    """`vì "…"`, `TLKC "…"`, `bởi "…"`: what stands behind a value."""
    if said.reason is not None:
        yield f"vì {quote(said.reason)}"
    for document in said.evidence:
        yield f"TLKC {quote(document)}"
    if said.by is not None:
        yield f"bởi {quote(said.by)}"


def fact_value(value: FactValue, percent: bool) -> str:
    """`18`, `90%`, `có`, `31/12/2019`, `"tốt"`: a value as a sheet states it behind the name of its fact."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, NotArisen):
        return "không phát sinh"
    if isinstance(value, Fraction):
        return f"{_number(value * 100)}%" if percent else _number(value)
    return date(value) if isinstance(value, datetime.date) else quote(value)


def _number(value: Fraction) -> str:
    if not is_decimal(value):
        raise ValueError(f"{value} has no finite decimal form")
    return vietnamese(value)
