"""Steps beyond a mark in words: how far, how many steps, how many points they took or gave."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.explain.rules.filled_in import filled
from cchc_rules.explain.rules.rule_context import RuleContext
from cchc_rules.explain.words.numbers import number, percent, points
from cchc_rules.meaning.expressions import Worked
from cchc_rules.model.expression import Direction, Expression, NumberUnit, StepChange, StepPart, Stepped, round_to
from cchc_rules.writing.expressions import expression


def steps_told(w: Worked, context: RuleContext) -> Iterator[str]:
    """`[tỷ lệ] = 75% thấp hơn 100% là 25%: 2 lần 10% tròn, trừ 2 × 1 điểm = 2 điểm`, for each change that is known."""
    if isinstance(w.expression, Stepped):
        for change in w.expression.changes:
            yield from _told(change, w, context)
    for part in w.parts:
        yield from steps_told(part, context)


def _told(change: StepChange, w: Worked, context: RuleContext) -> Iterator[str]:
    beyond, made = _within(w, change.beyond), _within(w, change.amount)
    far = beyond.amount.exact if beyond is not None and beyond.amount is not None else None
    amount = made.amount.exact if made is not None and made.amount is not None else None
    if far is None or amount is None:
        return
    shown = percent if change.step.unit is NumberUnit.PERCENT else number
    does, step = "cộng" if change.adds else "trừ", expression(change.step)
    if not far:
        yield f"{_value(change, w, context)}: không {does}"
        return
    steps = far / change.step.value
    if change.part in (StepPart.WHOLE, StepPart.STARTED):
        way = Direction.DOWN if change.part is StepPart.WHOLE else Direction.UP
        steps = round_to(steps, Fraction(1), way)
    part = f" {change.part.value}" if change.part is not None else ""
    free = steps * change.points
    by = f" là {shown(far)}" if change.mark is not None else ""
    text = f"{_value(change, w, context)}{by}: {number(steps)} lần {step}{part}"
    text += f", {does} {number(steps)} × {points(change.points)} = {points(free)}"
    yield text if amount == free else f"{text}, không quá {points(amount)} nên {does} {points(amount)}"


def _value(change: StepChange, w: Worked, context: RuleContext) -> str:
    """`[tỷ lệ] = 75% thấp hơn 100%`."""
    counted = _within(w, change.value)
    name = expression(change.value)
    found = filled(counted, context) if counted is not None else name
    text = name if found == name else f"{name} = {found}"
    if change.mark is None:
        return text
    return f"{text} {'thấp' if change.below else 'cao'} hơn {expression(change.mark)}"


def _within(w: Worked, e: Expression) -> Worked | None:
    """What was worked out of an expression somewhere within another."""
    if w.expression == e:
        return w
    return next(filter(None, (_within(part, e) for part in w.parts)), None)
