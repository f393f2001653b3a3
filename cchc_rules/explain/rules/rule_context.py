"""What a stage saw when a rule was applied, and how its facts are written."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from cchc_rules.explain.words.numbers import number, percent
from cchc_rules.frozen import frozen
from cchc_rules.meaning.facts_of_sheet import facts_among
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.dates import date
from cchc_rules.model.expression import fact_names
from cchc_rules.model.fact import FactDeclaration, FactType, FactValue, NotArisen
from cchc_rules.model.rule import Rule, bounds_in, facts_read
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import Correction
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import fold_name
from cchc_rules.writing.rubric import quote

NOT_ARISEN_UNSAID = "cách chấm không có câu “khi không phát sinh”"


@frozen
class RuleContext:
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

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """What the rule compares with: no number of its working may be printed on another side of it."""
        return bounds_in(self.rule) if self.rule is not None else ()

    def undone(self, changes: Iterable[Correction]) -> "RuleContext":
        """The same with the facts as they were before these corrections."""
        earlier = {fold_name(c.before.name): c.before.value for c in changes if c.before.value is not None}
        known: Mapping[str, FactValue] = {**self.situation.known, **earlier}
        return RuleContext(self.rule, attrs.evolve(self.situation, known=known))


def context_at(card: Scorecard, node: NodeScore, stage: Stage) -> RuleContext:
    """What a stage saw when the rule of a row was applied."""
    header, criterion = card.header, node.criterion
    declared = {fold_name(f.value.name): f.value for f in card.rubric.facts}
    known = facts_among(card.facts, card.rubric.provisions.lineup.seen_by(stage))
    situation = Situation(known, declared, header.unit, header.kind, header.year, criterion.max)
    return RuleContext(criterion.rule.value if criterion.rule is not None else None, situation)


def fact_value(value: FactValue, kind: FactType, marks: Iterable[Fraction] = ()) -> str:
    """A fact as people write it, on its own side of the marks."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Fraction):
        return percent(value, marks) if kind is FactType.PERCENT else number(value, marks)
    if isinstance(value, NotArisen):
        return "không phát sinh"
    return date(value) if isinstance(value, datetime.date) else quote(value)


def measured(value: FactValue, declared: FactDeclaration | None, marks: Iterable[Fraction] = ()) -> str:
    """The value with its unit of measure: `3 nhiệm vụ`, `85%`; see fact_value."""
    kind = declared.type if declared is not None else FactType.AMOUNT
    unit = declared.unit if declared is not None and isinstance(value, Fraction) else None
    shown = unit is not None and kind is not FactType.PERCENT
    told = fact_value(value, kind, marks)
    return f"{told} {unit}" if shown else told


def not_arisen(context: RuleContext) -> list[str]:
    """Names of the facts that the rule reads and that did not arise."""
    return [n for n in _reported(context) if isinstance(context.value(n), NotArisen)]


def lacking(context: RuleContext) -> list[str]:
    """Names of the facts that the rule reads and that nobody has given."""
    return [n for n in _reported(context) if context.value(n) is None]


def _reported(context: RuleContext) -> list[str]:
    """Names of the facts that the rule reads, through computed ones too, as they are reported."""
    waiting = list(facts_read(context.rule)) if context.rule is not None else []
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        declared = context.declaration(name)
        if name not in found and declared is not None and declared.formula is not None:
            waiting += [n for n in fact_names(declared.formula) if n not in found]
        elif declared is None or declared.formula is None:
            found[name] = None
    return list(found)
