"""Scoring rules made ready: which facts each reads, through computed ones too, and what wins over what."""

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.meaning.facts_of_rules import Declared, formulas_behind, reported_facts
from cchc_rules.meaning.work_days import NO_DAYS, WorkDays
from cchc_rules.model.expression import YearBest, walk
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.rule import Precedence, Rule, expressions_in, facts_read
from cchc_rules.source import fold_name

if TYPE_CHECKING:
    from cchc_rules.compile.program import Program


@frozen
class RowRule:
    """The rule of a row, the folded names of all reported facts it reads, and the year's bests it looks at.

    `max` is that of the row; `program` gives the exact points where everything is known.
    """

    rule: Rule
    facts: frozenset[str]
    bests: tuple[YearBest, ...]
    precedence: Precedence
    max: Fraction
    program: "Program" = field(eq=False, repr=False)


@frozen
class Rules:
    """What the rules of a rubric share: declarations by folded name, days off, what wins where a row is silent."""

    declared: Declared
    work_days: WorkDays = NO_DAYS
    precedence: Precedence = Precedence.RULE


NO_RULES = Rules({})


def rules_of(rubric: Rubric) -> Rules:
    """The shared part, from a linked rubric."""
    declared = {fold_name(f.value.name): f.value for f in rubric.facts}
    stated = rubric.provisions.precedence
    precedence = stated.value if stated is not None else Precedence.RULE
    p = rubric.provisions
    return Rules(declared, WorkDays.of(p.calendar, p.due_on_day_off), precedence)


def row_rule(c: Criterion, rules: Rules) -> RowRule | None:
    """The rule of a row, None where points are only entered."""
    if c.rule is None:
        return None
    # Of no use without rules, and slow to import.
    from cchc_rules.compile.program import program
    from cchc_rules.meaning.rules import is_manual

    if is_manual(c.rule.value):
        return None
    rule = c.rule.value
    reported = reported_facts(rule, rules.declared)
    every = [*expressions_in(rule.method), *formulas_behind(facts_read(rule), rules.declared)]
    bests = tuple(dict.fromkeys(p for e in every for p in walk(e) if isinstance(p, YearBest)))
    precedence = rule.precedence.value if rule.precedence else rules.precedence
    run = program(rule, reported, bool(bests), c.max, rules.declared)
    return RowRule(rule, reported, bests, precedence, c.max, run)
