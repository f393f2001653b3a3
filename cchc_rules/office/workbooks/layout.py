"""What a workbook is, cell by cell, whoever writes it. Rows and columns count from 1, as people see them."""

from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen

SCHEMA = "cchc-rules/phieu-xlsx/1"
"""Stands in the first cell, hidden: by it a workbook is known as one of ours."""
UNITS = 1_000_000
"""Live cells add points as whole numbers of this part: six decimals, exactly."""


class Look(Enum):
    """How a cell is drawn."""

    PLAIN = "plain"
    HIDDEN = "hidden"
    TITLE = "title"
    LABEL = "label"
    FIGURE = "figure"
    HEADING = "heading"
    SECTION = "section"
    FIELD = "field"
    GROUP = "group"
    CODE = "code"
    WORDS = "words"
    POINTS = "points"
    NUMBER = "number"
    PERCENT = "percent"
    TEXT = "text"


@frozen
class Live:
    """A live cell with the value that it has while nothing is changed, which is stored beside it."""

    text: str
    value: Fraction | str | bool


Value = str | Fraction | Live | None


@frozen
class ListOf:
    """Only one of these words may be entered."""

    words: tuple[str, ...]
    prompt: str


@frozen
class Where:
    """Only what makes a formula true may be entered; `prompt` says in words what that is."""

    formula: str
    prompt: str


@frozen
class Cell:
    """One cell. Cells are locked unless somebody is to fill them in."""

    column: int
    value: Value
    look: Look
    open: bool = False
    allowed: ListOf | Where | None = None


@frozen
class Line:
    """One row; `level` is how deep it lies in groups that fold."""

    cells: tuple[Cell, ...]
    level: int = 0
    hidden: bool = False


@frozen
class Column:
    """A column by its key, which a hidden row carries, and its width in characters."""

    key: str
    width: int
    hidden: bool = False


@frozen
class Page:
    """The one page of a workbook. `head` is the row of the column headings, frozen with all above it and filtered."""

    name: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    head: int
    left: int
    """How many columns stay in sight when one moves to the right, and stand again on each printed page."""
    parts: tuple[int, ...]
    """The columns that begin what may be printed on a page of its own, and the first that is not printed."""


def letters(column: int) -> str:
    """`A`, `Z`, `AA`: the name of a column."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """`K12`."""
    return f"{letters(column)}{row}"


def quoted(words: str) -> str:
    """A text in a formula."""
    return '"' + words.replace('"', '""') + '"'


def literal(value: Fraction) -> str:
    """A finite decimal number in a formula, exactly."""
    from cchc_rules.model.numbers import decimal_string

    return decimal_string(value)
