"""Words on how far a period has come: what came in when, how much of it, and whom the rest waits for."""

from collections.abc import Sequence

from cchc_rules.meaning.period_days import Due
from cchc_rules.model.code import Code
from cchc_rules.model.dates import date
from cchc_rules.model.stages import Publication, Stage
from cchc_rules.results.period_status import Pace, PeriodStatus, StageProgress, Timing, UnitStatus

_CODES = 12
NOTHING = "–"


def due(d: Due) -> str:
    """`tự đánh giá: hết ngày 14/01/2020`."""
    step = d.step.value if isinstance(d.step, Publication | Stage) else ""
    if d.last is None:
        year = d.missing_year
        return f"{step}: {date(d.told)} hoặc sau đó, vì chưa nêu ngày nghỉ lễ năm {year}"
    moved = f" (chuyển từ {date(d.told)}, ngày nghỉ)" if d.last != d.told else ""
    return f"{step}: hết ngày {date(d.last)}{moved}"


def submitted(unit: UnitStatus) -> str:
    """When the unit handed in its own points, or how it stands with that."""
    timing = unit.timing(Stage.SELF)
    how = _pace(timing) if timing is not None else ""
    if not unit.sheets:
        return f"chưa nộp{', ' + how if how else ''}"
    if len(unit.sheets) > 1:
        return f"có {len(unit.sheets)} phiếu"
    if unit.progress is None:
        return f"phiếu có lỗi{', ' + how if how else ''}"
    if not unit.submitted and timing is not None and timing.received is None:
        return f"chưa đủ{', ' + how if how else ''}"
    return how or "đã nộp"


def _pace(t: Timing) -> str:
    """`trễ 3 ngày, nhận 17/01/2020`; nothing where there is no deadline and no day."""
    received = f"nhận {date(t.received)}" if t.received is not None else ""
    days = f" {t.days} ngày" if t.days else ""
    said = {
        Pace.IN_TIME: "đúng hạn",
        Pace.LATE: f"trễ{days}",
        Pace.OVERDUE: f"quá hạn{days}",
        Pace.TIME_LEFT: f"còn{days}" if t.days else "còn trong hạn",
        Pace.UNDATED: "không ghi ngày nhận",
        Pace.DUE_UNKNOWN: "chưa rõ hạn",
        Pace.NO_DUE: "",
    }[t.pace]
    if t.pace is Pace.TIME_LEFT and t.last is not None and t.last.day is not None and not t.days:
        said = "hạn hôm nay"
    extended = t.last.extension.value if t.last is not None and t.last.extension is not None else None
    longer = f"gia hạn đến {date(extended.last)}" if extended is not None else ""
    return ", ".join(part for part in (said, received, longer) if part)


def stage(unit: UnitStatus, of: Stage) -> str:
    """`73/74, thiếu 5.5.2`; how late it is where that is so."""
    found = unit.progress.of(of) if unit.progress is not None else None
    if found is None:
        return NOTHING
    timing = unit.timing(of)
    late = timing is not None and timing.pace in (Pace.LATE, Pace.OVERDUE) and of is not Stage.SELF
    return ", ".join((progress(found), *([_pace(timing)] if late and timing is not None else [])))


def sampled(unit: UnitStatus, of: Stage) -> str:
    """How far a stage that looks at some units alone is with one: called for or not, begun or not."""
    begun = unit.progress is not None and of in unit.progress.looked_at
    if of in unit.called:
        return "có" if begun else "chờ"
    return "có, không được bốc, chọn" if begun else NOTHING


def progress(p: StageProgress) -> str:
    """`74/74`, `73/74, thiếu 5.5.2`, `70/74, thiếu 4 dòng`."""
    if not p.missing or not p.done:
        return f"{p.done}/{p.of}"
    lacks = p.missing[0].text if len(p.missing) == 1 else f"{len(p.missing)} dòng"
    return f"{p.done}/{p.of}, thiếu {lacks}"


def codes(rows: Sequence[Code]) -> str:
    """Codes in order; of many the first."""
    shown = ", ".join(c.text for c in rows[:_CODES])
    return shown + (f" và {len(rows) - _CODES} dòng khác" if len(rows) > _CODES else "")


def is_late(unit: UnitStatus) -> bool:
    """Whether the unit itself is late, or was."""
    timing = unit.timing(Stage.SELF)
    return timing is not None and timing.pace in (Pace.LATE, Pace.OVERDUE)


def counts(status: PeriodStatus) -> tuple[str, ...]:
    """What one wants to know first: how many have handed in, are late, are complete."""
    units = status.units
    done, late = sum(u.submitted for u in units), sum(map(is_late, units))
    complete = sum(u.complete for u in units)
    told = [f"trễ hoặc quá hạn {late}", f"không còn chờ gì {complete}"]
    told += [f"{len(status.strays)} phiếu ngoài danh sách"] if status.strays else []
    return (*told, f"đã nộp đủ {done}/{len(units)} đơn vị")
