"""How it is said that the printed decree differs from what is applied, and the parts where this stands."""

from collections.abc import Sequence
from typing import assert_never

from cchc_rules.model.citation import Stated
from cchc_rules.model.discrepancy import (
    Discrepancy,
    PrintedCode,
    PrintedCount,
    PrintedNote,
    PrintedPoints,
    PrintedWords,
    Reading,
)
from cchc_rules.writing.basis import quote

Notes = list[tuple[Stated[Discrepancy], str]]


def discrepancy(d: Discrepancy) -> str:
    """`bản in ghi …, vì …`."""
    match d:
        case PrintedWords():
            return f"bản in ghi {_words(d)}"
        case Reading():
            return f"có hai cách hiểu {_reading(d)}"
        case PrintedCode(printed, reason):
            return f"bản in ghi mã {quote(printed)}, vì {quote(reason)}"
        case PrintedPoints(printed, reason):
            return f"bản in ghi điểm {quote(printed)}, vì {quote(reason)}"
        case PrintedNote(printed, reason):
            return f"bản in ghi chú thích {quote(printed)}, vì {quote(reason)}"
        case PrintedCount(printed, reason):
            return f"bản in ghi số lượng {quote(printed)}, vì {quote(reason)}"
        case _:
            assert_never(d)


def _words(d: PrintedWords) -> str:
    return f"{quote(d.printed)}, đọc là {quote(d.meant)}, vì {quote(d.reason)}"


def _reading(d: Reading) -> str:
    return f"{quote(d.question)}, chọn {quote(d.chosen)}, vì {quote(d.reason)}"


def _under_heading(d: Discrepancy) -> str:
    """The same in the part of its kind, whose heading says the words that the commonest open with."""
    if isinstance(d, PrintedWords):
        return _words(d)
    return _reading(d) if isinstance(d, Reading) else discrepancy(d)


def note_parts(notes: Sequence[Stated[Discrepancy]]) -> tuple[tuple[str, Notes], ...]:
    """What is noted of the whole decree, as the parts behind the table: heading, then each note and how it is said."""
    said = [(stated, _under_heading(stated.value)) for stated in notes]
    misprints = [note for note in said if not isinstance(note[0].value, Reading)]
    readings = [note for note in said if isinstance(note[0].value, Reading)]
    return ("CHỖ IN SAI", misprints), ("CÁCH HIỂU", readings)
