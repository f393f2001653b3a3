"""examples/cong-tru and examples/diem-liet scored by hand: bonus, penalty, full scale, disqualifying conditions.

Written from the documents alone: the two rubrics, docs/ngon-ngu.md (Điểm cộng, điểm trừ; Xếp loại) and
docs/decisions/0013.
"""

from fractions import Fraction
from random import Random

from attrs import evolve, frozen

from .by_hand import NA, Result
from .papers import written

Points = dict[str, Result]
PLUS_ROWS = {"1.1": 30, "1.2": 20, "2.1": 30, "2.2": 20}
FATAL_ROWS = {"1.1": 30, "1.2": 10, "2.1": 40, "3.1": 20}
SURVEYED = "2.2"
COMMUNES = ("xã", "xã đặc biệt khó khăn", "phường")


@frozen
class Plus:
    """A unit under cong-tru. None is not known; a code that is absent from `beside` is not on the sheet."""

    table: Points
    beside: Points
    initiatives: int | None
    late_reports: int | None


def plus_result(u: Plus) -> tuple[Fraction, Fraction] | None:
    """The final points and the maximum they are out of; None where nothing counts."""
    own = {c: p for c, p in u.table.items() if c != SURVEYED and isinstance(p, Fraction)}
    survey = u.table[SURVEYED]
    points = base = Fraction(0)
    if own:
        applicable = sum(PLUS_ROWS[c] for c in own)
        points, base = sum(own.values(), points) * 80 / applicable, Fraction(80)
    if isinstance(survey, Fraction):
        points, base = points + survey, base + 20
    if not base:
        return None
    assert u.initiatives is not None and u.late_reports is not None
    bonus = min(min(2 * u.initiatives, 4) + _asked(u, "C2"), Fraction(5))
    penalty = min(min(Fraction(u.late_reports, 2), Fraction(3)) + _asked(u, "T2"), Fraction(5))
    return min(max(points + bonus - penalty, Fraction(0)), base), base


def _asked(u: Plus, code: str) -> Fraction:
    points = u.beside.get(code, Fraction(0))
    assert isinstance(points, Fraction)
    return points


def plus_band(index: Fraction) -> str:
    return next(
        name for low, name in ((90, "Xuất sắc"), (80, "Tốt"), (50, "Trung bình"), (0, "Yếu")) if index * 100 >= low
    )


def random_plus(r: Random) -> Plus:
    open_share = r.choice([0, 0, 0.15, 0.4])
    high = r.choice([1, 1, 0])
    table: Points = {}
    for code, top in PLUS_ROWS.items():
        some = Fraction(r.randint(high * top, 2 * top), 2)
        table[code] = NA if r.random() < 0.2 else None if r.random() < open_share else some
    beside: Points = {}
    for code, top in (("C2", 3), ("T2", 5)):
        if r.random() < 0.6:
            beside[code] = None if r.random() < open_share else Fraction(r.randint(0, top * 4), 4)
    counts = [None if r.random() < open_share else r.choice([0, 0, 1, 2, 3, 6, 7, 10]) for _ in range(2)]
    return Plus(table, beside, *counts)


def plus_known(u: Plus) -> bool:
    return None not in (*u.table.values(), *u.beside.values(), u.initiatives, u.late_reports)


def plus_completed(r: Random, u: Plus) -> Plus:
    """What is not known filled in; the unit or the council may find that a row does not apply."""

    def row(code: str, p: Result) -> Result:
        if p is not None:
            return p
        return NA if r.random() < 0.3 else Fraction(r.randint(0, 2 * PLUS_ROWS[code]), 2)

    tops = {"C2": 3, "T2": 5}
    return Plus(
        {c: row(c, p) for c, p in u.table.items()},
        {c: Fraction(r.randint(0, tops[c] * 4), 4) if p is None else p for c, p in u.beside.items()},
        r.randint(0, 3) if u.initiatives is None else u.initiatives,
        r.randint(0, 8) if u.late_reports is None else u.late_reports,
    )


def plus_sheet(u: Plus, rubric: str) -> str:
    lines = [*_head(rubric, "sở"), "SỐ LIỆU"]
    if u.initiatives is not None:
        lines += [
            f'[sáng kiến được công nhận]: {u.initiatives}, TLKC "a"',
            f"thẩm định [sáng kiến được công nhận]: {u.initiatives}",
        ]
    if u.late_reports is not None:
        lines.append(f"thẩm định [báo cáo chậm]: {u.late_reports}")
    lines.append("ĐIỂM")
    for code, p in {**u.table, **u.beside}.items():
        lines.append(code)
        if p is NA:
            lines.append('không áp dụng, vì "lý do"')
        elif p is None:
            lines.append("ĐTXHH:" if code == SURVEYED else "thẩm định:")
        else:
            lines.append(f'{"ĐTXHH" if code == SURVEYED else "thẩm định"}: {written(p)} điểm, vì "lý do"')
    return "\n".join(lines) + "\n"


@frozen
class Fatal:
    """A unit under diem-liet; None is not known."""

    kind: str
    table: Points
    disciplined: bool | None
    complaints: bool | None


def fatal_result(u: Fatal) -> str | None:
    """The rating; None: the unit is not rated."""
    counted = {c: p for c, p in u.table.items() if isinstance(p, Fraction)}
    if u.complaints:
        return None
    needed = 60 if u.kind == "xã đặc biệt khó khăn" else 80
    if sum(counted.values()) < needed or u.disciplined or counted.get("1.2", 5) < 5:
        return "Không đạt"
    for rows in (("1.1", "1.2"), ("2.1",), ("3.1",)):
        top = sum(FATAL_ROWS[c] for c in rows if c in counted)
        if top and sum(counted[c] for c in rows if c in counted) * 2 < top:
            return "Không đạt"
    return "Đạt"


def random_fatal(r: Random) -> Fatal:
    open_share = r.choice([0, 0, 0.15, 0.4])
    near = r.choice([[0.5, 1], [0.8, 0.9, 1], [0.6, 0.5, 0.8]])
    table: Points = {}
    for code, top in FATAL_ROWS.items():
        some = Fraction(round(top * r.choice(near)) * 2 + r.choice([-1, 0, 0, 1]), 2)
        table[code] = NA if r.random() < 0.08 else None if r.random() < open_share else min(some, Fraction(top))
    said = [None if r.random() < open_share else r.random() < 0.1 for _ in range(2)]
    return Fatal(r.choice(COMMUNES), table, *said)


def fatal_completed(r: Random, u: Fatal) -> Fatal:
    table = {
        c: (NA if r.random() < 0.2 else Fraction(r.randint(0, 2 * FATAL_ROWS[c]), 2)) if p is None else p
        for c, p in u.table.items()
    }
    said = [r.random() < 0.5 if x is None else x for x in (u.disciplined, u.complaints)]
    return evolve(u, table=table, disciplined=said[0], complaints=said[1])


def fatal_known(u: Fatal) -> bool:
    return None not in (*u.table.values(), u.disciplined, u.complaints)


def fatal_sheet(u: Fatal, rubric: str) -> str:
    lines = [*_head(rubric, u.kind), "SỐ LIỆU"]
    for name, value in (("công chức bị kỷ luật", u.disciplined), ("khiếu nại đông người", u.complaints)):
        lines.append(f"[{name}]:" + (f" {written(value)}" if value is not None else ""))
    lines.append("ĐIỂM")
    for code, p in u.table.items():
        lines.append(code)
        lines.append(
            'không áp dụng, vì "lý do"'
            if p is NA
            else f"thẩm định: {written(p)} điểm"
            if p is not None
            else "thẩm định:"
        )
    return "\n".join(lines) + "\n"


def _head(rubric: str, kind: str) -> list[str]:
    return ["PHIẾU CHẤM ĐIỂM", f'bộ tiêu chí: "{rubric}"', 'đơn vị: "A"', f'loại đơn vị: "{kind}"', "năm: 2019"]
