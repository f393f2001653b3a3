"""examples/cac-buoc scored by hand: stages of the rubric's own, rows that are alternatives, a cap that shrinks.

Written from the rubric and docs/ngon-ngu.md (Ai chấm, khi nào; Nhóm không cộng hết) alone.
"""

from fractions import Fraction
from random import Random

from attrs import frozen

from .by_hand import NA, Result
from .papers import written

TOPS = {
    "1.1": 4,
    "1.2.1": 4,
    "1.2.2": 3,
    "1.2.3": 2,
    "2.1.1": 6,
    "2.1.2": 4,
    "2.1.3": 3,
    "2.2.1": 6,
    "2.2.2": 3,
    "3.1": 5,
    "3.2": 3,
}
ADDED, BEST, CHOSEN = ("1.2.1", "1.2.2", "1.2.3"), ("2.1.1", "2.1.2", "2.1.3"), ("2.2.1", "2.2.2")
ALONE = ("1.1", "3.1", "3.2")
FIRST, AGAIN, REVIEW = "thẩm định", 'bước "thẩm định lại"', "phúc tra"
IN_ORDER = ("tự đánh giá", FIRST, AGAIN, REVIEW)
COMMENTS = ('bước "đề nghị giải trình"', 'bước "giải trình"', 'bước "ý kiến Mặt trận"')
Entries = dict[str, Fraction]


@frozen
class Unit:
    """Points by row and stage; rows that the council lets go; a row with neither is not chosen."""

    points: dict[str, Entries]
    gone: frozenset[str]

    def row(self, code: str, last: str = REVIEW) -> Result:
        """What counts: of the latest stage up to `last` that has points; None where only the unit has spoken."""
        if code in self.gone:
            return NA
        seen = IN_ORDER[1 : IN_ORDER.index(last) + 1]
        given = [self.points[code][s] for s in seen if s in self.points.get(code, {})]
        return given[-1] if given else None


def own_result(u: Unit, last: str = REVIEW) -> tuple[Fraction, Fraction]:
    """Points and the maximum that applies; every row is known, or of a group with another one chosen."""
    rows = {code: u.row(code, last) for code in TOPS}
    points = base = Fraction(0)

    def of(codes: tuple[str, ...]) -> dict[str, Fraction]:
        given = {code: rows[code] for code in codes}
        return {code: p for code, p in given.items() if isinstance(p, Fraction)}

    for code, p in of(ALONE).items():
        points, base = points + p, base + TOPS[code]
    added = of(ADDED)
    cap = Fraction(6 * sum(TOPS[code] for code in added), 9)
    points, base = points + min(cap, sum(added.values(), Fraction(0))), base + cap
    for group in (of(BEST), of(CHOSEN)):
        if group:
            points, base = points + max(group.values()), base + 6
    return points, base


def own_band(index: Fraction) -> str:
    return "Tốt" if index >= Fraction(4, 5) else "Khá" if index >= Fraction(1, 2) else "Chưa đạt"


def random_own(r: Random) -> Unit:
    """A unit of which the council has seen every row."""
    share = r.choice([Fraction(1), Fraction(3, 4), Fraction(1, 2)])
    chosen = r.choice(CHOSEN)
    gone = {code for code in TOPS if code not in CHOSEN and r.random() < r.choice([0, 0.1, 0.5])}
    points = {code: _entries(r, top, share) for code, top in TOPS.items() if code not in gone}
    other = next(c for c in CHOSEN if c != chosen)
    del points[other]
    if not any(points[chosen].values()):
        points[other] = dict.fromkeys(points[chosen], Fraction(0))
    elif r.random() < 0.3:
        gone.add(other)
    return Unit(points, frozenset(gone))


def _entries(r: Random, top: int, share: Fraction) -> Entries:
    """Powers are kept: the first appraisal lowers, the second raises, the review may do both."""
    own = min(Fraction(round(4 * top * share) + r.choice([-1, 0, 0, 1]), 4), Fraction(top))
    entries = {IN_ORDER[0]: own, FIRST: r.choice([own, own, _some(r, Fraction(0), own)])}
    if r.random() < 0.3:
        entries[AGAIN] = _some(r, entries[FIRST], Fraction(top))
    if r.random() < 0.2:
        entries[REVIEW] = _some(r, Fraction(0), Fraction(top))
    return entries


def _some(r: Random, low: Fraction, high: Fraction) -> Fraction:
    return Fraction(r.randint(int(4 * low), int(4 * high)), 4)


def own_sheet(r: Random, u: Unit, rubric: str, hidden: frozenset[str] = frozenset()) -> str:
    """The sheet with comments here and there; of `hidden` rows only the unit's word is on it."""
    lines = ["PHIẾU CHẤM ĐIỂM", f'bộ tiêu chí: "{rubric}"', 'đơn vị: "A"', 'loại đơn vị: "xã"', "năm: 2024", "ĐIỂM"]
    for code in TOPS:
        if code not in u.gone and code not in u.points:
            continue
        lines.append(code)
        if code in u.gone:
            lines += ['không áp dụng, vì "lý do"', *([] if code in hidden else [f"{FIRST}: không áp dụng"])]
            continue
        for stage, p in u.points[code].items():
            if stage == IN_ORDER[0] or code not in hidden:
                lines.append(f'{stage}: {written(p)} điểm, vì "lý do", TLKC "tài liệu"')
        lines += [f'{comment}: ý kiến "ý kiến"' for comment in COMMENTS if r.random() < 0.2]
    return "\n".join(lines) + "\n"
