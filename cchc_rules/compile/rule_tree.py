"""The rule tree: what is computed, stated exactly and flat, without knowing who computes it.

Points are whole multiples of 1/`scale`. Nodes stand in table order; `parent` points to an earlier node,
so totals are sums from the end, as `groups` lists them. Every row's input lies in 0…`max_units`.
"""

from collections.abc import Mapping
from functools import cached_property

from attrs import field

from cchc_rules.compile.rules import NO_RULES, RowRule, Rules
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Condition, YearWithin
from cchc_rules.model.expression import YearBest
from cchc_rules.model.group_method import GroupMethod, Pick
from cchc_rules.model.rubric import Applicability, Band, Consequence, Criterion, Rubric
from cchc_rules.model.stages import Lineup, Stage
from cchc_rules.model.survey import RowSurvey


@frozen
class Guard:
    """A condition on a node and all below it, written at `code`: when true it `excludes`, or else it alone admits."""

    code: Code
    rule: Stated[Applicability]
    condition: Condition | YearWithin
    excludes: bool


@frozen
class TreeNode:
    """A node: its row, where its parent stands (-1 for a field), its maximum in units, guards on its path.

    `first` is the stage that has to speak of a row before all others.
    """

    criterion: Criterion
    parent: int
    max_units: int
    is_leaf: bool
    survey: bool
    guards: tuple[Guard, ...]
    path: tuple[str, ...]
    rule: RowRule | None = None
    first: Stage = Stage.SELF


@frozen
class Group:
    """A node made of others: where it stands, and where its children do. Without a `method` it is their sum."""

    position: int
    children: tuple[int, ...]
    method: GroupMethod | None = None


@frozen
class RuleTree:
    """Everything an evaluator needs of a rubric. `groups` stand after those below them; `fields` are places."""

    rubric: Rubric
    scale: int
    nodes: tuple[TreeNode, ...]
    groups: tuple[Group, ...]
    fields: tuple[int, ...]
    survey: bool
    order: tuple[Stage, ...]
    bands: tuple[Stated[Band], ...]
    consequences: tuple[Stated[Consequence], ...]
    rules: Rules = NO_RULES
    surveys: Mapping[str, RowSurvey] = field(factory=dict)
    buckets: tuple["RuleTree", ...] = ()
    """One tree for each bucket of bonus or penalty, its rows without a group above them."""

    @property
    def lineup(self) -> Lineup:
        """The stages of the rubric in the order in which they act."""
        return self.rubric.provisions.lineup

    @cached_property
    def ruled(self) -> tuple[tuple[TreeNode, RowRule], ...]:
        """The rows that have a rule, with it."""
        return tuple((n, n.rule) for n in self.nodes if n.rule is not None and n.is_leaf)

    @cached_property
    def choices(self) -> tuple[Group, ...]:
        """The groups of which the unit chooses a row."""
        return tuple(g for g in self.groups if g.method is Pick.CHOSEN)

    @cached_property
    def bests(self) -> tuple[YearBest, ...]:
        """The bests of the year that rules look at, those of bonus and penalty too; once each."""
        nodes = (*self.nodes, *(n for inner in self.buckets for n in inner.nodes))
        return tuple(dict.fromkeys(best for n in nodes if n.rule is not None for best in n.rule.bests))
