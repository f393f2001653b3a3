"""The rows of a rubric by code, with the conditions on their path: what the rows of a sheet are checked against."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field

from cchc_rules.checks.deadlines import counted_in_days
from cchc_rules.checks.of_year import of_year
from cchc_rules.checks.rules.facts_used import units_named
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.frozen import frozen
from cchc_rules.meaning.conditions import holds
from cchc_rules.meaning.facts_of_rules import reported_facts
from cchc_rules.meaning.situation import Situation
from cchc_rules.meaning.work_days import WorkDays
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import YearWithin
from cchc_rules.model.discrepancy import PrintedCode
from cchc_rules.model.expression import DaysAfter, fact_names
from cchc_rules.model.fact import FactDeclaration, this_year
from cchc_rules.model.group_method import Pick
from cchc_rules.model.rubric import (
    BucketKind,
    ClaimPolicy,
    Criterion,
    ExcludedWhen,
    OnlyWhen,
    Rubric,
    Suspended,
)
from cchc_rules.model.rule import facts_read
from cchc_rules.model.stages import USUAL, Lineup, Power, Stage, StageRule
from cchc_rules.same import once_for_same
from cchc_rules.source import Span, fold_name

Rule = Stated[ExcludedWhen] | Stated[OnlyWhen] | Stated[Suspended]


@frozen
class Node:
    """A criterion, the codes above it, whether claims are allowed for it, and the conditions on its path.

    Points of a `penalty` are taken away: the more of them, the worse for the unit.
    """

    criterion: Criterion
    above: tuple[str, ...]
    claims: ClaimPolicy
    rules: tuple[Rule, ...]
    most: tuple[int, int]
    """The maximum as a pair of whole numbers."""
    penalty: bool = False
    evidence: str | None = None
    """What must prove its points, by its own sentence or by that of the nearest group it lies in."""

    def excluded_by(self, s: Situation) -> Rule | None:
        """The condition by which the node surely does not apply in the situation of a unit, if there is one."""
        for rule in self.rules:
            r = rule.value
            condition = YearWithin(r.first, r.last) if isinstance(r, Suspended) else r.condition
            truth = holds(condition, s)
            if truth is not None and truth != isinstance(r, OnlyWhen):
                return rule
        return None

    @property
    def conditional(self) -> bool:
        """Whether it depends on the unit if the node applies; a suspension is the same for all."""
        return any(not isinstance(rule.value, Suspended) for rule in self.rules)


@frozen
class Frame:
    """A rubric made ready for looking things up. `powers` has the stages it provides for, None for any.

    What is the same for each sheet is worked out for the first one that asks.
    """

    rubric: Rubric
    nodes: Mapping[str, Node]
    facts: Mapping[str, FactDeclaration]
    powers: Mapping[Stage, Power] | None
    step: Fraction | None
    steps: tuple[int, int]
    """The step as a pair of whole numbers; none is (0, 1)."""
    absent: tuple[Stage, ...]
    """Usual stages that it gives no power over points."""
    only_lower: tuple[Stage, ...]
    only_raise: tuple[Stage, ...]
    _quiet_years: dict[int, bool] = field(factory=dict, eq=False)

    @cached_property
    def units_named(self) -> tuple[str, ...]:
        """The units that conditions of rows, rules and ratings speak of by name, each once."""
        return units_named(self.rubric)

    @cached_property
    def facts_of_rules(self) -> frozenset[str]:
        """Names, folded, of the facts that rules and formulas read; last year's by the name of the fact."""
        rules = [n.criterion.rule for n in self.nodes.values() if n.criterion.rule is not None]
        names = {this_year(f) for r in rules for f in facts_read(r.value)}
        formulas = [f.formula for f in self.facts.values() if f.formula is not None]
        names |= {this_year(n) for f in formulas for n in fact_names(f)}
        return frozenset(map(fold_name, names))

    @cached_property
    def proved_by_facts(self) -> tuple[tuple[Node, frozenset[str]], ...]:
        """Rows that ask for evidence and are scored by facts, with the names, folded, of the facts they need."""
        asking = (n for n in self.nodes.values() if n.evidence is not None and not n.criterion.survey)
        ruled = ((n, n.criterion.rule) for n in asking)
        return tuple((n, reported_facts(rule.value, self.facts)) for n, rule in ruled if rule is not None)

    @cached_property
    def work_days(self) -> WorkDays:
        """The days on which work is done."""
        p = self.rubric.provisions
        return WorkDays.of(p.calendar, p.due_on_day_off)

    @cached_property
    def counted_in_days(self) -> tuple[tuple[DaysAfter, Span | None], ...]:
        """Deadlines that are counted from a day which a sheet reports."""
        return counted_in_days(self.rubric)

    def told_of_year(self, year: int, sheet: Span | None) -> tuple[Diagnostic, ...]:
        """What is to be told of a year, its deadlines and its values, at the place in a sheet that names it."""
        if year not in self._quiet_years:
            self._quiet_years[year] = not any(of_year(self.rubric, year))
        return () if self._quiet_years[year] else tuple(of_year(self.rubric, year, sheet))

    @cached_property
    def asking(self) -> Mapping[Stage, StageRule]:
        """Stages whose entries are looked at for evidence, or for who may make them."""
        rules = (s.value for s in self.rubric.provisions.stages)
        return {r.stage: r for r in rules if r.evidence or r.shares}

    @cached_property
    def not_plain(self) -> frozenset[Stage]:
        """Usual stages of whose entries there may be more to say than of points, steps and powers."""
        return frozenset((*self.absent, *self.asking))

    @property
    def lineup(self) -> Lineup:
        """The stages of the rubric in the order in which they act."""
        return self.rubric.provisions.lineup

    @cached_property
    def choices(self) -> tuple[Criterion, ...]:
        """The groups of which a unit chooses one row."""
        rows = self.rubric.walk()
        return tuple(c for c in rows if c.group is not None and c.group.value is Pick.CHOSEN)

    def printed_as(self, code: str) -> Criterion | None:
        """The row whose code is misprinted so in the printed table."""
        for node in self.nodes.values():
            for d in node.criterion.discrepancies:
                if isinstance(d.value, PrintedCode) and d.value.printed == code:
                    return node.criterion
        return None

    def titled(self, title: str) -> Criterion | None:
        """The only row with a title."""
        wanted = fold_name(title)
        same = [n.criterion for n in self.nodes.values() if fold_name(n.criterion.title) == wanted]
        return same[0] if len(same) == 1 else None


@once_for_same(4)  # a run holds thousands of sheets against one rubric, or against one and its amended form
def frame_of(rubric: Rubric) -> Frame:
    """The frame of a linked rubric."""
    p = rubric.provisions
    claims = p.claims.value if p.claims else ClaimPolicy.FORBIDDEN
    nodes = {n.criterion.code.text: n for top in rubric.fields for n in _nodes(top, (), claims, ())}
    for bucket in rubric.buckets:
        takes = bucket.value.kind is BucketKind.PENALTY
        beside = (n for row in bucket.value.rows for n in _nodes(row, (), claims, ()))
        nodes |= {n.criterion.code.text: evolve(n, penalty=takes) for n in beside}
    nodes = {code: evolve(n, penalty=True) if n.criterion.deducts else n for code, n in nodes.items()}
    powers = {s.value.stage: s.value.allowed for s in p.stages} if p.stages else None
    facts = {fold_name(s.value.name): s.value for s in rubric.facts}
    given = powers or {}
    stated = powers if powers is not None else dict.fromkeys(USUAL)
    absent = tuple(s for s in USUAL if s not in stated or stated[s] is Power.COMMENT)
    lowering, raising = (tuple(s for s in given if given[s] is power) for power in (Power.LOWER, Power.RAISE))
    step = p.step.value if p.step else None
    steps = step.as_integer_ratio() if step is not None else (0, 1)
    return Frame(rubric, nodes, facts, powers, step, steps, absent, lowering, raising)


def _nodes(
    c: Criterion, above: tuple[str, ...], claims: ClaimPolicy, rules: tuple[Rule, ...], evidence: str | None = None
) -> Iterator[Node]:
    evidence = c.evidence.value if c.evidence is not None else evidence
    for a in c.applicability:
        if isinstance(a.value, ClaimPolicy):
            claims = a.value
        else:
            rules = (*rules, a)  # type: ignore[arg-type]  # mypy does not narrow the parameter of Stated
    yield Node(c, above, claims, rules, c.max.as_integer_ratio(), evidence=evidence)
    for child in c.children:
        yield from _nodes(child, (*above, c.code.text), claims, rules, evidence)
