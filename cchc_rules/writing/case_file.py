"""Canonical text of a case: reading what is printed gives the same case."""

from collections.abc import Iterator

import attrs

from cchc_rules.model.case import Case
from cchc_rules.model.sheet import Sheet
from cchc_rules.writing.cases import say, say_best
from cchc_rules.writing.layout import as_text, comments, lines_with
from cchc_rules.writing.sheet_file import print_sheet

_NO_ROWS = "\n\nĐIỂM\n"


def print_case(case: Case) -> str:
    """The case as `.thu` text: the sheet, the bests of the year, then what is expected; comments in their places.

    Points and numbers must have a finite decimal form, as all that was read has; ValueError otherwise.
    """
    return as_text((*_sheet(case.sheet), "", *_bests(case), *_expected(case), *comments(case.ending)))


def _sheet(sheet: Sheet) -> list[str]:
    text = print_sheet(attrs.evolve(sheet, ending=()))
    # Rules alone may give all the points: a heading with nothing under it says nothing.
    return [*text.removesuffix(_NO_ROWS).rstrip("\n").splitlines(), *comments(sheet.ending)]


def _expected(case: Case) -> Iterator[str]:
    for e in case.expected:
        yield from lines_with(e.trivia, f"mong đợi: {say(e.value)}")


def _bests(case: Case) -> Iterator[str]:
    for stated in case.bests:
        yield from lines_with(stated.trivia, say_best(stated))
    if case.bests:
        yield ""
