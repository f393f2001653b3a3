"""The rows of a rubric by code, with the conditions on their path: what the rows of a sheet are checked against."""

from collections import deque
from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.meaning.conditions import holds
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import YearWithin
from cchc_rules.model.discrepancy import PrintedCode
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import (
    BucketKind,
    ClaimPolicy,
    Criterion,
    ExcludedWhen,
    OnlyWhen,
    Rubric,
    Suspended,
)
from cchc_rules.model.stages import Power, Stage
from cchc_rules.source import fold_name

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
    penalty: bool = False

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
    """A rubric made ready for looking things up. `powers` has the stages it provides for, None for any."""

    rubric: Rubric
    nodes: Mapping[str, Node]
    facts: Mapping[str, FactDeclaration]
    powers: Mapping[Stage, Power] | None
    step: Fraction | None

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


_last: deque[Frame] = deque(maxlen=4)
"""The frames made last: a run holds thousands of sheets against one rubric, or against one and its amended form."""


def frame_of(rubric: Rubric) -> Frame:
    """The frame of a linked rubric."""
    for known in tuple(_last):
        if known.rubric is rubric:
            return known
    made = _frame(rubric)
    _last.append(made)
    return made


def _frame(rubric: Rubric) -> Frame:
    p = rubric.provisions
    claims = p.claims.value if p.claims else ClaimPolicy.FORBIDDEN
    nodes = {n.criterion.code.text: n for top in rubric.fields for n in _nodes(top, (), claims, ())}
    for bucket in rubric.buckets:
        takes = bucket.value.kind is BucketKind.PENALTY
        beside = (n for row in bucket.value.rows for n in _nodes(row, (), claims, ()))
        nodes |= {n.criterion.code.text: evolve(n, penalty=takes) for n in beside}
    powers = {s.value.stage: s.value.allowed for s in p.stages} if p.stages else None
    facts = {fold_name(s.value.name): s.value for s in p.facts}
    return Frame(rubric, nodes, facts, powers, p.step.value if p.step else None)


def _nodes(c: Criterion, above: tuple[str, ...], claims: ClaimPolicy, rules: tuple[Rule, ...]) -> Iterator[Node]:
    for a in c.applicability:
        if isinstance(a.value, ClaimPolicy):
            claims = a.value
        else:
            rules = (*rules, a)  # type: ignore[arg-type]  # mypy does not narrow the parameter of Stated
    yield Node(c, above, claims, rules)
    for child in c.children:
        yield from _nodes(child, (*above, c.code.text), claims, rules)
