"""Facts put into words beside a rule that was applied: what a stage saw of them, by name, with unit of measure."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from cchc_rules.explain.rules.due_days import compared_with
from cchc_rules.explain.rules.filled_in import filled
from cchc_rules.explain.rules.rule_context import RuleContext, measured
from cchc_rules.explain.words.citations import quoted
from cchc_rules.explain.words.numbers import number, percent
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.conditions import Observed
from cchc_rules.meaning.expressions import Worked, work
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactAtom,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    NumberAtom,
    UnitIs,
    UnitKindIs,
    bounds_of,
    facts_of,
)
from cchc_rules.model.expression import DayTold, FactRef
from cchc_rules.model.fact import NotArisen
from cchc_rules.writing.expressions import expression
from cchc_rules.writing.rubric import condition

_VERDICTS = {True: "đạt", False: "không đạt", None: "chưa biết có đạt"}


def fact(name: str, context: RuleContext, marks: Iterable[Fraction] = ()) -> str:
    """`[nhiệm vụ hoàn thành] = 17 nhiệm vụ`, a computed one with its arithmetic; or that it is not known.

    It is printed on its own side of what it is compared with: the marks, and all that the rule compares with.
    """
    declared, sides = context.declaration(name), (*context.marks, *marks)
    if _is_computed(name, context):
        return _computed(name, context, sides)
    value = context.value(name)
    if value is None:
        return f"chưa biết [{name}]"
    if isinstance(value, NotArisen):
        return f"[{name}] không phát sinh"
    return f"[{name}] = {measured(value, declared, sides)}"


def _is_computed(name: str, context: RuleContext) -> bool:
    declared = context.declaration(name)
    return declared is not None and declared.formula is not None


def _computed(name: str, context: RuleContext, marks: Iterable[Fraction]) -> str:
    worked: Worked = work(FactRef(name), context.situation)
    exact = worked.amount.exact if worked.amount is not None else None
    made = filled(worked, context)
    text = f"[{name}] = {made}"
    if exact is None:
        return text
    end = percent(exact, marks) if context.is_percent(name) else number(exact, marks)
    return text if end == made else f"{text} = {end}".replace("= ≈", "≈")


def seen(observed: Observed, context: RuleContext) -> str:
    """`[số vụ] = 3 vụ, không đạt “từ 5”`: what a comparison found."""
    c = observed.condition
    match c:
        case UnitKindIs():
            return f"loại đơn vị là {quoted(context.situation.kind or '')}"
        case UnitIs():
            return f"đơn vị là {quoted(context.situation.unit or '')}"
        case FactIs(name):
            return fact(name, context)
        case FactWithin(name) | FactEquals(name):
            asked = condition(c).removeprefix(f"[{name}] ")
            found = fact(name, context, bounds_of(c))
            if isinstance(context.value(name), NotArisen):
                return found
            if context.value(name) is not None or _is_computed(name, context):
                return f"{found}, {_VERDICTS[observed.holds]} {quoted(asked)}"
            # Its declared bounds tell, if there is anything to report.
            told_by_bounds = f", nếu có phát sinh thì {_VERDICTS[observed.holds]} {quoted(asked)}"
            return found if observed.holds is None else found + told_by_bounds
        case FactCompared(name):
            found = _beside(c, observed, context)
            asked = condition(c).removeprefix(f"[{name}] ")
            return found if observed.holds is None else f"{found}, {_VERDICTS[observed.holds]} {quoted(asked)}"
        case _:
            assert_never(c)


def _beside(c: FactCompared, observed: Observed, context: RuleContext) -> str:
    """The facts compared, and what the arithmetic beside the first gave."""
    worked = [_exact(work(FactRef(c.fact), context.situation).amount), _exact(observed.other)]
    sides = [value for value in worked if value is not None]
    found = [fact(name, context, sides) for name in facts_of(c)]
    other = worked[1]
    if isinstance(c.other, DayTold):
        found.append(compared_with(c.other, observed.due))
        return ", ".join(filter(None, found))
    if not isinstance(c.other, FactRef) and other is not None:
        told = percent(other, sides) if context.is_percent(c.fact) else number(other, sides)
        found.append(f"{expression(c.other)} = {told}".replace("= ≈", "≈"))
    return ", ".join(found)


def _exact(value: object) -> Fraction | None:
    return value.exact if isinstance(value, Amount) else None


def deciding(when: Condition | None, observed: Iterable[Observed], holds: bool | None, context: RuleContext) -> str:
    """What made a condition hold or fail, each comparison once; those that settle it alone where some do."""
    found = list(dict.fromkeys(observed))
    if holds:
        return "; ".join(dict.fromkeys(_plainly(o, context) for o in found))
    against = [o for o in found if o.holds is holds] if _is_plain(when) or holds is None else found
    return "; ".join(dict.fromkeys(seen(o, context) for o in against or found))


def _plainly(observed: Observed, context: RuleContext) -> str:
    c = observed.condition
    if isinstance(c, FactCompared):
        return _beside(c, observed, context)
    return fact(c.fact, context, bounds_of(c)) if isinstance(c, NumberAtom) else seen(observed, context)


def _is_plain(when: Condition | None) -> bool:
    """Whether no comparison stands under a negation, so that what fails is what failed the whole."""
    if when is None or isinstance(when, FactAtom):
        return True
    match when:
        case Not():
            return False
        case AllOf(parts) | AnyOf(parts):
            return all(map(_is_plain, parts))
        case _:
            assert_never(when)
