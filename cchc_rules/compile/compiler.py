"""From a linked, checked rubric to its rule tree."""

from collections.abc import Sequence
from math import prod

import attrs

from cchc_rules.compile.rule_tree import Group, Guard, RuleTree, TreeNode
from cchc_rules.compile.rules import Rules, row_rule, rules_of
from cchc_rules.model.condition import YearWithin
from cchc_rules.model.group_method import GroupMethod
from cchc_rules.model.numbers import common_scale
from cchc_rules.model.rubric import Criterion, ExcludedWhen, OnlyWhen, Rubric, Suspended
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import row_surveys


def compile_rubric(rubric: Rubric) -> RuleTree:
    """The rule tree of a rubric whose `uses` are merged; pure, and the same for equal rubrics."""
    scale = common_scale([c.max for c in (*rubric.walk(), *rubric.bucket_rows())]) * _for_caps(rubric)
    rules = rules_of(rubric)
    given = rubric.provisions.combination
    order = given.value.order if given else (Stage.REVIEW, Stage.APPRAISAL)
    # Where surveys alone give points no other stage is waited for.
    later = order[-1] if order else Stage.SURVEY
    first = Stage.SELF if _asks_the_unit(rubric) else later
    nodes = _nodes(rubric.fields, scale, rules, first, later)
    tree = RuleTree(
        rubric,
        scale,
        nodes,
        _groups(nodes),
        tuple(i for i, n in enumerate(nodes) if n.parent < 0),
        given.value.survey if given else True,
        order,
        rubric.provisions.bands,
        rubric.provisions.consequences,
        rules,
        row_surveys(rubric.provisions.surveys, rubric.provisions.survey_shares),
    )
    beside = tuple(_nodes(b.value.rows, scale, rules, first, later) for b in rubric.buckets)
    return attrs.evolve(tree, buckets=tuple(_bucket(tree, n) for n in beside))


def _for_caps(rubric: Rubric) -> int:
    """How much finer the scale is made so that every cap that falls in proportion is a whole number of it."""
    shares = (c.max / c.rows_add_up_to for c in rubric.walk() if c.group is not None and c.children)
    return prod(share.denominator for share in shares)


def _bucket(tree: RuleTree, nodes: tuple[TreeNode, ...]) -> RuleTree:
    fields = tuple(range(len(nodes)))
    return attrs.evolve(tree, nodes=nodes, groups=(), fields=fields, bands=(), consequences=())


def _asks_the_unit(rubric: Rubric) -> bool:
    """Whether units score themselves: always where no stage is stated."""
    stages = rubric.provisions.stages
    return not stages or any(s.value.stage is Stage.SELF for s in stages)


def _nodes(tops: Sequence[Criterion], scale: int, rules: Rules, first: Stage, later: Stage) -> tuple[TreeNode, ...]:
    nodes: list[TreeNode] = []
    for top in tops:
        _add(nodes, top, -1, scale, (), ())
    return tuple(_ready(n, rules, first, later) for n in nodes)


def _ready(node: TreeNode, rules: Rules, first: Stage, later: Stage) -> TreeNode:
    """The node with its rule, and the stage that has to speak first: of what the council alone reports, the council."""
    rule = row_rule(node.criterion, rules) if node.criterion.rule else None
    reported = [rules.declared[f] for f in rule.facts if f in rules.declared] if rule is not None else []
    by_others = bool(reported) and all(f.supplier is not None and f.supplier.at_appraisal for f in reported)
    stage = Stage.SURVEY if node.survey else later if by_others else first
    return attrs.evolve(node, rule=rule, first=stage)


def _add(
    nodes: list[TreeNode], c: Criterion, parent: int, scale: int, guards: tuple[Guard, ...], path: tuple[str, ...]
) -> None:
    guards, path = (*guards, *_guards(c)), (*path, c.code.text)
    position = len(nodes)
    units = int(c.max * scale)
    nodes.append(TreeNode(c, parent, units, c.is_leaf, c.survey, guards, path))
    for child in c.children:
        _add(nodes, child, position, scale, guards, path)


def _groups(nodes: Sequence[TreeNode]) -> tuple[Group, ...]:
    children: list[list[int]] = [[] for _ in nodes]
    for position, node in enumerate(nodes):
        if node.parent >= 0:
            children[node.parent].append(position)
    groups = [
        Group(position, tuple(below), _method(nodes[position])) for position, below in enumerate(children) if below
    ]
    return tuple(reversed(groups))


def _method(node: TreeNode) -> GroupMethod | None:
    stated = node.criterion.group
    return stated.value if stated is not None else None


def _guards(c: Criterion) -> tuple[Guard, ...]:
    conditional = tuple(
        Guard(c.code, a, a.value.condition, isinstance(a.value, ExcludedWhen))
        for a in c.applicability
        if isinstance(a.value, ExcludedWhen | OnlyWhen)
    )
    suspended = tuple(
        Guard(c.code, a, YearWithin(a.value.first, a.value.last), True)
        for a in c.applicability
        if isinstance(a.value, Suspended)
    )
    return (*suspended, *conditional)
