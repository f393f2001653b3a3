"""The present value of what an amendment changes, and who set it: shown beside the old value, never typed unasked."""

import re
from collections.abc import Callable

from cchc_rules.frozen import frozen
from cchc_rules.language.words import Word, forms, pattern
from cchc_rules.lsp.features.fixes import FileChange, Offer
from cchc_rules.lsp.features.rubrics import row_of, rubric_of
from cchc_rules.lsp.index.reading import ReadLine, lines_of
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Change, Position, Range
from cchc_rules.model.citation import Part
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.writing.basis import basis
from cchc_rules.writing.rubric import quote

_EMPTY = "trống"


def _any(terminal: str) -> str:
    return pattern(map(Word, forms(terminal)))


@frozen
class _Kind:
    """A kind of line: how it is told, up to where its old value stands; which value that is, and what is around it."""

    line: re.Pattern[str]
    part: Part
    value: Callable[[Criterion], str]
    before: str
    behind: str
    nothing_yet: re.Pattern[str]


_NO_VALUE_YET = re.compile(rf" *:? *(?:{_any('_FROM')})? *", re.IGNORECASE)
_NO_STATE_YET = re.compile(rf" *(?:{_any('_CURRENTLY')})? *", re.IGNORECASE)
_INTO = re.compile(rf" +(?:{_any('_INTO')})", re.IGNORECASE)


def _changes(terminal: str, part: Part, value: Callable[[Criterion], str]) -> _Kind:
    line = rf"\s*(?:{_any('_CHANGE')}) +(?P<code>\S+) +(?:{_any(terminal)})(?P<rest>(?: *:.*)? *)"
    return _Kind(re.compile(line, re.IGNORECASE), part, value, ": từ ", " thành ", _NO_VALUE_YET)


def _takes_out(terminal: str) -> _Kind:
    line = rf"\s*(?:{_any(terminal)}) +(?P<code>[^\s:]+)(?P<rest>.*)"
    return _Kind(re.compile(line, re.IGNORECASE), Part.ROW, _state, " đang là ", "", _NO_STATE_YET)


def _state(row: Criterion) -> str:
    return f"{quote(row.title)}: {vietnamese(row.max)} điểm"


_KINDS = (
    _changes("_MAX", Part.MAX, lambda c: f"{vietnamese(c.max)} điểm"),
    _changes("_TITLE", Part.TITLE, lambda c: quote(c.title)),
    _changes("_TAG", Part.TAG, lambda c: "ĐTXHH" if c.survey else _EMPTY),
    _changes("_NOTE", Part.NOTE, lambda c: quote(c.note) if c.note is not None else _EMPTY),
    _changes("_BASIS", Part.BASIS, lambda c: basis(c.basis) if c.basis is not None else _EMPTY),
    _takes_out("_REPEAL"),
    _takes_out("_SUSPEND"),
)


@frozen
class Present:
    """What stands now where a line changes something: the value, who set it, and where it is shown.

    `missing` is the change that writes it, where the line does not state an old value yet.
    """

    value: str
    by: str
    at: Position
    line: int
    missing: Change | None = None

    @property
    def told(self) -> str:
        """`đang là 2 điểm, theo Quyết định …`."""
        return f"đang là {self.value}, theo {self.by}" if self.by else f"đang là {self.value}"


def present_values(desk: Desk, document: Document) -> tuple[Present, ...]:
    """One for each line of an amendment that changes a value of a row, or takes the row out; none of other texts."""
    if document.kind is not TextKind.AMENDMENT:
        return ()
    rubric = rubric_of(desk, document)
    found = (_present(document, rubric, line) for line in lines_of(document)) if rubric is not None else ()
    return tuple(p for p in found if p is not None)


def insertions(desk: Desk, document: Document, range: Range) -> tuple[Offer, ...]:
    """The present values that can be written on the lines that a range touches."""
    return tuple(
        Offer(f"Ghi giá trị hiện hành: {p.value} ({p.by})", (FileChange(document.path, (p.missing,)),))
        for p in present_values(desk, document)
        if p.missing is not None and range.start.line <= p.at.line <= range.end.line
    )


def _present(document: Document, rubric: Rubric, line: ReadLine) -> Present | None:
    matches = ((kind, kind.line.fullmatch(line.raw.key)) for kind in _KINDS if not line.raw.pieces)
    kind, match = next(((k, m) for k, m in matches if m is not None), (None, None))
    row = row_of(rubric, match["code"]) if match is not None else None
    if kind is None or match is None or row is None:
        return None
    end = len(line.raw.text.rstrip())
    into = _INTO.search(line.raw.key, match.start("rest"))
    at = into.start() if into is not None else end
    value, missing = kind.value(row), None
    if kind.nothing_yet.fullmatch(match["rest"]):
        start = match.start("rest")
        place = document.source.span(line.first, start + 1, len(line.raw.text) + 1)
        missing = document.change_at(place, f"{kind.before}{value}{kind.behind}")
    shown = document.position(line.first, at + 1, after=True)
    return Present(value, _by(rubric, row, kind.part), shown, line.first, missing)


def _by(rubric: Rubric, row: Criterion, part: Part) -> str:
    """The provision that last set a part of a row, else the instrument that the table is from."""
    amended = next((a.cite() for a in reversed(row.amended) if part in (a.part, Part.ROW)), "")
    stated = rubric.provisions.instrument
    return amended or (stated.value.cite() if stated is not None else "")
