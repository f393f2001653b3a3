"""An explanation before it takes a form: what is said, in which order; renderers only lay it out."""

from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen


class Tone(Enum):
    """What a text is about, so that a renderer may give it a look; the words say it too."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    LOSS = "loss"
    GAIN = "gain"
    EXCLUDED = "excluded"
    REPEALED = "repealed"
    PENDING = "pending"


@frozen
class Line:
    """One sentence, with the numbers of the notes on it; `depth` is how far below the line before it belongs."""

    text: str
    tone: Tone = Tone.PLAIN
    notes: tuple[int, ...] = ()
    depth: int = 0


@frozen
class Fact:
    """A label and what belongs to it."""

    label: str
    value: str


@frozen
class Item:
    """A row explained: code, title, points (`1,5/2`), what became of it (`mất 0,5`), then why in lines.

    Notes are on the row as a whole, or on the cell that they name.
    """

    code: str
    title: str
    points: str
    outcome: str
    tone: Tone
    details: tuple[Line, ...] = ()
    notes: tuple[int, ...] = ()
    title_notes: tuple[int, ...] = ()
    points_notes: tuple[int, ...] = ()
    outcome_notes: tuple[int, ...] = ()


@frozen
class Group:
    """Rows under one heading (a field); an empty heading is none."""

    heading: str
    items: tuple[Item, ...]


@frozen
class Items:
    """A section of rows with a word before them; `heads` are over the columns where these are laid out as a table."""

    heading: str
    tone: Tone
    lead: tuple[Line, ...]
    groups: tuple[Group, ...]
    heads: tuple[str, str, str, str] = ("Mã", "Nội dung", "Điểm", "Kết quả")
    up_front: bool = False


@frozen
class Column:
    """A column of a table; numbers stand to the right, and one column (the title) may wrap."""

    title: str
    right: bool = False
    wraps: bool = False


@frozen
class Table:
    """A section that is a table; `total` is its last row."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    up_front: bool = False


@frozen
class Share:
    """A part of the maximum, for those who can draw it: `ratio` lies in 0…1."""

    label: str
    points: str
    ratio: Fraction
    tone: Tone


@frozen
class Account:
    """The ledger: sentences that reconcile, and the same as shares of the maximum."""

    heading: str
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    up_front: bool = False


@frozen
class Notes:
    """Notes that lines and rows refer to; the first is number 1."""

    heading: str
    texts: tuple[str, ...]


@frozen
class Folded:
    """Sections that are shown on demand where the form can do that; `heading` is what one opens them by."""

    heading: str
    sections: tuple[Items | Table, ...]


Section = Items | Table | Account | Notes | Folded


@frozen
class Document:
    """A whole explanation. `headline` is unit, year, points, index, band, or a title; notices stand out below it."""

    title: str
    headline: tuple[str, ...]
    notices: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    footer_heading: str
    footer: tuple[Fact, ...]

    @property
    def on_paper(self) -> tuple[Section, ...]:
        """The sections as paper has them: sums and what follows from them on the first page, their arithmetic next."""
        first = [s for s in self.sections if is_up_front(s)]
        rest = (s for s in self.sections if not is_up_front(s))
        return (*sorted(first, key=lambda s: isinstance(s, Account)), *rest)


def is_up_front(section: Section) -> bool:
    """Whether it sums up others, so that on paper it stands before them."""
    return isinstance(section, Items | Table | Account) and section.up_front
