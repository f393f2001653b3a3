"""Canonical text of surveys, in rubrics and in sheets."""

from collections.abc import Iterable, Iterator

from cchc_rules.model.citation import Headings
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Provisions
from cchc_rules.model.survey import Tally
from cchc_rules.writing.layout import at_heading, lines_with, quote, section_lines
from cchc_rules.writing.rubric import stated as stated_text
from cchc_rules.writing.rules import Line
from cchc_rules.writing.surveys import SHARES_HEADING, form_lines, share


def survey_lines(p: Provisions, headings: Headings = ()) -> list[str]:
    """All instruments, then the shares of instruments; empty where there are none."""
    lines: list[str] = []
    for form in p.surveys:
        lines += ["", *printed(form_lines(form))]
    return lines + share_lines(p, headings)


def share_lines(p: Provisions, headings: Headings = ()) -> list[str]:
    """The shares of instruments under their heading; empty where none is stated."""
    shares = [(stated, share(stated.value)) for stated in p.survey_shares]
    return section_lines(SHARES_HEADING, shares, at_heading(headings, SHARES_HEADING))


def printed(lines: Iterable[Line]) -> list[str]:
    """Lines with their bases and comments, indented by their depth."""
    found: list[str] = []
    for said in lines:
        text = "  " * said.depth + stated_text(said.text, said.stated)
        found += lines_with(said.stated.trivia, text)
    return found


def tally_lines(tallies: Iterable[Tally]) -> Iterator[str]:
    """Tallies as lines of a sheet."""
    for t in tallies:
        yield from lines_with(t.trivia, f"  ĐTXHH {t.instrument} câu {t.question}: {tally_said(t)}".rstrip())


def tally_said(tally: Tally) -> str:
    """How many chose each option, and the documents behind that."""
    parts = [f"{quote(a.option)} {vietnamese(a.count)}" for a in tally.answers]
    return ", ".join((*parts, *(f"TLKC {quote(document)}" for document in tally.evidence)))
