"""The tables of a `.docx` file, cell by cell: only this module and `word_numbers` know how Word keeps them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from attrs import field

from cchc_rules.frozen import define
from cchc_rules.office.archive import UnreadableError, check_archive
from cchc_rules.office.tables.printed import Joined, Odd, Oddity, PrintedCell, PrintedRow, PrintedTable
from cchc_rules.office.tables.word_numbers import Numbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROWS, _COLUMNS, _TABLES = 20_000, 100, 500
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "tbl")}
_BREAKS = {f"{_W}br", f"{_W}cr"}
_PICTURES = (f".//{_W}drawing", f".//{_W}pict")


def tables_of(data: bytes) -> tuple[PrintedTable, ...]:
    """Every table of a document. Raises UnreadableError, and ImportError where the extra `word` is not installed."""
    import docx

    check_archive(data, "word/document.xml", ".docx")
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
        return tuple(_Body(Numbers.of(document), _footnotes(document)).tables(body))
    except UnreadableError:
        raise
    except Exception as error:  # of a broken file the library raises whatever it meets
        raise UnreadableError("tệp .docx hỏng, không mở được") from error


def _footnotes(document: Any) -> dict[str, str]:
    from lxml import etree

    found: dict[str, str] = {}
    for rel in document.part.rels.values():
        if rel.reltype.endswith(("/footnotes", "/endnotes")) and not rel.is_external:
            root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root:
                words = " ".join("".join(t.text or "" for t in note.iter(f"{_W}t")).split())
                found[str(note.get(f"{_W}id"))] = words
    return found


@define
class _Body:
    """The document as it is walked, from above: paragraphs between tables, numbers as they are counted."""

    numbers: Numbers
    footnotes: dict[str, str]
    above: list[str] = field(factory=list)
    count: int = 0

    def tables(self, body: Any) -> Iterator[PrintedTable]:
        made: list[PrintedTable] = []
        for element in _blocks(body):
            if element.tag == f"{_W}p":
                text = f"{self.numbers.of_paragraph(element)} {_text(element)}".strip()
                self.above += [line for line in (" ".join(part.split()) for part in text.split("\n")) if line]
            elif element.tag == f"{_W}tbl":
                self.count += 1
                if self.count > _TABLES:
                    raise UnreadableError(f"tệp có hơn {_TABLES} bảng")
                above, self.above = tuple(self.above), []
                made = [*made[:-1], *(_with_below(t, above) for t in made[-1:])]
                made.append(PrintedTable(f"bảng {self.count}", tuple(self.rows(element)), above))
        return iter([*made[:-1], *(_with_below(t, tuple(self.above)) for t in made[-1:])])

    def rows(self, table: Any) -> Iterator[PrintedRow]:
        before: tuple[PrintedCell, ...] = ()
        for number, row in enumerate(_children(table, "tr"), start=1):
            if number > _ROWS:
                raise UnreadableError(f"bảng {self.count} có hơn {_ROWS} hàng")
            before = tuple(self.cells(row, number, before))
            properties = row.find(f"{_W}trPr")
            hidden = properties is not None and properties.find(f"{_W}hidden") is not None
            deleted = properties is not None and properties.find(f"{_W}del") is not None
            if not deleted:
                yield PrintedRow(number, before, hidden)

    def cells(self, row: Any, number: int, above: tuple[PrintedCell, ...]) -> Iterator[PrintedCell]:
        place = _number(row.find(f"{_W}trPr"), "gridBefore")
        for empty in range(place):
            yield PrintedCell((), self._at(number, empty))
        for cell in _children(row, "tc"):
            properties = cell.find(f"{_W}tcPr")
            span = max(1, _number(properties, "gridSpan"))
            if place + span > _COLUMNS:
                raise UnreadableError(f"bảng {self.count} có hơn {_COLUMNS} cột")
            merged = properties.find(f"{_W}vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{_W}val") != "restart"
            made = self._cell(cell, self._at(number, place))
            if goes_on and not made.lines and place < len(above):
                made = PrintedCell(above[place].lines, made.at, joined=Joined.ABOVE)
            yield made
            for more in range(1, span):
                joined = Joined.CORNER if made.joined is Joined.ABOVE else Joined.LEFT
                yield PrintedCell(made.lines, self._at(number, place + more), joined=joined)
            place += span

    def _at(self, row: int, place: int) -> str:
        return f"cột {place + 1}, hàng {row}, bảng {self.count}"

    def _cell(self, cell: Any, at: str) -> PrintedCell:
        lines: list[str] = []
        odd: list[Odd] = []
        for paragraph in cell.iter(f"{_W}p"):
            number = self.numbers.of_paragraph(paragraph)
            words = [" ".join(part.split()) for part in _text(paragraph).split("\n")]
            if number and not any(lines):
                odd.append(Odd(Oddity.NUMBERED, number))
            lines += [line for line in ([f"{number} {words[0]}".strip(), *words[1:]] if number else words) if line]
        return PrintedCell(tuple(lines), at, (*odd, *self._odd(cell)))

    def _odd(self, cell: Any) -> Iterator[Odd]:
        if next(cell.iter(f"{_W}tbl"), None) is not None:
            yield Odd(Oddity.NESTED)
        if any(cell.find(path) is not None for path in _PICTURES):
            yield Odd(Oddity.PICTURE)
        if any(_number_is_on(v) for v in cell.iter(f"{_W}vanish")):
            yield Odd(Oddity.HIDDEN, "chữ trong ô")
        removed = [t.text or "" for tag in ("delText",) for t in cell.iter(f"{_W}{tag}")]
        if removed or next(cell.iter(f"{_W}ins"), None) is not None:
            yield Odd(Oddity.TRACKED, " ".join("".join(removed).split()))
        for tag in ("footnoteReference", "endnoteReference"):
            for ref in cell.iter(f"{_W}{tag}"):
                yield Odd(Oddity.FOOTNOTE, self.footnotes.get(str(ref.get(f"{_W}id")), ""))


def _with_below(table: PrintedTable, below: tuple[str, ...]) -> PrintedTable:
    return PrintedTable(table.name, table.rows, table.above, below)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls too."""
    for element in body:
        if element.tag == f"{_W}sdt":
            content = element.find(f"{_W}sdtContent")
            yield from _blocks(content) if content is not None else ()
        else:
            yield element


def _children(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, those inside content controls and insertions too."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, name)


def _text(element: Any) -> str:
    """The text of a paragraph as it is after all changes: split runs are one, breaks are line feeds."""
    parts: list[str] = []
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append("\n")
        elif child.tag == f"{_W}tab":
            parts.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag == f"{_W}sym":
            parts.append("\ufffd")
        else:
            parts.append(_text(child))
    return "".join(parts)


def _number(properties: Any, name: str) -> int:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    value = found.get(f"{_W}val") if found is not None else None
    return min(int(value), _COLUMNS + 1) if value is not None and value.isdigit() else 0


def _number_is_on(element: Any) -> bool:
    return element.get(f"{_W}val") not in ("0", "false", "off")
