"""The arithmetic of a rule in words: facts filled in, the line that decided, why those above it did not."""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, assert_never

from cchc_rules.explain.rules.due_days import due
from cchc_rules.explain.rules.facts import deciding
from cchc_rules.explain.rules.filled_in import filled
from cchc_rules.explain.rules.rule_context import NOT_ARISEN_UNSAID, RuleContext, lacking, not_arisen
from cchc_rules.explain.rules.steps_told import steps_told
from cchc_rules.explain.words.citations import quoted
from cchc_rules.explain.words.numbers import number, percent, points, span_of
from cchc_rules.meaning.expressions import NO_GAPS, Worked, work
from cchc_rules.meaning.situation import Gap
from cchc_rules.meaning.trace import MethodTrace, PartTrace, RowTrace, RuleResult, RuleTrace
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import facts_of
from cchc_rules.model.dates import date
from cchc_rules.model.expression import (
    Add,
    DaysLate,
    Expression,
    FactRef,
    Number,
    NumberUnit,
    Quotient,
)
from cchc_rules.model.rule import CaseRow, Combine, FallbackKind, LevelRow, Levels, Parts, Scale, ScaleRow
from cchc_rules.writing.expressions import expression
from cchc_rules.writing.rubric import condition
from cchc_rules.writing.rules import fallback, head, row_label


def working(result: RuleResult, context: RuleContext) -> tuple[str, ...]:
    """The arithmetic of a result, one step a line, without its outcome."""
    trace = result.trace
    gate = _gate(trace, context)
    if trace.method is None:
        return tuple(gate)
    lines = [*gate, *_method(trace.method, context)]
    if trace.fallback is not None and trace.method.gap is not None:
        lines.append(_fallen_back(trace.method, trace.fallback, context))
    if trace.rounded and trace.before_rounding is not None and trace.rounding is not None:
        step = trace.rounding.value
        after = result.points.exact
        end = f" → {points(after)}" if after is not None else ""
        way = f"{step.direction.value} đến bội số của {number(step.step)} điểm"
        lines.append(f"làm tròn {way}: {span_of(trace.before_rounding)}{end}{_placed(trace.rounding)}")
    return (*lines, *_unsaid(trace, context))


def _unsaid(trace: RuleTrace, context: RuleContext) -> list[str]:
    """That the rule does not say how the row is scored where a fact did not arise, if one did not or may not have."""
    rule, method, gate = context.rule, trace.method, trace.gate
    if rule is None or rule.not_arisen is not None or method is None:
        return []
    if method.gap is Gap.NOT_ARISEN:
        return [f"{_gap(method, method.gap, context)}, mà {NOT_ARISEN_UNSAID}"]
    may = method.may | (gate.may if gate is not None else NO_GAPS)
    names = ", ".join(f"[{n}]" for n in lacking(context))
    return [f"{names} có thể không phát sinh, mà {NOT_ARISEN_UNSAID}"] if Gap.NOT_ARISEN in may and names else []


def _gate(trace: RuleTrace, context: RuleContext) -> list[str]:
    stated = context.rule.gate if context.rule is not None else None
    if trace.gate is None or stated is None:
        return []
    found = deciding(stated.value, trace.gate.observed, trace.gate.holds, context)
    word = {True: "đạt", False: "không đạt", None: "chưa biết có đạt"}[trace.gate.holds]
    return [f"{word} điều kiện chấm {quoted(condition(stated.value))}: {found}{_placed(stated)}"]


def _chain(steps: Sequence[str]) -> str:
    """The steps that differ, with equal signs between."""
    kept = [s for i, s in enumerate(steps) if i == 0 or s != steps[i - 1]]
    return " = ".join(kept).replace("= ≈", "≈")


def _end(w: Worked, trace: MethodTrace) -> list[str]:
    """The points that came out, on their own side of what limits them."""
    limits = [e.amount.exact for e in (trace.high, trace.low) if e is not None and e.amount is not None]
    exact = w.amount.exact if w.amount is not None else None
    return [points(exact, (m for m in limits if m is not None))] if exact is not None else []


def _days(w: Worked | None, context: RuleContext) -> Iterator[str]:
    """`[ngày gửi] = 12/12/2019, hạn 10/12/2019: chậm 2 ngày làm việc`, for each count of days."""
    if w is None:
        return
    if isinstance(w.expression, DaysLate) and w.amount is not None and w.amount.exact is not None:
        e, late, sent = w.expression, w.amount.exact, context.value(w.expression.fact)
        if isinstance(sent, datetime.date) and w.due is not None:
            days = f"chậm {number(late)} {e.days.value}" if late else "không chậm"
            yield f"[{e.fact}] = {date(sent)}, {due(w.due)}: {days}{_special_days(w)}"
    for part in w.parts:
        yield from _days(part, context)


def _special_days(w: Worked) -> str:
    """Days off that working days late leave out, and days made up that they count."""
    days = [f"không tính ngày nghỉ lễ {', '.join(map(date, w.days_off))}"] if w.days_off else []
    days += [f"có tính ngày làm bù {', '.join(map(date, w.days_made_up))}"] if w.days_made_up else []
    return f" ({'; '.join(days)})" if days else ""


# ---- methods


def _method(trace: MethodTrace, context: RuleContext) -> list[str]:
    lines = [line for part in _shown_parts(trace) for line in _part(part, context)]
    if trace.gap is Gap.NOT_ARISEN and not trace.rows:
        return lines
    if trace.value is not None:
        lines += _value(trace, trace.value, context)
    if trace.gap is None or trace.rows:
        lines += _rows(trace, context)
    if trace.body is not None and not (trace.value is not None and trace.value.gap is not None):
        lines += [*_days(trace.body, context), *steps_told(trace.body, context)]
        lines.append(_body(trace, trace.body, context))
    elif isinstance(trace.method, Parts):
        lines.append(_together(trace.method, trace))
    return lines


def _body(trace: MethodTrace, body: Worked, context: RuleContext) -> str:
    steps = [expression(body.expression), filled(body, context, trace.value), *_end(body, trace)]
    return _chain(steps) + _limited(trace, body)


def _limited(trace: MethodTrace, body: Worked | None = None) -> str:
    """What a limit made of an amount; nothing while it is not known."""
    amount = trace.amount.exact if trace.amount is not None else None
    if amount is None:
        return ""
    for limit, word in ((trace.high, "không quá"), (trace.low, "không dưới")):
        if limit is not None and limit.amount is not None and limit.amount.exact == amount:
            return f", {word} {points(amount)} nên lấy {points(amount)}"
    return ""


def _value(trace: MethodTrace, value: Worked, context: RuleContext) -> list[str]:
    days = list(_days(value, context))
    if isinstance(value.expression, DaysLate) and days:
        return days
    exact = value.amount.exact if value.amount is not None else None
    in_percent = not isinstance(trace.method, Scale) or any(r.value.percent for r in trace.method.rows)
    shown = percent if in_percent else number
    end = [] if exact is None else [shown(exact, context.marks)]
    return [*days, _chain([expression(value.expression), filled(value, context), *end])]


def _rows(trace: MethodTrace, context: RuleContext) -> list[str]:
    last = next((i for i, row in enumerate(trace.rows) if row.holds), len(trace.rows))
    rows = [r for r in trace.rows[: last + 1] if r.looked_at]
    return [line for row in rows for line in _row(trace, row, context)]


def _row(trace: MethodTrace, row: RowTrace, context: RuleContext) -> list[str]:
    if row.holds is False:
        return _passed(row, context)
    if row.points is None:
        return [f"chưa xét được {quoted(_label(row))}: {_observed(row, context)}"]
    steps = [expression(row.points.expression), filled(row.points, context, trace.value), *_end(row.points, trace)]
    if row.points.gap is Gap.OUT:
        steps = steps[:1]
    told = steps_told(row.points, context) if row.holds else ()
    return [*told, f"{_named(trace, row, context)}: {_chain(steps)}{_placed(row.row)}"]


def _passed(row: RowTrace, context: RuleContext) -> list[str]:
    """Why a line above did not decide; of levels the choice reported says it."""
    line: ScaleRow | LevelRow | CaseRow = row.row.value
    match line:
        case ScaleRow():
            return [f"không thuộc {quoted(_label(row))}"]
        case CaseRow():
            return [f"không đạt {quoted(_label(row))}: {_observed(row, context)}"]
        case LevelRow():
            return []
        case _:
            assert_never(line)


def _named(trace: MethodTrace, row: RowTrace, context: RuleContext) -> str:
    maybe = "" if row.holds else "có thể "
    line: ScaleRow | LevelRow | CaseRow = row.row.value
    match line:
        case LevelRow(choice):
            name = f"[{trace.method.fact}] " if isinstance(trace.method, Levels) else ""
            return f"{name}{maybe}là {quoted(choice)}"
        case CaseRow(when=None):
            return f"{maybe and 'có thể là '}các trường hợp còn lại"
        case CaseRow():
            found = _observed(row, context)
            maybe = maybe if row.answered else "có thể "
            return f"{maybe}đạt {quoted(_label(row))}" + (f" ({found})" if found else "")
        case ScaleRow():
            return f"{maybe}thuộc {quoted(_label(row))}"
        case _:
            assert_never(line)


def _label(row: RowTrace) -> str:
    return row_label(row.row.value).strip('"').removeprefix("khi ")


def _observed(row: RowTrace, context: RuleContext) -> str:
    when = row.row.value.when if isinstance(row.row.value, CaseRow) else None
    return deciding(when, row.observed, row.holds, context)


# ---- parts


def _shown_parts(trace: MethodTrace) -> tuple[PartTrace, ...]:
    """Those that were looked at: `phần đầu tiên đúng` stops at the first that surely holds."""
    if not isinstance(trace.method, Parts) or trace.method.how is not Combine.FIRST:
        return trace.parts
    sure = next((i for i, p in enumerate(trace.parts) if p.holds), len(trace.parts))
    return trace.parts[: sure + 1]


def _part(part: PartTrace, context: RuleContext) -> list[str]:
    stated = part.part.value
    name = f"phần {stated.name}"
    when = deciding(stated.when, part.observed, part.holds, context)
    if part.holds is False:
        return [f"không tính {name} vì {when}"]
    lines = [] if part.trace.gap is not None and not part.trace.rows else _method(part.trace, context)
    if part.trace.fallback is not None and (part.trace.gap is not None or part.trace.amount is not None):
        if part.trace.body is not None or part.trace.value is not None:
            lines = [_fallen_back(part.trace, part.trace.fallback, context)]
    elif part.trace.gap is not None:
        lines.append(_gap(part.trace, part.trace.gap, context))
    if not when:
        opening = [name]
    elif part.holds:
        opening = [f"{name}, vì {when}"]
    else:
        opening = (
            [f"có thể tính {name}, tùy điều kiện {quoted(condition(stated.when))} ({when})"] if stated.when else []
        )
    opening += [name] * len(lines)
    return [f"{before}: {line}" for before, line in zip(opening, lines, strict=False)] or opening[:1]


def _together(method: Parts, trace: MethodTrace) -> str:
    if trace.amount is None:
        return f"{method.how.value}: chưa tính được"
    counted = [p for p in _shown_parts(trace) if p.holds is not False]
    if method.how is Combine.SUM:
        return _chain(_sum_steps(method, trace, counted)) + _limited(trace)
    name = _chosen(trace, counted)
    return f"{method.how.value}{name}: {span_of(trace.amount)}{_limited(trace)}"


def _sum_steps(method: Parts, trace: MethodTrace, counted: Sequence[PartTrace]) -> list[str]:
    amounts = [p.trace.amount for p in counted]
    total = span_of(trace.amount) if trace.amount is not None else ""
    exact = [a.exact for a in amounts if a is not None and a.exact is not None]
    if len(exact) < len(counted) or not all(p.holds for p in counted):
        return [f"{head(method)}: {total}"]
    whole = sum(exact, Fraction(0))
    added = expression(_added(exact)) if exact else "không có phần nào được tính"
    return [method.how.value, added, points(whole)]


def _added(values: Sequence[Fraction]) -> Expression:
    made: Expression = Number(values[0], NumberUnit.POINTS)
    for value in values[1:]:
        made = Add(made, Number(value, NumberUnit.POINTS))
    return made


def _chosen(trace: MethodTrace, counted: Sequence[PartTrace]) -> str:
    """` là phần b`: the part whose points stand, where one surely does."""
    exact = trace.amount.exact if trace.amount is not None else None
    if exact is None or not all(p.holds for p in counted):
        return ""
    same = [p for p in counted if p.trace.amount is not None and p.trace.amount.exact == exact]
    return f" là phần {same[0].part.value.name}" if same else ""


# ---- where there is no number


def _fallen_back(trace: MethodTrace, said: Stated[Any], context: RuleContext) -> str:
    gap = trace.gap or Gap.ZERO
    rule = context.rule
    through = gap is Gap.ZERO and rule is not None and said is rule.not_arisen
    as_if = ", coi là không phát sinh" if through else ""
    value = said.value
    given = fallback(value) if value.kind is not FallbackKind.FULL else f"đủ điểm, {points(context.situation.max)}"
    return f"{_gap(trace, gap, context)}{as_if}: {given}{_placed(said)}"


def _gap(trace: MethodTrace, gap: Gap, context: RuleContext) -> str:
    if gap is Gap.ZERO:
        below = list(dict.fromkeys(expression(w.expression) for w in _zeroes(trace, context)))
        return f"mẫu số {', '.join(below)} = 0" if below else "mẫu số bằng 0"
    names = not_arisen(context)
    return f"{', '.join(f'[{n}]' for n in names)} không phát sinh" if names else gap.value


def _zeroes(trace: MethodTrace, context: RuleContext) -> Iterator[Worked]:
    """What was divided by and is 0, in computed facts of conditions too."""
    for row in trace.rows:
        yield from _zero_in(row.points)
        for name in (n for o in row.observed for n in facts_of(o.condition)):
            yield from _zero_in(work(FactRef(name), context.situation))
    for worked in (trace.value, trace.body, trace.high, trace.low):
        yield from _zero_in(worked)
    for part in trace.parts:
        yield from _zeroes(part.trace, context)


def _zero_in(w: Worked | None) -> Iterator[Worked]:
    if w is None:
        return
    if isinstance(w.expression, Quotient) and w.parts[1].amount is not None and w.parts[1].amount.exact == 0:
        yield w.parts[1]
    for part in w.parts:
        yield from _zero_in(part)


def _placed(stated: Stated[Any]) -> str:
    return f" ({stated.at.cite()})" if stated.at is not None else ""
