"""The address of each row of a printed table: as it is printed, or by where the row stands, which is then said."""

from collections.abc import Iterator, Sequence
from enum import Enum

from attrs import field

from cchc_rules.frozen import define, frozen
from cchc_rules.model.code import MAX_DEPTH, Code, is_roman
from cchc_rules.office.tables.printed import Oddity
from cchc_rules.office.tables.rows import Row


class Way(Enum):
    """How an address was found."""

    PRINTED = "như in"
    IN_GROUP = "đánh số lại trong mỗi nhóm"
    NUMBERED = "theo số tự động của tệp"
    DOUBLED = "mã đã có, đặt theo vị trí"
    ASTRAY = "mã của nhóm khác, đặt theo vị trí"
    NESTED = "đánh số trong mỗi phần La Mã"
    BESIDE = "đánh số trong phần điểm cộng, điểm trừ"
    BY_PLACE = "theo vị trí"
    UNCLEAR = "không rõ"


@frozen
class Placed:
    """A row with its address; `other` is the row that has the printed code already, or the group that it is of."""

    row: Row
    code: Code
    way: Way
    other: Row | None = None

    @property
    def lost_nought(self) -> bool:
        """Whether a program made the number 5.1 of the code 5.10."""
        printed = self.row.code.text if self.row.code is not None else ""
        return self.row.at.has(Oddity.NUMBER) and self.code.text == f"{printed}0"


class _Numeral(Enum):
    ROMAN = 1
    ARABIC = 2
    CAPITAL = 3
    LETTER = 4
    NONE = 5


def restarts(rows: Sequence[Row]) -> bool:
    """Whether each group numbers its rows afresh: no printed code has a dot, and some are printed again."""
    codes = [r.code.text for r in rows if r.code is not None]
    kinds = [_numeral(c) for c in codes]
    return all("." not in c for c in codes) and len(set(kinds)) > 1 and len(set(codes)) < len(codes)


def placed(rows: Sequence[Row]) -> tuple[Placed, ...]:
    """Every row of the table itself with its address, in the order of print."""
    if restarts(rows):
        return tuple(_in_groups(rows))
    return tuple(_in_parts(rows) if in_parts(rows) else _Full().all(rows))


def in_parts(rows: Sequence[Row]) -> bool:
    """Whether whole addresses, as 1 and 1.1, stand in parts that are numbered I, II."""
    tops = [_numeral(r.code.text) for r in rows if r.code is not None and "." not in r.code.text]
    return tops[:1] == [_Numeral.ROMAN] and _Numeral.ARABIC in tops


def beside(rows: Sequence[Row], letter: str) -> tuple[Placed, ...]:
    """The rows of bonus or penalty: where they are numbered from 1 again, with a letter before their numbers."""
    found = _Full().all(rows)
    own = (p.code.text.isdigit() for p in found)
    return tuple(
        Placed(p.row, Code(f"{letter}{p.code}"), Way.BESIDE) if bare else p for p, bare in zip(found, own, strict=True)
    )


def _numeral(code: str | None) -> _Numeral:
    if code is None:
        return _Numeral.NONE
    if is_roman(code):
        return _Numeral.ROMAN
    if code[0].isdigit():
        return _Numeral.ARABIC
    return _Numeral.CAPITAL if code[0].isupper() else _Numeral.LETTER


# ---- parts with whole addresses inside


def _in_parts(rows: Sequence[Row]) -> Iterator[Placed]:
    starts = [at for at, r in enumerate(rows) if r.code is not None and _numeral(r.code.text) is _Numeral.ROMAN]
    yield from _Full().all(rows[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        part = rows[start].code
        assert part is not None
        yield Placed(rows[start], Code(part.text), Way.PRINTED)
        for p in _Full().all(rows[start + 1 : end]):
            code = Code(f"{part.text}.{p.code}")
            yield Placed(p.row, code, Way.NESTED if p.way is Way.PRINTED else p.way, p.other)


# ---- numbers that begin again in each group


def _in_groups(rows: Sequence[Row]) -> Iterator[Placed]:
    """The depth of a kind of numeral is that at which it first stood below the kinds before it."""
    kinds: list[_Numeral] = []
    last: list[Code] = []
    taken: dict[Code, Row] = {}
    for row in rows:
        kind = _numeral(row.code.text if row.code is not None else None)
        if kind not in kinds:
            kinds = [*kinds[: len(last)], kind]
        depth = kinds.index(kind)
        parents = last[:depth]
        counted = sum(c.parent == (parents[-1] if parents else None) for c in taken)
        segment = row.code.text if row.code is not None else str(counted + 1)
        code = parents[-1].child(segment) if parents else Code(segment)
        way = Way.BY_PLACE if row.code is None else Way.NUMBERED if row.numbered else Way.IN_GROUP
        other = taken.get(code)
        if other is not None:
            code, way = _free(code, taken), Way.DOUBLED
        taken[code] = row
        last = [*parents, code]
        yield Placed(row, code, way, other)


# ---- whole addresses


@define
class _Full:
    """Rows by the address that is printed; what is printed twice, or not at all, by the row above."""

    taken: dict[Code, Row] = field(factory=dict)
    last: Code | None = None

    def all(self, rows: Sequence[Row]) -> tuple[Placed, ...]:
        """Every row with its address."""
        return tuple(self._placed(row) for row in rows)

    def _placed(self, row: Row) -> Placed:
        found = self._by_place(row) if row.code is None else self._printed(row, row.code.text)
        self.taken.setdefault(found.code, row)
        if row.code is not None:
            self.last = found.code
        return found

    def _printed(self, row: Row, text: str) -> Placed:
        code = Code(text)
        other = self.taken.get(code)
        if other is not None:
            return Placed(row, self._instead(code), Way.DOUBLED, other)
        parent, group = code.parent, self._group(code)
        if parent is not None and group not in (None, parent) and (of := self.taken.get(parent)) is not None:
            return Placed(row, self._instead(code), Way.ASTRAY, of)
        return Placed(row, code, Way.NUMBERED if row.numbered else Way.PRINTED)

    def _group(self, code: Code) -> Code | None:
        """The group that a row of as many numbers stands in."""
        above = self.last.up() if self.last is not None else ()
        return next((c for c in above if c.depth == code.depth - 1), None)

    def _instead(self, code: Code) -> Code:
        """The address of a row whose printed one is no place for it: in the group it stands in, by its own number."""
        group = self._group(code)
        if group is not None and group != code.parent and (own := group.child(code.last)) not in self.taken:
            return own
        return _free(code if group is None else group.child(code.last), self.taken)

    def _by_place(self, row: Row) -> Placed:
        """A row without a code is the next row of the group above it."""
        if self.last is None or self.last.depth == MAX_DEPTH:
            return Placed(row, _free(Code("1"), self.taken), Way.UNCLEAR)
        own = [c for c in self.taken if c.parent == self.last]
        return Placed(row, self.last.child(str(len(own) + 1)), Way.BY_PLACE)


def _free(code: Code, taken: dict[Code, Row]) -> Code:
    """The next number in the same group that no row has."""
    parent = code.parent
    used = [c for c in taken if c.parent == parent]
    highest = max((int(c.last) for c in used if c.last.isdigit()), default=0)
    start = int(code.last) if code.last.isdigit() else highest
    number = next(n for n in range(start + 1, highest + 2 + start) if _in(parent, str(n)) not in taken)
    return _in(parent, str(number))


def _in(parent: Code | None, segment: str) -> Code:
    return parent.child(segment) if parent is not None else Code(segment)
