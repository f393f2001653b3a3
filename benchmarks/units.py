"""Units to measure with: complete sheets over a rubric, the same for the same seed."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from attrs import evolve

from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.sheet import Claim, Entry, Header, Row, Sheet
from cchc_rules.model.stages import Stage

_COUNCIL, _BOARD = "Hội đồng thẩm định tỉnh", "Ban Chỉ đạo CCHC tỉnh"
_HUNDREDTH = Fraction(1, 100)
_THRESHOLDS = (Fraction(90), Fraction(70), Fraction(50), Fraction(40))


def ordinary(rubric: Rubric, rubric_id: str, rng: Random, number: int) -> Sheet:
    """A unit as units are: most rows full, some lowered, a few re-checked, a few not applicable."""
    rows = tuple(_ordinary_row(c, rng) for c in rubric.leaves())
    return Sheet(_header(rubric, rubric_id, number), (), rows)


def with_gaps(sheet: Sheet, rng: Random) -> Sheet:
    """The same unit while some rows wait for the council or the survey."""
    return evolve(sheet, rows=tuple(_opened(row) if rng.random() < 0.1 else row for row in sheet.rows))


def _opened(row: Row) -> Row:
    return evolve(row, entries=tuple(e for e in row.entries if e.stage is Stage.SELF))


def _ordinary_row(c: Criterion, rng: Random) -> Row:
    if c.survey:
        points = c.max * rng.randint(50, 100) / 100
        return Row(c.code, c.title, (Entry(Stage.SURVEY, points),))
    if rng.random() < 0.03:
        return Row(c.code, c.title, claim=Claim("không phát sinh trong năm", _evidence(rng)))
    own = c.max * rng.choice((2, 3, 4, 4, 4)) / 4
    entries = [Entry(Stage.SELF, own, None, _evidence(rng))]
    given = own * rng.choice((2, 3, 4, 4, 4)) / 4
    reason = None if given == own else f"đã đối chiếu báo cáo {rng.randint(1, 999)}/BC-SNV"
    entries.append(Entry(Stage.APPRAISAL, given, reason, (), _COUNCIL))
    if rng.random() < 0.1:
        final = given if given == own else own
        again = None if final == given else "đã bổ sung tài liệu"
        entries.append(Entry(Stage.REVIEW, final, again, (), _BOARD))
    return Row(c.code, c.title, tuple(entries))


def _evidence(rng: Random) -> tuple[str, ...]:
    return tuple(f"{rng.randint(1, 999)}/BC-S{rng.randint(1, 19)}" for _ in range(rng.choice((0, 1, 1, 2))))


def on_threshold(rubric: Rubric, rubric_id: str, rng: Random, number: int) -> tuple[Sheet, str]:
    """A unit whose index is exactly a threshold, some rows claimed, and the name of the band it is in."""
    percent = rng.choice(_THRESHOLDS)
    leaves = list(rubric.leaves())
    claimed = {c.code for c in rng.sample(leaves, rng.randint(0, 8)) if not c.survey}
    counted = [c for c in leaves if c.code not in claimed]
    target = sum((c.max for c in counted), Fraction(0)) * percent / 100
    points = dict(zip((c.code for c in counted), _spread(counted, target, rng), strict=True))
    rows = tuple(
        Row(c.code, c.title, claim=Claim("không phát sinh trong năm"))
        if c.code in claimed
        else Row(c.code, c.title, _entries(c, points[c.code]))
        for c in leaves
    )
    band = next(b.value for b in rubric.provisions.bands if b.value.interval.holds(percent / 100))
    return Sheet(_header(rubric, rubric_id, number), (), rows), band.name


def _spread(rows: list[Criterion], target: Fraction, rng: Random) -> list[Fraction]:
    """Points in whole hundredths, one amount a row within its maximum, `target` in all."""
    points = [_hundredths(c.max * Fraction(rng.randint(0, 100), 100)) for c in rows]
    while missing := target - sum(points, Fraction(0)):
        i = rng.randrange(len(rows))
        room = rows[i].max - points[i] if missing > 0 else -points[i]
        points[i] += min(missing, room) if missing > 0 else max(missing, room)
    return points


def _hundredths(value: Fraction) -> Fraction:
    return Fraction(round(value / _HUNDREDTH), 100)


def _entries(c: Criterion, points: Fraction) -> tuple[Entry, ...]:
    if c.survey:
        return (Entry(Stage.SURVEY, points),)
    reason = None if points == c.max else "chưa đủ tài liệu kiểm chứng"
    return (Entry(Stage.SELF, c.max), Entry(Stage.APPRAISAL, points, reason, (), _COUNCIL))


def _header(rubric: Rubric, rubric_id: str, number: int) -> Header:
    subjects = rubric.provisions.subjects
    kind = subjects.value.kinds[0] if subjects else "đơn vị"
    return Header(rubric_id, f"Đơn vị đo tốc độ {number}", kind, 2019)


def many(rubric: Rubric, rubric_id: str, seed: int, count: int) -> Iterator[Sheet]:
    """Ordinary units one after the other, numbered from 1."""
    rng = Random(seed)
    return (ordinary(rubric, rubric_id, rng, number) for number in range(1, count + 1))
