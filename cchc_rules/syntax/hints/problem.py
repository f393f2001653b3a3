"""A line that does not fit its grammar: where it stops, and whether a change would let it go on."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, Fix, FixKind, Kind
from cchc_rules.diagnostics.edits import replaced
from cchc_rules.frozen import frozen
from cchc_rules.language.words import spelled
from cchc_rules.model.rubric import DEFAULT_LEVELS
from cchc_rules.source import Source, Span
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.lines.cut import RawLine, place
from cchc_rules.syntax.lines.grammar import Misfit, parse_line
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.terminals import describe

QUOTES = "\"'“”‘’«»„‟`´"
"""Every sign that people put around words."""

_ANY_SENTENCE = "mã (như 1.1.2) hoặc từ mở đầu một câu (như “{example}”)"
_EXAMPLES = {"rubric": "tổng điểm", "sheet": "tự đánh giá", "amendment": "SỬA"}
_MANY = 8


@frozen
class Problem:
    """A line that does not fit, with the word at which it stops and where that word ends."""

    source: Source
    grammar: str
    line: RawLine
    misfit: Misfit
    word: str
    end: int

    @property
    def text(self) -> str:
        """The line as written, without its comment."""
        return self.line.text

    @property
    def before(self) -> str:
        """What fits."""
        return self.text[: self.misfit.column]

    @property
    def rest(self) -> str:
        """From the place where it stops."""
        return self.text[self.misfit.column :]

    @property
    def opens(self) -> bool:
        """Whether nothing of the line fits."""
        return not self.before.strip()

    def expects(self, *terminals: str) -> bool:
        """Whether one of them would have fitted."""
        return not self.misfit.expected.isdisjoint(terminals)

    def phrases(self) -> tuple[str, ...]:
        """The keywords that would have fitted."""
        found = [w for t in sorted(self.misfit.expected) for w in spelled(t)]
        return (*found, *(DEFAULT_LEVELS if self.expects("LEVEL") else ()))

    def wanted(self) -> str | None:
        """What would have fitted, in words."""
        if self.opens and len(self.misfit.expected) > _MANY:
            return _ANY_SENTENCE.format(example=_EXAMPLES.get(self.grammar, "…"))
        return describe(self.misfit.expected) or None

    def place(self, start: int, end: int) -> Span:
        """Columns (from 0) of the line; an empty stretch where both are the same."""
        return evolve(place(self.source, self.line, start, end), end=end + 1)

    def at(
        self, kind: Kind, start: int, end: int, fix: str | None = None, fixes: Iterable[Fix] = (), **values: Any
    ) -> Diagnostic:
        """A diagnostic on columns (from 0) of the line."""
        return kind.at(place(self.source, self.line, start, end), fix=fix, fixes=fixes, **values)

    def at_word(self, kind: Kind, fix: str | None = None, fixes: Iterable[Fix] = (), **values: Any) -> Diagnostic:
        """A diagnostic on the word, with what would have fitted."""
        span = place(self.source, self.line, self.misfit.column, self.end)
        return kind.at(span, expected=self.wanted(), fix=fix, fixes=fixes, **values)

    def spelled(self, start: int, end: int, text: str) -> tuple[Fix, ...]:
        """The fix that writes `text` in columns `start` to `end`, when that is the one reading and the line goes on."""
        says = f"viết “{text}”" if text else f"bỏ “{self.text[start:end].strip()}”"
        return self._offered(FixKind.SPELLING, start, end, text, says)

    def asserted(self, start: int, end: int, text: str, says: str) -> tuple[Fix, ...]:
        """The same where the text is one of several readings: `says` what choosing it asserts."""
        return self._offered(FixKind.CONTENT, start, end, text, says)

    def _offered(self, kind: FixKind, start: int, end: int, text: str, says: str) -> tuple[Fix, ...]:
        changed = self.text[:start] + text + self.text[end:]
        if not self.goes_on(changed, start + len(text.rstrip())):
            return ()
        return (Fix(kind, (replaced(self.place(start, end), text),), says),)

    def after(self, fix: Fix) -> str:
        """The line, trimmed, as a fix of this line makes it."""
        (edit,) = fix.edits
        start, end = self._column(edit.line, edit.column), self._column(edit.end_line, edit.end_column)
        return f"{self.text[:start]}{edit.text}{self.text[end:]}".strip()

    def _column(self, line: int, column: int) -> int:
        """Where in the sentence (from 0) a place of the file is, also when the sentence goes on over several lines."""
        piece = next((p for p in self.line.pieces if p.line == line), None)
        return column - 1 if piece is None else piece.start + column - 1 - piece.column

    def goes_on(self, changed: str, past: int) -> bool:
        """Whether the line, changed, fits beyond column `past`."""
        result = self._read(changed)
        return isinstance(result, Node) or result.column > past

    def rule_of(self, changed: str) -> str | None:
        """Which sentence the line, changed, would be; None when it is none."""
        result = self._read(changed)
        return result.rule if isinstance(result, Node) else None

    def _read(self, changed: str) -> Node | Misfit:
        return parse_line(self.grammar, fold_tones(changed), changed)

    def takes(self, inserted: str) -> bool:
        """Whether the line goes on when something is put before the word at which it stops."""
        head = self.before.rstrip() + inserted
        return self.goes_on(f"{head} {self.rest}", len(head) + 1)
