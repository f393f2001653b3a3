"""Canonical text of a guidance: reading what is printed gives the same guidance."""

from collections.abc import Iterator
from functools import partial

from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.guidance import Guidance, GuidedRow
from cchc_rules.writing.layout import as_text, at_heading, comments, lines_with, quote, section_lines, with_basis
from cchc_rules.writing.rubric import say
from cchc_rules.writing.rubric_file import statement
from cchc_rules.writing.rules import rule_lines
from cchc_rules.writing.survey_lines import printed, share_lines
from cchc_rules.writing.surveys import form_lines

_HEADER = (Slot.INSTRUMENT, Slot.IN_FORCE, Slot.GOVERNS, Slot.PRECEDENCE)


def print_guidance(guidance: Guidance) -> str:
    """The guidance as text, comments in their places, one line feed at the end."""
    return as_text(_lines(guidance))


def _lines(g: Guidance) -> Iterator[str]:
    yield from lines_with(g.trivia, f"HƯỚNG DẪN CHẤM ĐIỂM {g.id} {quote(g.title)}")
    yield from statement(g.target, lambda name: f"cho bộ tiêu chí: {name}")
    for slot in _HEADER:
        stated = getattr(g.provisions, slot.value)
        if stated is not None:
            yield from statement(stated, partial(say, slot))
    for day in g.provisions.calendar:
        yield from statement(day, partial(say, Slot.CALENDAR))
    if g.provisions.due_on_day_off is not None:
        yield from statement(g.provisions.due_on_day_off, partial(say, Slot.DUE_ON_DAY_OFF))
    facts = [(fact, say(Slot.FACTS, fact.value)) for fact in g.provisions.facts]
    yield from section_lines("SỐ LIỆU", facts, at_heading(g.headings, "SỐ LIỆU"))
    for form in g.provisions.surveys:
        yield from ("", *printed(form_lines(form)))
    yield from share_lines(g.provisions, g.headings)
    for row in g.rows:
        yield from ("", *_row(row))
    yield from ("", *comments(g.ending)) if g.ending else ()


def _row(row: GuidedRow) -> Iterator[str]:
    yield from lines_with(row.trivia, f"{row.code} {quote(row.title)}" if row.title is not None else row.code.text)
    for fact in row.facts:
        yield from statement(fact, partial(say, Slot.FACTS))
    for sentence in row.wording:
        yield from statement(sentence, partial(say, Slot.WORDING))
    for said in rule_lines(row.rule):
        text = "  " * (1 + said.depth) + with_basis(said.text, said.stated.basis)
        yield from lines_with(said.stated.trivia, text)
