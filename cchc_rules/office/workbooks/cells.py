"""What a cell says, or what is wrong with it: nothing is guessed, and every finding names its cell."""

import re
from collections.abc import Iterable
from typing import Any, assert_never

from attrs import field

from cchc_rules.diagnostics import Diagnostic, Kind, catalog
from cchc_rules.frozen import define
from cchc_rules.model.numbers import misreadable, vietnamese
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.columns import Part
from cchc_rules.office.workbooks.formats import shows_as_stored
from cchc_rules.office.workbooks.grid import (
    Content,
    Dated,
    Failed,
    Found,
    Grid,
    Number,
    Truth,
    Unsaved,
    Words,
)
from cchc_rules.office.workbooks.layout import address
from cchc_rules.office.workbooks.records import Kind as Of
from cchc_rules.office.workbooks.said import AS_SELF, CLAIM, NO, NOT_ARISEN, OUT, YES, Ratio, Said, Shown
from cchc_rules.source import Span

_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s]*%?")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_WANTED = {Of.ROW: "điểm số", Of.ALL: f"“{AS_SELF}”", Of.TALLY: "số phiếu", Of.WORDS: "chữ", Of.FACT: "giá trị số liệu"}
_SHOWN = 40


@define
class Cells:
    """The page that is read, and what was found wrong in it.

    `columns` are places by key, `name` is that of the file, `read` are the cells that were looked at for what
    somebody entered.
    """

    name: str
    grid: Grid
    columns: dict[str, int]
    found: list[Diagnostic] = field(factory=list)
    read: set[tuple[int, int]] = field(factory=set)

    def span(self, row: int, column: int) -> Span:
        """The place of a cell."""
        found = self.grid.at(row, column)
        shown = " ".join(_text_of(found.content).split()) if found is not None else ""
        return Span(self.name, row, 1, len(shown) + 1, shown, cell=address(row, column))

    def add(self, kind: Kind, row: int, column: int, /, **values: Any) -> None:
        """Record a finding at a cell."""
        self.found.append(kind.at(self.span(row, column), **values))

    def said(self, of: Of, row: int, stage: Stage) -> Said:
        """The cells of a stage in a row."""
        value = self.columns[f"{Part.VALUE.value}|{stage.value}"]
        reason, by, opinion = (self._words(p, row, stage) for p in (Part.REASON, Part.BY, Part.OPINION))
        evidence = self._lines(row, stage)
        return Said(self._value(of, row, value, stage), reason, evidence, by, opinion)

    def counted(self, row: int, first: bool) -> Said:
        """How many chose an option; the documents behind a question stand in its first row."""
        value = self._value(Of.TALLY, row, self.columns[f"{Part.VALUE.value}|{Stage.SURVEY.value}"], Stage.SURVEY)
        return Said(value, evidence=self._lines(row, Stage.SURVEY) if first else ())

    # ---- values

    def _value(self, of: Of, row: int, column: int, stage: Stage) -> Shown:
        found = self._read(row, column)
        if found is None:
            return None
        match found.content:
            case Number(value, form=form) if not shows_as_stored(form, value):
                self.add(catalog.CELL_FORMAT, row, column, value=_text_of(found.content), form=form[:_SHOWN])
            case Number(value, percent):
                return self._number(of, row, column, Ratio(value) if percent else value)
            case Words(text):
                return self._word(of, row, column, " ".join(text.split()), stage)
            case Truth(value):
                self._not_wanted(of, row, column, "TRUE" if value else "FALSE")
            case Dated(shown):
                self.add(catalog.CELL_DATE, row, column, shown=shown)
            case Failed() | Unsaved():
                pass  # told while reading the cell
            case _:
                assert_never(found.content)
        return None

    def _number(self, of: Of, row: int, column: int, value: Shown) -> Shown:
        if isinstance(value, Ratio) and of in (Of.ROW, Of.TALLY, Of.ALL):
            self.add(catalog.CELL_PERCENT, row, column, shown=f"{vietnamese(value.value * 100)}%")
            return None
        if of in (Of.WORDS, Of.ALL):
            number = value.value if isinstance(value, Ratio) else value
            self._not_wanted(of, row, column, str(number))
            return None
        return value

    def _word(self, of: Of, row: int, column: int, text: str, stage: Stage) -> Shown:
        if not text:
            return None
        if of is Of.WORDS or self._is_word_of(of, text, stage):
            return text
        if _NUMBER.fullmatch(text) and of is not Of.ALL:
            unclear = misreadable(text)
            why = f", và {unclear.why}" if unclear is not None else ""
            self.add(catalog.CELL_NUMBER_TEXT, row, column, shown=text[:_SHOWN], why=why)
            return None
        self._not_wanted(of, row, column, text)
        return None

    def _is_word_of(self, of: Of, text: str, stage: Stage) -> bool:
        if of is Of.FACT:
            taken = stage is not Stage.SELF and text.startswith(AS_SELF)
            return taken or text in (YES, NO, NOT_ARISEN) or _DATE.fullmatch(text) is not None
        if stage is Stage.SELF:
            return of is Of.ROW and text in (CLAIM, OUT)
        return of in (Of.ROW, Of.ALL) and (text.startswith(AS_SELF) or (text == OUT and of is Of.ROW))

    def _not_wanted(self, of: Of, row: int, column: int, shown: str) -> None:
        self.add(catalog.CELL_WORDS, row, column, shown=shown[:_SHOWN], wanted=_WANTED[of])

    # ---- words

    def _words(self, part: Part, row: int, stage: Stage) -> str | None:
        return " ".join(self._parts(part, row, stage)) or None

    def _lines(self, row: int, stage: Stage) -> tuple[str, ...]:
        return tuple(self._parts(Part.EVIDENCE, row, stage))

    def _parts(self, part: Part, row: int, stage: Stage) -> Iterable[str]:
        column = self.columns.get(f"{part.value}|{stage.value}")
        found = self._read(row, column) if column is not None else None
        if found is None or column is None:
            return ()
        match found.content:
            case Words(text):
                return [line.strip() for line in text.splitlines() if line.strip()]
            case Number() | Truth():
                self.add(catalog.CELL_WORDS, row, column, shown=_text_of(found.content)[:_SHOWN], wanted="chữ")
            case Dated(shown):
                self.add(catalog.CELL_DATE, row, column, shown=shown)
            case Failed() | Unsaved():
                pass  # told while reading the cell
            case _:
                assert_never(found.content)
        return ()

    def _read(self, row: int, column: int) -> Found | None:
        """The cell, with what is wrong with it whatever it is for."""
        self.read.add((row, column))
        found = self.grid.at(row, column)
        if found is None:
            return None
        if found.struck:
            self.add(catalog.CELL_STRUCK, row, column, shown=_text_of(found.content)[:_SHOWN])
        if isinstance(found.content, Unsaved):
            self.add(catalog.FORMULA_EMPTY, row, column, formula=found.content.formula[:_SHOWN])
        elif isinstance(found.content, Failed):
            self.add(catalog.CELL_ERROR, row, column, error=found.content.error)
        elif found.formula is not None:
            shown = _text_of(found.content)[:_SHOWN]
            self.add(catalog.FORMULA_READ, row, column, formula=found.formula[:_SHOWN], value=shown)
        return found


def _text_of(content: Content) -> str:
    match content:
        case Number(value, percent):
            return f"{vietnamese(value * 100)}%" if percent else vietnamese(value)
        case Words(text):
            return text
        case Truth(value):
            return "TRUE" if value else "FALSE"
        case Dated(shown):
            return shown
        case Failed(error):
            return error
        case Unsaved(formula):
            return formula
        case _:
            assert_never(content)
