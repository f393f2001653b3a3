"""The reader's inverse: a rubric or common provisions as canonical text."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from cchc_rules.model.amendments.slot import LISTS, Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import Bucket, CommonProvisions, Criterion, Provisions, Rubric
from cchc_rules.model.sentences import sentences
from cchc_rules.model.stages import unsaid
from cchc_rules.writing.discrepancies import note_parts
from cchc_rules.writing.layout import as_text, at_heading, comments, lines_with, quote, section_lines, with_basis
from cchc_rules.writing.rubric import bucket, bucket_row, row, say, scope
from cchc_rules.writing.rubric import stated as said
from cchc_rules.writing.rules import rule_lines
from cchc_rules.writing.survey_lines import survey_lines

T = TypeVar("T")


def print_rubric(document: Rubric | CommonProvisions) -> str:
    """Canonical text; reading it gives an equal document, and printing that gives the same text."""
    rubric = document if isinstance(document, Rubric) else None
    word = "BỘ TIÊU CHÍ" if rubric else "QUY ĐỊNH CHUNG"
    lines = lines_with(document.trivia, f"{word} {document.id} {quote(document.title)}") + lines_above_rows(document)
    for field in rubric.fields if rubric else ():
        lines += ["", *row_lines(field, rubric.level_names if rubric else ())]
    for stated in rubric.buckets if rubric else ():
        lines += ["", *_bucket_lines(stated)]
    return as_text([*lines, *lines_below_rows(document)])


def lines_above_rows(document: Rubric | CommonProvisions) -> list[str]:
    """The settings, then each part with a heading, an empty line before it."""
    lines = _settings(document.provisions, document.uses if isinstance(document, Rubric) else ())
    for heading, section in _sections(document.provisions, _top_word(document)):
        lines += section_lines(heading, section, at_heading(document.headings, heading))
    return lines + survey_lines(document.provisions, document.headings)


def lines_below_rows(document: Rubric | CommonProvisions) -> list[str]:
    """What is noted of the whole text, and comments at its end; an empty line before each part."""
    lines: list[str] = []
    for heading, notes in note_parts(document.provisions.discrepancies):
        lines += section_lines(heading, notes, at_heading(document.headings, heading))
    return lines + (["", *comments(document.ending)] if document.ending else [])


def _top_word(document: Rubric | CommonProvisions) -> str:
    """The name of the highest level; common provisions that declare none for all speak of those of several tables."""
    levels = document.provisions.levels
    return levels.value[0] if levels and not levels.tables else "lĩnh vực" if isinstance(document, Rubric) else ""


# ---- settings: one line each, in this order


_FIRST = (Slot.LEVELS, Slot.NUMBERING, Slot.INSTRUMENT, Slot.REPLACES, Slot.IN_FORCE, Slot.GOVERNS)
_SECOND = (Slot.TOTAL, Slot.COUNTS, Slot.SUBJECTS, Slot.CLAIMS)
_THIRD = (Slot.ABSENCE, Slot.STEP, Slot.CEILING, Slot.ROUNDING, Slot.PRECEDENCE)
_FOURTH = (Slot.CALENDAR, Slot.DUE_ON_DAY_OFF)
_BEHIND_USES = (Slot.OVERRIDES, *_SECOND, *_THIRD, *_FOURTH)
HEAD = (*_FIRST, *_BEHIND_USES)
"""Slots whose sentences stand above all parts with a heading."""


def _settings(p: Provisions, uses: Sequence[Stated[str]]) -> list[str]:
    lines = [line for slot in _FIRST for line in _slot(p, slot)]
    lines += [line for stated in uses for line in statement(stated, lambda name: f"dùng: {name}")]
    return lines + [line for slot in _BEHIND_USES for line in _slot(p, slot)]


def _slot(of: Provisions | Criterion, slot: Slot) -> list[str]:
    return [line for stated in _every(of, slot) for line in statement(stated, lambda value: say(slot, value))]


def _every(of: Provisions | Criterion, slot: Slot) -> tuple[Stated[Any], ...]:
    if isinstance(of, Provisions):
        return sentences(of, slot)
    given = getattr(of, slot.value)
    return given if slot in LISTS else (given,) if given else ()


def statement(stated: Stated[T], print_value: Callable[[T], str]) -> list[str]:
    """One statement with its basis and comments, indented."""
    return lines_with(stated.trivia, "  " + said(print_value(stated.value), stated))


# ---- sections


SECTIONS = (
    ("CÁC BƯỚC ĐÁNH GIÁ", (Slot.STAGES, Slot.COMBINATION, Slot.TIE_BREAK)),
    ("XẾP LOẠI", (Slot.BANDS, Slot.DISQUALIFIERS, Slot.QUOTAS)),
    ("HỆ QUẢ", (Slot.CONSEQUENCES,)),
    ("TIẾN ĐỘ", (Slot.TIMETABLE,)),
    ("SỐ LIỆU", (Slot.FACTS,)),
)


def _sections(p: Provisions, top: str) -> Iterable[tuple[str, list[tuple[Stated[Any], str]]]]:
    for heading, slots in SECTIONS:
        pairs = [pair for slot in slots for pair in _texts(p, slot, top)]
        # Ratings for some units alone stand under a heading of their own, one for each scope.
        for given in dict.fromkeys(getattr(s.value, "scope", None) for s, _ in pairs):
            own = [(s, text) for s, text in pairs if getattr(s.value, "scope", None) == given]
            yield heading + scope(given), own


def _texts(p: Provisions, slot: Slot, top: str) -> list[tuple[Stated[Any], str]]:
    every = sentences(p, slot)
    values = unsaid(s.value for s in every) if slot is Slot.STAGES else [s.value for s in every]
    return [(s, say(slot, value, top)) for s, value in zip(every, values, strict=True)]


# ---- rows


def row_lines(c: Criterion, level_names: tuple[str, ...]) -> list[str]:
    """A row, the statements on it, and all rows below it."""
    lines = [*lines_with(c.trivia, row(c, level_names)), *lines_on_row(c)]
    for child in c.children:
        lines += row_lines(child, level_names)
    return lines


def _bucket_lines(stated: Stated[Bucket]) -> list[str]:
    lines = lines_with(stated.trivia, with_basis(bucket(stated.value), stated.basis))
    return lines + [line for c in stated.value.rows for line in bucket_row_lines(c)]


def bucket_row_lines(c: Criterion) -> list[str]:
    """A row of bonus or penalty and the statements on it."""
    return [*lines_with(c.trivia, bucket_row(c)), *lines_on_row(c)]


_OF_ROW_HEAD = (Slot.FOLLOWED_BY, Slot.EVIDENCE, Slot.COUNTS, Slot.GROUP, Slot.FACTS, Slot.APPLICABILITY)


def lines_on_row(c: Criterion) -> list[str]:
    """The statements on a row, how it is scored last."""
    lines: list[str] = []
    for slot in (*_OF_ROW_HEAD, Slot.DISCREPANCIES, Slot.WORDING):
        lines += ["  " + line for line in _slot(c, slot)]
    for line in rule_lines(c.rule) if c.rule is not None else ():
        lines += lines_with(line.stated.trivia, "  " * (2 + line.depth) + with_basis(line.text, line.stated.basis))
    return lines
