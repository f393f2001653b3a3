"""What each page shows, ready for its template: words of the engine, addresses, places by which columns are sorted.

Names of fields are Vietnamese, for whoever writes a template of an office reads them there.
"""

from cchc_rules.explain.render.document import Column, Fact
from cchc_rules.frozen import frozen


@frozen
class Entry:
    """A page in the list of pages."""

    ten: str
    dia_chi: str


@frozen
class RankedRow:
    """A unit in a ranking: its cells, where its page is, its place by each column, its band and consequences."""

    o: tuple[str, ...]
    dia_chi: str
    thu_tu: tuple[int, ...]
    muc: str
    he_qua: tuple[str, ...]


@frozen
class RankedTable:
    """A ranking, with what can be filtered by and what is to be read below it."""

    ten: str
    cot: tuple[Column, ...]
    dong: tuple[RankedRow, ...]
    cac_muc: tuple[str, ...]
    cac_he_qua: tuple[str, ...]
    doc_kem: tuple[str, ...]


@frozen
class FieldHead:
    """A field by its code and name."""

    ma: str
    ten: str


@frozen
class FieldCell:
    """A field in words, with its bar."""

    ma: str
    ten: str
    chu: str
    thanh: str


@frozen
class FieldRow:
    """A unit among others by its fields."""

    ten: str
    dia_chi: str
    thu_tu: tuple[int, ...]
    o: tuple[FieldCell, ...]


@frozen
class FieldTable:
    """Units compared field by field."""

    ten: str
    linh_vuc: tuple[FieldHead, ...]
    dong: tuple[FieldRow, ...]


@frozen
class YearRow:
    """A unit in two years."""

    o: tuple[str, ...]
    dia_chi: str
    thu_tu: tuple[int, ...]


@frozen
class YearTable:
    """Units of a year beside those of another."""

    ten: str
    cot: tuple[Column, ...]
    dong: tuple[YearRow, ...]


@frozen
class NotScoredView:
    """A unit whose sheet could not be scored, and why.

    `phieu` is empty, for names of files do not leave the office; templates that an office already has may ask for it.
    """

    don_vi: str
    phieu: str
    ly_do: tuple[str, ...]


@frozen
class Shared:
    """What all pages share: the list of pages, and notices."""

    muc_luc: tuple[Entry, ...]
    thong_bao: tuple[Fact, ...]
