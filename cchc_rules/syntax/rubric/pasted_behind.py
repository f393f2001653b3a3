"""Another text behind the rubric in one file: an amendment, or the words of a decree, told once and by its name."""

import re
from collections.abc import Sequence

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.language.words import Word, forms, pattern
from cchc_rules.syntax.lines.cut import RawLine, place
from cchc_rules.syntax.lines.statements import Statements

_AMENDS = re.compile(rf"\s*(?:{pattern(map(Word, forms('_AMENDS', '_ERRATUM')))})\s+[^\s:]", re.IGNORECASE)
_DECREE = re.compile(
    r"\s*[“\"]?(?:Điều \d+[.:]|Khoản \d+[.:]|Căn cứ |Theo đề nghị |QUYẾT ĐỊNH\b|CỘNG HÒA XÃ HỘI|Nơi nhận\b|Về việc )",
    re.IGNORECASE,
)
_SHOWN = 60


def told_behind(statements: Statements, what: str) -> tuple[Diagnostic | None, int]:
    """The other text that begins behind the first statement, and the line from which nothing else is to be told.

    `what` (Vietnamese) is the text in front of it. Without one the line is past the end.
    """
    end = len(statements.source.lines) + 1
    behind = [line for line in statements.failed if statements.good and line.number > statements.good[0].raw.number]
    for line in behind:
        if _AMENDS.match(line.key):
            return catalog.APPENDED.at(place(statements.source, line), what=what), line.number
        if _DECREE.match(line.text) and not _goes_on(statements, line):
            words = " ".join(line.text.split())
            shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
            return catalog.PROSE.at(place(statements.source, line), words=shown), line.number
    return None, end


def _goes_on(statements: Statements, line: RawLine) -> bool:
    """Whether rows or sentences of the rubric follow: then what follows is told line by line."""
    return any(st.raw.number > line.number for st in statements.good)


def above(found: Sequence[Diagnostic], line: int) -> tuple[Diagnostic, ...]:
    """What was found above a line."""
    return tuple(d for d in found if d.span is None or d.span.line < line)
