"""One text as an editor has it, with the places of what is read in it."""

from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path

from cchc_rules.api.listed import CASE_SUFFIX, SHEET_SUFFIXES
from cchc_rules.diagnostics import Edit
from cchc_rules.diagnostics.edits import replaced, written_range
from cchc_rules.frozen import frozen
from cchc_rules.lsp.text.positions import Change, EditorText, Position, Range
from cchc_rules.source import Source, Span, WrittenText
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of


class TextKind(Enum):
    """What a file is, by its name and its first words."""

    RUBRIC = "bộ tiêu chí"
    COMMON = "quy định chung"
    GUIDANCE = "hướng dẫn chấm điểm"
    AMENDMENT = "văn bản sửa đổi"
    SHEET = "phiếu"
    JSON_SHEET = "phiếu JSON"
    CASE = "tệp thử"
    PERIOD = "kỳ đánh giá"


_BY_OPENING = {
    DocumentKind.COMMON: TextKind.COMMON,
    DocumentKind.GUIDANCE: TextKind.GUIDANCE,
    DocumentKind.AMENDMENT: TextKind.AMENDMENT,
    DocumentKind.ERRATUM: TextKind.AMENDMENT,
    DocumentKind.PERIOD: TextKind.PERIOD,
}


@frozen(eq=False)
class Document:
    """A text, the path of its file, and what messages call that; the same one as long as nothing changes."""

    path: Path
    name: str
    text: str

    @cached_property
    def source(self) -> Source:
        """The normalised text."""
        return Source.of(self.name, self.text)

    @cached_property
    def written(self) -> WrittenText:
        """The text as written, addressed by places of the normalised one."""
        return WrittenText.of(self.text)

    @cached_property
    def editor(self) -> EditorText:
        """The text as written, addressed as editors do."""
        return EditorText(self.text)

    @cached_property
    def kind(self) -> TextKind:
        """What the file is; one that opens like nothing yet is to be a rubric."""
        suffix = self.path.suffix.casefold()
        if suffix == CASE_SUFFIX:
            return TextKind.CASE
        if suffix in SHEET_SUFFIXES:
            return TextKind.JSON_SHEET if suffix == ".json" else TextKind.SHEET
        opening = kind_of(self.source)
        return _BY_OPENING.get(opening, TextKind.RUBRIC) if opening is not None else TextKind.RUBRIC

    def place(self, position: Position) -> tuple[int, int]:
        """Line and column (from 1) of the normalised text at the cursor."""
        return self.written.read_at(self.editor.offset(position))

    def position(self, line: int, column: int, after: bool = False) -> Position:
        """Where the cursor stands before a column of the normalised text; with `after`, behind the one before."""
        return self.editor.position(self.written.offset(line, column, after))

    def range(self, span: Span) -> Range:
        """The range of a place that was read."""
        return self.editor.range(*written_range(self.written, replaced(span, "")))

    def whole_line(self, line: int) -> Range:
        """The range of a line (from 1) of the normalised text without its end."""
        return Range(self.position(line, 1), self.position(line, len(self.line(line)) + 1, after=True))

    def line(self, number: int) -> str:
        """A line (from 1) of the normalised text; nothing beyond the last."""
        return self.source.lines[number - 1] if number <= len(self.source.lines) else ""

    def change(self, edit: Edit) -> Change:
        """An edit of the normalised text as one of the text as written."""
        return Change(self.editor.range(*written_range(self.written, edit)), self.written.written(edit.text))

    def change_at(self, span: Span, text: str) -> Change:
        """The same for what stands at a place."""
        return self.change(replaced(span, text))


@lru_cache(maxsize=4096)
def document_of(path: Path, name: str, text: str) -> Document:
    """A document, read once as long as its text does not change."""
    return Document(path, name, text)
