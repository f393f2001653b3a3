"""What a line says, worked out once for each text: sheets of one rubric share most of their lines."""

from collections.abc import Callable
from typing import TypeVar

from cchc_rules.syntax.lines.statements import Report, Statement

T = TypeVar("T")
_MOST = 8192
"""Lines remembered by one reader; then it begins again."""


def said_once(read: Callable[[Statement, Report], T]) -> Callable[[Statement, Report], T]:
    """`read`, remembered by the text of the line where it had nothing to report.

    It must look at nothing but the words of the line, neither at its place nor at its comments.
    """
    known: dict[str, T] = {}

    def remembered(st: Statement, report: Report) -> T:
        text = st.raw.text
        if text in known:
            return known[text]
        before = len(report.found)
        said = read(st, report)
        if len(report.found) == before:
            if len(known) >= _MOST:
                known.clear()
            known[text] = said
        return said

    return remembered
