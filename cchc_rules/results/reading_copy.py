"""A consolidated rubric for reading: its sentences and rows, each with the numbers of the notes on it."""

from cchc_rules.frozen import frozen


@frozen
class CopySentence:
    """A sentence of the rubric or of a row, in force or repealed; a long one has several lines, `depth` below."""

    text: str
    notes: tuple[int, ...]
    depth: int = 0
    repealed: bool = False


@frozen
class CopyRow:
    """A row, in force or repealed, with its sentences; `points` and `tag` are as printed."""

    code: str
    title: str
    points: str
    tag: str
    depth: int
    notes: tuple[int, ...]
    sentences: tuple[CopySentence, ...] = ()
    repealed: bool = False


@frozen
class ReadingCopy:
    """The whole copy; note 1 is the first of `notes`."""

    title: str
    opening: tuple[str, ...]
    sentences: tuple[CopySentence, ...]
    rows: tuple[CopyRow, ...]
    notes: tuple[str, ...]
