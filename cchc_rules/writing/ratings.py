"""How ratings, their conditions and quotas, and consequences are said in the language."""

from typing import assert_never

from cchc_rules.model.condition import (
    Condition,
    FactAtom,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    UnitIs,
    UnitKindIs,
)
from cchc_rules.model.rating import Band, Disqualifier, Quota, TieBreak
from cchc_rules.model.result_condition import (
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    ResultAll,
    ResultAny,
    ResultCondition,
    ResultNot,
    RowEquals,
    RowWithin,
    Trigger,
)
from cchc_rules.model.rubric import Consequence
from cchc_rules.writing.basis import quote
from cchc_rules.writing.conditions import condition, interval, joined, measure, running


def band(b: Band) -> str:
    """`từ 90%: "Rất tốt"`."""
    return f"{interval(b.interval, b.measure.value)}: {quote(b.name)}"


def scope(c: Condition | None) -> str:
    """What follows `XẾP LOẠI`: ` cho "…"`, ` khi …`, or nothing."""
    if isinstance(c, UnitKindIs):
        return f" cho {', '.join(map(quote, c.kinds))}"
    return f" khi {condition(c)}" if c is not None else ""


def disqualifier(d: Disqualifier, top: str) -> str:
    """`xếp "…" khi: …` or `không xếp loại khi: …`."""
    head = "không xếp loại" if d.result is None else f"xếp {quote(d.result)}"
    return f"{head} khi: {result_condition(d.condition, top)}"


def quota(q: Quota) -> str:
    """`không quá 20% số đơn vị được xếp loại được xếp "…", làm tròn xuống, vượt thì xếp "…"`."""
    among = "được xếp loại" if q.among is None else f"xếp {quote(q.among)} trở lên"
    most = f"không quá {measure(q.share, '%')} số đơn vị {among} được xếp {quote(q.band)}"
    return f"{most}, làm tròn {q.rounding.value}, vượt thì xếp {quote(q.beyond)}"


def result_condition(c: ResultCondition, top: str, inside: bool = False) -> str:
    """A condition over results and facts; `inside` puts a compound one in brackets."""
    match c:
        case RowWithin(code, within, percent):
            return f"{code} {interval(within, '%' if percent else 'điểm')}"
        case RowEquals(code, points):
            return f"{code} bằng {measure(points, 'điểm')}"
        case IndexWithin() | FieldsWithin() | FieldWithin():
            return _trigger(c, top)
        case ResultNot(part):
            return f"không phải {result_condition(part, top, inside=True)}"
        case ResultAll(parts):
            facts = [p for p in parts if isinstance(p, FactAtom)]
            told = running(facts) if len(facts) == len(parts) > 1 else None
            return told or joined(" và ", [result_condition(p, top, inside=True) for p in parts], inside)
        case ResultAny(parts):
            return joined(" hoặc ", [result_condition(p, top, inside=True) for p in parts], inside)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return condition(c, inside)
        case _:
            assert_never(c)


def consequence(c: Consequence, top: str) -> str:
    """`1 khi chỉ số dưới 70% …: "…"`."""
    return f"{c.number} khi {' hoặc '.join(_trigger(t, top) for t in c.triggers)}: {quote(c.text)}"


def _trigger(t: Trigger, top: str) -> str:
    match t:
        case IndexWithin(within):
            return f"chỉ số {interval(within, '%')}"
        case FieldsWithin(least, within):
            return f"từ {least} {top or t.level or 'lĩnh vực'} {interval(within, '%')}"
        case FieldWithin(code, within):
            return f"{top or t.level or 'lĩnh vực'} {code} {interval(within, '%')}"
        case _:
            assert_never(t)


def tie_break(t: TieBreak) -> str:
    """`bằng chỉ số thì: xét điểm 1.1, cùng thứ hạng`."""
    looked = "".join(f"xét {key.measured.value} {key.code}, " for key in t.keys)
    return f"bằng chỉ số thì: {looked}{t.then.value}"
