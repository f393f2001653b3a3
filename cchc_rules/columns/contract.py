"""The columns a table of units has for a rubric, and what each may hold: whole numbers, yes or no, words.

Points are whole multiples of 1/`scale` point, so that nothing is ever a float. What lies outside the contract is
rejected before it is scored, and the ranges of all arithmetic follow from it.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import assert_never

from attrs import evolve

from cchc_rules.columns.typed import NOT_APPLICABLE, NOTHING, Number, Read
from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.compile.rule_tree import Group
from cchc_rules.frozen import frozen
from cchc_rules.model.condition import Condition, UnitIs, UnitKindIs, YearWithin, fact_atoms, facts_of
from cchc_rules.model.fact import FactDeclaration, FactType, in_year_before, this_year, years_back
from cchc_rules.model.group_method import Capped, CapWhenRowsLeave
from cchc_rules.model.result_condition import result_atoms
from cchc_rules.model.rubric import ClaimPolicy, Criterion
from cchc_rules.model.stages import USUAL, Power, Stage
from cchc_rules.source import fold_name, unit_key

UNIT, KIND, YEAR = "unit", "kind", "year"
UNIT_NAMED = "unit_named"
"""Made from `unit` where a rubric speaks of units by name: that name, as the rubric spells it."""
NOT_ARISEN_WORDS = "không phát sinh"
"""What a column of choices has where the fact did not arise."""
MOST_OF_FACT = 10**12
_STAGE_KEYS = dict(zip(USUAL, ("self", "appraised", "reviewed", "survey"), strict=True))
_FINEST = 1000


class Holds(Enum):
    """What an input column holds."""

    POINTS = "điểm"
    CLAIM = "đề nghị không áp dụng"
    NUMBER = "số liệu, số nguyên"
    YES_NO = "số liệu, 1 là có, 0 là không"
    CHOICE = "số liệu, một lựa chọn"
    DATE = "số liệu, ngày như 2025-12-31"
    TEXT = "số liệu, chữ"

    @property
    def words(self) -> bool:
        """Whether cells are words, and not whole numbers."""
        return self in (Holds.CHOICE, Holds.DATE, Holds.TEXT)


@frozen
class Column:
    """An input column: whole multiples of `step` in `low`…`high` for numbers, one of `words` for a choice.

    `scale` is of how many parts of one point, or of one of what a fact counts, it is a whole number; `subject` is
    the code or the fact, in the words of the rubric.
    """

    name: str
    holds: Holds
    subject: str
    scale: int = 1
    low: int = NOT_APPLICABLE
    high: int = 0
    step: int = 1
    words: tuple[str, ...] = ()
    stage: Stage | None = None
    """Of a fact that scoring rules read, whose value it is; None: the one that stands in the end."""

    @property
    def read(self) -> Number:
        """Its value in the typed form."""
        return Read(self.name, NOTHING, self.high)


@frozen
class Contract:
    """All input columns of a rubric, besides `unit`, `kind` and `year`.

    `kinds` and `units` are the words that the rubric uses of them, to which others that fold alike are brought.
    """

    scale: int
    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    units: tuple[str, ...]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {c.name: c for c in self.columns}


def entry_column(code: str, stage: Stage) -> str:
    """The name of the column of what a stage entered for a row."""
    return f"{code}:{stage_key(stage)}"


def stage_key(stage: Stage) -> str:
    """What columns call a stage; one that the rubric names itself by that name."""
    return _STAGE_KEYS.get(stage, stage.value)


def claim_column(code: str) -> str:
    """The name of the column of a unit's claim that a row, or a group, does not apply."""
    return f"{code}:not_applicable"


def fact_column(name: str) -> str:
    """The name of the column of a fact."""
    return f"[{name}]"


def contract_of(tree: RuleTree) -> Contract:
    """The contract of a rubric."""
    scale = _scale(tree)
    trees = (tree, *tree.buckets)
    claims = tree.rubric.provisions.claims
    usual = claims.value if claims is not None else ClaimPolicy.FORBIDDEN
    found: list[Column] = []
    for inner in trees:
        for node in inner.nodes:
            found += _of_node(tree, inner, node, usual, scale)
    conditions = tuple(conditions_of(tree))
    found += _of_facts(tree, conditions)
    atoms = [a for c in conditions if not isinstance(c, YearWithin) for a in fact_atoms(c)]
    subjects = tree.rubric.provisions.subjects
    kinds = [
        *(subjects.value.kinds if subjects else ()),
        *(k for a in atoms if isinstance(a, UnitKindIs) for k in a.kinds),
    ]
    units = [n for a in atoms if isinstance(a, UnitIs) for n in a.names]
    units += subjects.value.excepted if subjects else ()
    return Contract(
        scale,
        tuple(found),
        tuple({fold_name(k): k for k in reversed(kinds)}.values()),
        tuple({unit_key(n): n for n in reversed(units)}.values()),
    )


def declared(tree: RuleTree, name: str) -> FactDeclaration | None:
    """The declaration of a fact, or of the fact whose value of a year before is meant."""
    return tree.rules.declared.get(fold_name(this_year(name)))


def conditions_of(tree: RuleTree) -> Iterator[Condition | YearWithin]:
    """Every condition that decides what applies to a unit and how it is rated."""
    p = tree.rubric.provisions
    for inner in (tree, *tree.buckets):
        yield from dict.fromkeys(g.condition for n in inner.nodes for g in n.guards)
    yield from (b.value.scope for b in p.bands if b.value.scope is not None)
    for d in p.disqualifiers:
        if d.value.scope is not None:
            yield d.value.scope
        yield from (a for a in result_atoms(d.value.condition) if isinstance(a, Condition))


def entering_stages(tree: RuleTree, c: Criterion) -> tuple[Stage, ...]:
    """The stages that may enter points for a row, in the order in which they act."""
    if c.survey:
        return (Stage.SURVEY,)
    stated = {s.value.stage for s in tree.rubric.provisions.stages}
    acting = (s for s in tree.lineup.order if s is not Stage.SURVEY and (not stated or s in stated))
    return tuple(s for s in acting if tree.lineup.power(s) is not Power.COMMENT)


def claims_of(node: TreeNode, tree: RuleTree, usual: ClaimPolicy) -> ClaimPolicy:
    """Whether a unit may claim that a row does not apply: the nearest word on its path."""
    by_code = {n.criterion.code.text: n.criterion for n in tree.nodes}
    said = [a.value for code in node.path for a in by_code[code].applicability if isinstance(a.value, ClaimPolicy)]
    return said[-1] if said else usual


# ---- columns of one row, one fact


def _of_node(tree: RuleTree, inner: RuleTree, node: TreeNode, usual: ClaimPolicy, scale: int) -> Iterator[Column]:
    code = node.criterion.code.text
    below = [n for n in inner.nodes if n.is_leaf and code in n.path]
    if all(claims_of(n, inner, usual) is ClaimPolicy.ALLOWED for n in (node, *below)):
        yield Column(claim_column(code), Holds.CLAIM, code, low=0, high=1)
    if node.is_leaf:
        step = tree.rubric.provisions.step
        units = int(step.value * scale) if step is not None else 1
        for stage in entering_stages(tree, node.criterion):
            high = int(node.criterion.max * scale)
            yield Column(entry_column(code, stage), Holds.POINTS, code, scale, NOT_APPLICABLE, high, units)


def _of_facts(tree: RuleTree, conditions: Sequence[Condition | YearWithin]) -> Iterator[Column]:
    """Facts that rules read have a column for each stage, for points follow from what each stage says of them."""
    ruled = {name for inner in (tree, *tree.buckets) for _, rule in inner.ruled for name in rule.facts}
    names = {fold_name(name): name for c in conditions for name in facts_of(c)}
    stated = {s.value.stage for s in tree.rubric.provisions.stages}
    later = tuple(s for s in tree.lineup.later if not stated or s in stated)
    for folded in dict.fromkeys((*names, *sorted(ruled))):
        d = declared(tree, folded)
        if d is None or d.formula is not None:
            continue
        back = years_back(folded)
        column = _of_fact(in_year_before(d.name, back), d)
        if folded not in ruled:
            yield column
            continue
        yield evolve(column, stage=Stage.SELF)
        # Nobody enters the value of a year before a second time.
        yield from (evolve(column, name=f"{column.name}:{stage_key(s)}", stage=s) for s in later if not back)


def _of_fact(name: str, d: FactDeclaration) -> Column:
    column = fact_column(name)
    match d.type:
        case FactType.YES_NO:
            return Column(column, Holds.YES_NO, name, high=1)
        case FactType.CHOICE:
            return Column(column, Holds.CHOICE, name, words=d.choices)
        case FactType.DATE:
            return Column(column, Holds.DATE, name)
        case FactType.COUNT:
            return Column(column, Holds.NUMBER, name, 1, NOT_APPLICABLE, _most(d, 1))
        case FactType.AMOUNT:
            return Column(column, Holds.NUMBER, name, _FINEST, NOT_APPLICABLE, _most(d, _FINEST))
        case FactType.PERCENT:
            return Column(column, Holds.NUMBER, name, 100 * _FINEST, NOT_APPLICABLE, _most(d, 100 * _FINEST))
        case FactType.TEXT:
            return Column(column, Holds.TEXT, name)
        case _:
            assert_never(d.type)


def _most(d: FactDeclaration, scale: int) -> int:
    return int(d.high * scale) if isinstance(d.high, Fraction) else MOST_OF_FACT


def _scale(tree: RuleTree) -> int:
    """Thousandths of a point, or finer where the rubric's maxima, steps or falling caps are."""
    p = tree.rubric.provisions
    rows = [c.max for inner in (tree, *tree.buckets) for c in (n.criterion for n in inner.nodes)]
    finer = [b.value.cap for b in tree.rubric.buckets] + ([p.step.value] if p.step else [])
    made = lcm(_FINEST, *(v.denominator for v in (*rows, *finer)))
    for group in tree.groups:
        made *= _falling(tree, group)
    return made


def _falling(tree: RuleTree, group: Group) -> int:
    """How much finer a cap that falls in proportion needs it, so that it is a whole number."""
    c = tree.nodes[group.position].criterion
    falls = isinstance(group.method, Capped) and group.method.when_rows_leave is CapWhenRowsLeave.IN_PROPORTION
    return (c.max / c.rows_add_up_to).denominator if falls else 1
