"""A place in a normalised source text."""

from cchc_rules.frozen import frozen


@frozen
class Piece:
    """One line of a sentence that goes on over several.

    Its text begins at `start` in the sentence and at `column` in the line (both from 0) and is `length` long.
    `excerpt` is the whole line.
    """

    start: int
    line: int
    column: int
    length: int
    excerpt: str


@frozen
class Span:
    """Columns `column` up to but not including `end` (both from 1) of one sentence of one file.

    A sentence is mostly one line; `excerpt` is that line as read after normalisation, so that a message can show it
    without keeping the file. One that goes on over several lines has them as `pieces`: then `excerpt` is the sentence
    with its lines joined, columns are columns of that, and `line` is where it begins. What was read from a workbook
    has its `cell` (`K12`); then `line` is the row, and `excerpt` what a sheet as text would say there.
    """

    source: str
    line: int
    column: int
    end: int
    excerpt: str = ""
    pieces: tuple[Piece, ...] = ()
    cell: str = ""

    @property
    def last_line(self) -> int:
        """The line on which the sentence ends."""
        return self.pieces[-1].line if self.pieces else self.line

    def position(self, column: int, after: bool = False) -> tuple[int, int]:
        """Line and column (from 1) in the file of a column; with `after`, of the place behind the character before."""
        if not self.pieces:
            return self.line, column
        piece = self._piece(column - 1 - after)
        return piece.line, piece.column + min(column - 1 - piece.start, piece.length) + 1

    def written(self) -> "Span":
        """The place as it is in the file: columns of one line, the first of those that the span touches."""
        if not self.pieces:
            return self
        piece = self._piece(self.column - 1)
        (_, column), (line, end) = self.position(self.column), self.position(self.end, after=True)
        end = end if line == piece.line else piece.column + piece.length + 1
        return Span(self.source, piece.line, column, max(end, column + 1), piece.excerpt)

    def cite(self) -> str:
        """The place as people and editors write it: `file:line`, `file, ô K12` in a workbook."""
        if self.cell:
            return f"{self.source}, ô {self.cell}"
        return f"{self.source}:{self.position(self.column)[0]}"

    def _piece(self, index: int) -> Piece:
        return next((p for p in reversed(self.pieces) if p.start <= index), self.pieces[0])
