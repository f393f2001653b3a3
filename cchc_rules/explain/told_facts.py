"""Facts put into words beside a rule that was applied: what a stage saw of them, by name, with unit of measure."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from cchc_rules.explain.numbers import number, percent
from cchc_rules.explain.phrases import quoted
from cchc_rules.model.amount import Amount
from cchc_rules.model.arithmetic import Observed, Worked, work
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    UnitIs,
    UnitKindIs,
    facts_of,
)
from cchc_rules.model.expression import FactRef, fact_names
from cchc_rules.model.expression_wording import expression
from cchc_rules.model.fact import FactDeclaration, FactType, FactValue, NotArisen
from cchc_rules.model.rule import Rule, facts_read
from cchc_rules.model.scorecard import Correction, NodeScore, Scorecard
from cchc_rules.model.situation import Situation
from cchc_rules.model.stages import Stage
from cchc_rules.model.truth import SEEN, facts_among
from cchc_rules.model.wording import condition, date, quote
from cchc_rules.source import fold_name

_VERDICTS = {True: "đạt", False: "không đạt", None: "chưa biết có đạt"}


@frozen
class Told:
    """The rule of a row and the situation it was applied in, as an explanation of it needs them."""

    rule: Rule | None
    situation: Situation

    def value(self, name: str) -> FactValue | None:
        """A reported value; None when unknown."""
        return self.situation.value(name)

    def declaration(self, name: str) -> FactDeclaration | None:
        """The declaration of a fact, or of the one whose last year's value is meant."""
        return self.situation.declaration(name)

    def is_percent(self, name: str) -> bool:
        """Whether the fact is a percentage."""
        declared = self.declaration(name)
        return declared is not None and declared.type is FactType.PERCENT

    def undone(self, changes: Iterable[Correction]) -> "Told":
        """The same with the facts as they were before these corrections."""
        earlier = {fold_name(c.before.name): c.before.value for c in changes if c.before.value is not None}
        known: Mapping[str, FactValue] = {**self.situation.known, **earlier}
        return Told(self.rule, attrs.evolve(self.situation, known=known))


def told_at(card: Scorecard, node: NodeScore, stage: Stage) -> Told:
    """What a stage saw when the rule of a row was applied."""
    header, criterion = card.header, node.criterion
    declared = {fold_name(f.value.name): f.value for f in card.rubric.provisions.facts}
    known = facts_among(card.facts, SEEN[stage])
    situation = Situation(known, declared, header.unit, header.kind, header.year, criterion.max)
    return Told(criterion.rule.value if criterion.rule is not None else None, situation)


def fact_value(value: FactValue, kind: FactType) -> str:
    """A fact as people write it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Fraction):
        return percent(value) if kind is FactType.PERCENT else number(value)
    if isinstance(value, NotArisen):
        return "không phát sinh"
    return date(value) if isinstance(value, datetime.date) else quote(value)


def measured(value: FactValue, declared: FactDeclaration | None) -> str:
    """The value with its unit of measure: `3 nhiệm vụ`, `85%`."""
    kind = declared.type if declared is not None else FactType.AMOUNT
    unit = declared.unit if declared is not None and isinstance(value, Fraction) else None
    shown = unit is not None and kind is not FactType.PERCENT
    return f"{fact_value(value, kind)} {unit}" if shown else fact_value(value, kind)


def fact(name: str, told: Told) -> str:
    """`[nhiệm vụ hoàn thành] = 17 nhiệm vụ`, a computed one with its arithmetic; or that it is not known."""
    declared = told.declaration(name)
    if declared is not None and declared.formula is not None:
        return _computed(name, told)
    value = told.value(name)
    if value is None:
        return f"chưa biết [{name}]"
    if isinstance(value, NotArisen):
        return f"[{name}] không phát sinh"
    return f"[{name}] = {measured(value, declared)}"


def _computed(name: str, told: Told) -> str:
    from cchc_rules.explain.rule_working import filled

    worked: Worked = work(FactRef(name), told.situation)
    exact = worked.amount.exact if worked.amount is not None else None
    text = f"[{name}] = {filled(worked, told)}"
    if exact is None:
        return text
    end = percent(exact) if told.is_percent(name) else number(exact)
    return f"{text} = {end}".replace("= ≈", "≈")


def seen(observed: Observed, told: Told) -> str:
    """`[số vụ] = 3 vụ, không đạt “từ 5”`: what a comparison found."""
    c = observed.condition
    match c:
        case UnitKindIs():
            return f"loại đơn vị là {quoted(told.situation.kind or '')}"
        case UnitIs():
            return f"đơn vị là {quoted(told.situation.unit or '')}"
        case FactIs(name):
            return fact(name, told)
        case FactWithin(name) | FactEquals(name):
            asked = condition(c).removeprefix(f"[{name}] ")
            found = fact(name, told)
            unknown = told.value(name) is None and observed.holds is None
            return found if unknown else f"{found}, {_VERDICTS[observed.holds]} {quoted(asked)}"
        case FactCompared(name):
            found = _beside(c, observed, told)
            asked = condition(c).removeprefix(f"[{name}] ")
            return found if observed.holds is None else f"{found}, {_VERDICTS[observed.holds]} {quoted(asked)}"
        case _:
            return condition(c)


def _beside(c: FactCompared, observed: Observed, told: Told) -> str:
    """The facts compared, and what the arithmetic beside the first gave."""
    found = [fact(name, told) for name in facts_of(c)]
    other = observed.other
    if not isinstance(c.other, FactRef) and isinstance(other, Amount) and other.exact is not None:
        found.append(f"{expression(c.other)} = {number(other.exact)}")
    return ", ".join(found)


def deciding(when: Condition | None, observed: Iterable[Observed], holds: bool | None, told: Told) -> str:
    """What made a condition hold or fail, each comparison once; those that settle it alone where some do."""
    found = list(dict.fromkeys(observed))
    if holds:
        return "; ".join(dict.fromkeys(_plainly(o, told) for o in found))
    against = [o for o in found if o.holds is holds] if _is_plain(when) or holds is None else found
    return "; ".join(dict.fromkeys(seen(o, told) for o in against or found))


def _plainly(observed: Observed, told: Told) -> str:
    match observed.condition:
        case FactWithin(name) | FactEquals(name):
            return fact(name, told)
        case FactCompared():
            return _beside(observed.condition, observed, told)
        case _:
            return seen(observed, told)


def _is_plain(when: Condition | None) -> bool:
    """Whether no comparison stands under a negation, so that what fails is what failed the whole."""
    match when:
        case Not():
            return False
        case AllOf(parts) | AnyOf(parts):
            return all(map(_is_plain, parts))
        case _:
            return True


def not_arisen(told: Told) -> list[str]:
    """Names of the facts that the rule reads and that did not arise."""
    return [n for n in _reported(told) if isinstance(told.value(n), NotArisen)]


def lacking(told: Told) -> list[str]:
    """Names of the facts that the rule reads and that nobody has given."""
    return [n for n in _reported(told) if told.value(n) is None]


def _reported(told: Told) -> list[str]:
    """Names of the facts that the rule reads, through computed ones too, as they are reported."""
    waiting = list(facts_read(told.rule)) if told.rule is not None else []
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        declared = told.declaration(name)
        if name not in found and declared is not None and declared.formula is not None:
            waiting += [n for n in fact_names(declared.formula) if n not in found]
        elif declared is None or declared.formula is None:
            found[name] = None
    return list(found)
