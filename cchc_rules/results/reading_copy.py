"""A consolidated rubric for reading: its sentences and rows, the numbers of the notes each at what they speak of."""

from cchc_rules.frozen import frozen


@frozen
class CopySentence:
    """A sentence of the rubric or of a row, in force or repealed; a long one has several lines, `depth` below."""

    text: str
    notes: tuple[int, ...]
    depth: int = 0
    repealed: bool = False


@frozen
class CopyPart:
    """Sentences under a heading of their own, as the rubric file has them."""

    heading: str
    sentences: tuple[CopySentence, ...]


@frozen
class CopyRow:
    """A row, in force or repealed, with its sentences; `points` and `tag` are as printed.

    `notes` are on the row as a whole, the others on the cell that they name.
    """

    code: str
    title: str
    points: str
    tag: str
    depth: int
    notes: tuple[int, ...]
    sentences: tuple[CopySentence, ...] = ()
    repealed: bool = False
    title_notes: tuple[int, ...] = ()
    points_notes: tuple[int, ...] = ()
    tag_notes: tuple[int, ...] = ()


@frozen
class ReadingCopy:
    """The whole copy; note 1 is the first of `notes`."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[CopyPart, ...]
    rows: tuple[CopyRow, ...]
    notes: tuple[str, ...]
