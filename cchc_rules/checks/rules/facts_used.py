"""Which facts and conditions the scoring rules of a rubric read, and where."""

from collections.abc import Iterator
from itertools import chain

from cchc_rules.checks.rubric_conditions import Placed, all_conditions, rating_conditions
from cchc_rules.checks.rules.types import Declared
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import Condition, UnitIs, expressions_of, fact_atoms
from cchc_rules.model.expression import Expression, fact_names
from cchc_rules.model.fact import FactDeclaration, this_year
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.rule import (
    AllOrNothing,
    CaseRow,
    Cases,
    Levels,
    Method,
    Part,
    Rule,
    Scale,
    conditions_in,
    expressions_in,
    facts_read,
    parts_of,
)
from cchc_rules.source import Span, fold_name

Ruled = tuple[Criterion, Stated[Rule]]


def ruled(rubric: Rubric) -> Iterator[Ruled]:
    """Rows that have a rule, with it."""
    for row in (*rubric.walk(), *rubric.bucket_rows()):
        if row.rule is not None:
            yield row, row.rule


def declared_in(rubric: Rubric) -> Declared:
    """Declarations by folded name."""
    return {fold_name(f.value.name): f.value for f in rubric.facts}


@frozen
class Arithmetic:
    """An expression that a rubric works out, and the rule, or else the place, that it stands in."""

    expression: Expression
    rule: Stated[Rule] | None
    at: Span | None

    def near(self, words: str) -> Span | None:
        """The place of the words, or of what they stand in."""
        return line_with(self.rule, words) if self.rule is not None else narrow(self.at, words)


def arithmetic(rubric: Rubric) -> Iterator[Arithmetic]:
    """Everything that a rubric works out: in rules, computed facts, conditions on rows and on ratings."""
    for _, rule in ruled(rubric):
        gate = (rule.value.gate.value,) if rule.value.gate is not None else ()
        compared = (e for c in (*gate, *conditions_in(rule.value.method)) for e in expressions_of(c))
        yield from (Arithmetic(e, rule, None) for e in (*expressions_in(rule.value.method), *compared))
    for fact in rubric.facts:
        if fact.value.formula is not None:
            yield Arithmetic(fact.value.formula, None, fact.at)
    for placed in (*all_conditions(rubric), *rating_conditions(rubric)):
        yield from (Arithmetic(e, None, placed.at) for e in expressions_of(placed.condition))


def rule_uses(rubric: Rubric) -> Iterator[tuple[str, Span | None]]:
    """Names of facts that rules, formulas and bounds read, with where; last year's by the name of the fact."""
    yield from (use for _, rule in ruled(rubric) for use in rule_mentions(rule))
    for fact in rubric.facts:
        yield from ((this_year(name), narrow(fact.at, f"[{name}]")) for name in named_by(fact.value))


def rule_mentions(rule: Stated[Rule]) -> Iterator[tuple[str, Span | None]]:
    """The facts that one rule reads, with where; last year's by the name of the fact."""
    return ((this_year(name), mention(rule, name)) for name in facts_read(rule.value))


def named_by(fact: FactDeclaration) -> tuple[str, ...]:
    """The facts that a declaration names: bounds, and what it is computed from."""
    bounds = tuple(b for b in (fact.low, fact.high) if isinstance(b, str))
    return bounds + (fact_names(fact.formula) if fact.formula is not None else ())


def mention(rule: Stated[Rule], name: str) -> Span | None:
    """The place where a rule first names a fact."""
    return line_with(rule, f"[{name}]")


def line_with(rule: Stated[Rule], words: str) -> Span | None:
    """The place where the words first stand in a rule; its head where they are written otherwise."""
    for stated in _statements(rule):
        if stated.at is not None and words in stated.at.excerpt:
            return narrow(stated.at, words)
    return rule.at


def _statements(rule: Stated[Rule]) -> Iterator[Stated[object]]:
    yield rule
    if rule.value.gate is not None:
        yield rule.value.gate
    yield from _inner(rule.value.method)


def _inner(method: Method) -> Iterator[Stated[object]]:
    rows: tuple[Stated[object], ...] = method.rows if isinstance(method, Scale | Levels | Cases) else ()
    yield from rows
    for part in parts_of(method):
        yield part
        yield from _inner(part.value.method)


def rule_conditions(rubric: Rubric) -> Iterator[Placed]:
    """The conditions of gates, cases and parts, in the form in which all conditions are checked."""
    for row, rule in ruled(rubric):
        for stated in _statements(rule):
            for when in _conditions(stated, rule):
                yield Placed(row, when, False, stated.at)


def _conditions(stated: Stated[object], rule: Stated[Rule]) -> Iterator[Condition]:
    if rule.value.gate is not None and stated is rule.value.gate:
        yield rule.value.gate.value
    if isinstance(stated.value, CaseRow | Part) and stated.value.when is not None:
        yield stated.value.when
    if isinstance(stated.value, Rule | Part) and isinstance(stated.value.method, AllOrNothing):
        yield stated.value.method.when


def units_named(rubric: Rubric) -> tuple[str, ...]:
    """The units that conditions of rows, rules and ratings speak of by name, each once."""
    placed = chain(all_conditions(rubric), rule_conditions(rubric), rating_conditions(rubric))
    found = (name for p in placed for a in fact_atoms(p.condition) if isinstance(a, UnitIs) for name in a.names)
    return tuple(dict.fromkeys(found))
