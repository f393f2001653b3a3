"""Rules put into words: the arithmetic with the facts filled in, the line that decided, what was missing."""

import datetime
from fractions import Fraction
from typing import Any

import attrs

from cchc_rules.explain.words import BAND_OPEN, NO_BAND
from cchc_rules.model.advice import Advice
from cchc_rules.model.amount import Amount
from cchc_rules.model.arithmetic import Worked
from cchc_rules.model.expression import (
    Add,
    DaysLate,
    Expression,
    FactRef,
    Greatest,
    Least,
    MaxPoints,
    Number,
    NumberUnit,
    PartRef,
    Quotient,
    Rounded,
    Subtract,
    TheRatio,
    Times,
    YearBest,
)
from cchc_rules.model.expression_wording import expression
from cchc_rules.model.fact import FactType, FactValue, NotArisen
from cchc_rules.model.numbers import decimal_digits, decimal_string, is_decimal, vietnamese
from cchc_rules.model.rule import Precedence, Scale
from cchc_rules.model.rule_result import MethodTrace, RowTrace, RuleResult
from cchc_rules.model.rule_wording import fallback, head, part_text, point_rounding, row_label
from cchc_rules.model.scorecard import Computed, Differs, PointsOpen, Scorecard
from cchc_rules.model.situation import Gap
from cchc_rules.model.stated import Stated
from cchc_rules.model.wording import condition, date, quote

_KEPT = {Precedence.RULE: "lấy điểm theo cách chấm", Precedence.ENTERED: "lấy điểm nhập tay"}
_SHOWN_DIGITS = 4


# ---- numbers


def number(value: Fraction) -> str:
    """`1,7`; what has no short decimal form is shown to two digits, as `≈ 0,67`."""
    if is_decimal(value) and decimal_digits(value) <= _SHOWN_DIGITS:
        return vietnamese(value)
    return "≈ " + decimal_string(value, 2).replace(".", ",")


def percent(value: Fraction) -> str:
    """`85%`, `≈ 66,67%`."""
    return f"{number(value * 100)}%"


def points(value: Fraction) -> str:
    """`1,7 điểm`."""
    return f"{number(value)} điểm"


def span_of(amount: Amount) -> str:
    """`1,7 điểm`, or `từ 0 đến 2 điểm` while it is not known."""
    if amount.exact is not None:
        return points(amount.exact)
    low = f"từ {number(amount.low)} " if amount.low is not None else ""
    return f"{low}đến {points(amount.high)}" if amount.high is not None else f"{low}điểm trở lên"


def fact_value(value: FactValue, kind: FactType) -> str:
    """A fact as people write it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Fraction):
        return percent(value) if kind is FactType.PERCENT else number(value)
    if isinstance(value, NotArisen):
        return "không phát sinh"
    return date(value) if isinstance(value, datetime.date) else quote(value)


# ---- arithmetic with the facts filled in


def filled(w: Worked, ratio: Fraction | None = None) -> str:
    """`17 / 20`: the expression with numbers in the place of names; unknown ones keep their names."""
    return expression(_fill(w, ratio))


def _fill(w: Worked, ratio: Fraction | None) -> Expression:
    e, exact = w.expression, w.amount.exact if w.amount is not None else None
    parts = [_fill(p, ratio) for p in w.parts]
    match e:
        case FactRef() if parts:
            return parts[0]
        case FactRef() | DaysLate() | YearBest():
            return e if exact is None else Number(exact)
        case TheRatio() if ratio is not None and is_decimal(ratio):
            return Number(ratio, NumberUnit.PERCENT)
        case MaxPoints() | PartRef():
            return e if exact is None or not is_decimal(exact) else Number(exact, NumberUnit.POINTS)
        case Add() | Subtract() | Times() | Quotient():
            return attrs.evolve(e, left=parts[0], right=parts[1])
        case Least() | Greatest():
            return attrs.evolve(e, parts=tuple(parts))
        case Rounded():
            return attrs.evolve(e, inner=parts[0])
        case _:
            return e


def _chain(steps: list[str]) -> str:
    """The steps that differ, with equal signs between."""
    kept = [s for i, s in enumerate(steps) if i == 0 or s != steps[i - 1]]
    return " = ".join(kept).replace("= ≈", "≈")


# ---- a rule that was applied


def computed(because: Computed) -> tuple[str, ...]:
    """The lines that tell how a rule came to its points at a stage."""
    return (*working(because.result), *_outcome(because.result))


def working(result: RuleResult) -> tuple[str, ...]:
    """The arithmetic of a result, one step a line, without its outcome."""
    trace = result.trace
    if trace.gate is not None and trace.gate.holds is False:
        conditions = "; ".join(condition(o.condition) for o in trace.gate.observed if not o.holds)
        return (f"không đạt điều kiện chấm: {conditions}",)
    if trace.method is None:
        return ()
    lines = [*_method(trace.method)]
    if trace.fallback is not None and trace.method.gap is not None:
        lines.append(f"{_gap(trace.method.gap)}: {fallback(trace.fallback.value)}{_placed(trace.fallback)}")
    if trace.rounded and trace.before_rounding is not None and trace.rounding is not None:
        lines.append(f"làm tròn {span_of(trace.before_rounding)} {point_rounding(trace.rounding.value)}")
    return tuple(lines)


def _gap(gap: Gap) -> str:
    return "mẫu số bằng 0" if gap is Gap.ZERO else "số liệu không phát sinh"


def _method(trace: MethodTrace) -> list[str]:
    lines: list[str] = []
    ratio = trace.value.amount.exact if trace.value is not None and trace.value.amount is not None else None
    if trace.value is not None:
        lines.append(_value(trace, trace.value, ratio))
    for part in trace.parts:
        if part.holds is not False:
            told = span_of(part.trace.amount) if part.trace.amount is not None else "chưa tính được"
            lines.append(f"{part_text(part.part.value)}: {told}")
            lines += [f"  {line}" for line in _method(part.trace)]
    last = next((i for i, row in enumerate(trace.rows) if row.holds), len(trace.rows))
    lines += [line for row in trace.rows[: last + 1] for line in _row(row, ratio)]
    if trace.body is not None:
        lines.append(_chain([expression(trace.body.expression), filled(trace.body, ratio), *_end(trace.body)]))
    elif trace.parts:
        lines.append(f"{head(trace.method)}: {span_of(trace.amount) if trace.amount else 'chưa tính được'}")
    for limit, word in ((trace.high, "không quá"), (trace.low, "không dưới")):
        if limit is not None and limit.amount is not None:
            lines.append(f"{word} {span_of(limit.amount)}")
    return lines


def _value(trace: MethodTrace, value: Worked, ratio: Fraction | None) -> str:
    in_percent = not isinstance(trace.method, Scale) or any(r.value.percent for r in trace.method.rows)
    end = [] if ratio is None else [percent(ratio) if in_percent else number(ratio)]
    return _chain([expression(value.expression), filled(value), *end])


def _end(w: Worked) -> list[str]:
    return [span_of(w.amount)] if w.amount is not None and w.amount.exact is not None else []


def _row(row: RowTrace, ratio: Fraction | None) -> list[str]:
    label = row_label(row.row.value).strip('"')
    if row.holds is False:
        return [f"không thuộc “{label}”"] if row.looked_at and not _is_rest(row) else []
    if row.points is None:
        return []
    steps = [expression(row.points.expression), filled(row.points, ratio), *_end(row.points)]
    word = "thuộc" if row.holds else "có thể thuộc"
    return [f"{word} “{label}”: {_chain(steps)}{_placed(row.row)}"]


def _is_rest(row: RowTrace) -> bool:
    return row_label(row.row.value) == "còn lại"


def _placed(stated: Stated[Any]) -> str:
    return f" ({stated.at.cite()})" if stated.at is not None else ""


def _outcome(result: RuleResult) -> tuple[str, ...]:
    provisional = ", tạm tính đến khi đủ số liệu của mọi đơn vị" if result.provisional else ""
    if result.excluded is True:
        return ("cách chấm: không áp dụng",)
    return (f"cách chấm cho {span_of(result.points)}{provisional}",)


def differs(because: Differs) -> str:
    """`tự đánh giá ghi 2 điểm, cách chấm cho 1,7 điểm; lấy điểm theo cách chấm`."""
    entered = because.entered.value
    told = points(entered) if isinstance(entered, Fraction) else "không áp dụng"
    given = "không áp dụng" if because.result.excluded else span_of(because.result.points)
    return f"{because.stage.value} ghi {told}, cách chấm cho {given}; {_KEPT[because.kept]}"


def waiting(because: PointsOpen) -> str:
    """Which facts the points wait for, and between what they lie."""
    facts = ", ".join(f"[{f}]" for f in because.result.missing)
    leaves = " hoặc không áp dụng" if because.result.excluded is None else ""
    return f"chưa biết {facts}; điểm {span_of(because.result.points)}{leaves}"


# ---- what more points would have needed


def advice(a: Advice) -> str:
    """`thêm 3 nhiệm vụ [nhiệm vụ hoàn thành] để được 2 điểm`."""
    name, kind = f"[{a.fact.name}]", a.fact.type
    change = a.change
    if change is not None and kind is not FactType.PERCENT:
        unit = f" {a.fact.unit}" if a.fact.unit else ""
        need = f"{'thêm' if change > 0 else 'bớt'} {number(abs(change))}{unit} ở {name}"
    elif isinstance(a.after, datetime.date) and not isinstance(a.after, bool):
        need = f"{name} chậm nhất ngày {date(a.after)}"
    elif change is not None:
        need = f"{name} từ {fact_value(a.before, kind)} lên {fact_value(a.after, kind)}"
        need = need.replace("lên", "xuống") if change < 0 else need
    else:
        need = f"{name} là {fact_value(a.after, kind)}"
    return f"{need} {_aim(a)}"


def _aim(a: Advice) -> str:
    """`để được 2 điểm`; what it does to the rated points, where that is not the same, and to the rating."""
    aim = f"để được {points(a.points)}"
    if a.less:
        aim = f"để chỉ bị trừ {points(a.points)}" if a.points else "để không bị trừ điểm"
    if a.rated is not None and a.rated != a.gain:
        aim += f"; điểm xếp loại tăng {points(a.rated)}" if a.rated > 0 else "; điểm xếp loại không tăng"
    return aim + (f"; xếp loại “{a.band}”" if a.band is not None else "")


def result(card: Scorecard) -> str:
    """`7,5/10 điểm, 75%, Chưa tốt`."""
    achieved, most = card.points
    index = f", {percent(card.index.low)}" if card.index is not None and card.index.exact else ""
    return f"{number(achieved)}/{points(most)}{index}{_rating(card)}"


def _rating(card: Scorecard) -> str:
    if card.unrated:
        return f", {NO_BAND}"
    if card.unrated is None:
        return f", {BAND_OPEN}"
    return f", {card.band.value.name}" if card.band is not None else ""
