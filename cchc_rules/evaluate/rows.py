"""One row: which entry decides at a stage, what was lost to whom, or why it does not count."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Claim, Entry, NotApplicable, Row, Sheet
from cchc_rules.model.stages import USUAL, Stage
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import Awaiting, Because, Excluded, ExcludedByRule, Lost, Refused
from cchc_rules.results.scorecard import View

_SELF, _APPRAISAL, _SURVEY = Stage.SELF, Stage.APPRAISAL, Stage.SURVEY
_BY_SURVEY, _OF_MOST_ROWS = (_SURVEY,), (_SELF, _APPRAISAL)


@frozen
class Scale:
    """Points of one sheet as whole numbers of 1/`size`, which the denominators of sheet and rubric all divide.

    `units` has them by the identity of the value: a sheet holds its values for longer than a scale lives, readers
    make equal ones but once, and fractions are slow to hash and to take apart.
    """

    size: int
    units: Mapping[int, int]
    columns: tuple[Stage, ...] = USUAL
    """The stages in the order in which a row keeps what each took (Lineup.columns)."""

    @classmethod
    def of(cls, tree: RuleTree, sheet: Sheet) -> "Scale":
        """The least scale for a sheet."""
        values = {id(e.value): e.value for r in sheet.rows for e in r.entries}
        ratios = {i: v.as_integer_ratio() for i, v in values.items() if isinstance(v, Fraction)}
        size = lcm(tree.scale, *(denominator for _, denominator in ratios.values()))
        units = {i: numerator * (size // denominator) for i, (numerator, denominator) in ratios.items()}
        return cls(size, units, tree.lineup.columns)


def deciding_order(tree: RuleTree, view: View) -> tuple[Stage, ...]:
    """Stages that may decide a row at this view, the strongest first."""
    if view.upto is None:
        return tree.order
    if view.of_unit_alone(tree.lineup):
        return (_SELF,)
    unseen = view.unseen(tree.lineup)
    # Where only later stages count, the points are those that were given so far.
    so_far = tuple(s for s in reversed(tree.lineup.later) if s not in unseen)
    return tuple(s for s in tree.order if s not in unseen) or so_far


def by_rule(node: TreeNode, row: Row | None, rule: ExcludedByRule, most: int, scale: int) -> NodeScore:
    """The score of a row that a condition of the rubric excludes."""
    return NodeScore(node.criterion, out_units(most), scale, row, (rule,))


def decide(
    node: TreeNode,
    row: Row | None,
    claim: tuple[Code, Claim] | None,
    order: tuple[Stage, ...],
    most: int,
    scale: Scale,
    own_word: bool = True,
) -> NodeScore:
    """The score of a row that applies by the rubric; `claim` is the unit's, on the row or above it.

    `most` is the maximum in units of the scale. Unless `own_word`, a not applicable of the unit's is no claim:
    a rule made it of its facts, and waits like points for who looks at them.
    """
    entries: Sequence[Entry] = row.entries if row is not None else ()
    if len(entries) == 2 and claim is None and not node.survey and _by_unit_and_council(entries, order):
        return _of_unit_and_council(node, row, entries, most, scale)
    if len(entries) > 1:
        entries = _by_stage(entries, scale.columns)
    if node.survey:
        order = _BY_SURVEY
    decider = decider_of(entries, order)
    if decider is not None and isinstance(decider.value, Fraction):
        because = (Refused(claim[1], decider),) if claim is not None else ()
        chain = (decider,) if node.survey else entries
        return _scored(node, row, chain, decider, because, most, scale)
    why = _excluded(node, entries if own_word else (), decider, claim)
    if why is not None:
        return NodeScore(node.criterion, out_units(most), scale.size, row, (why,))
    return NodeScore(node.criterion, open_units(most), scale.size, row, (Awaiting(_awaited(node, entries, order)),))


def _by_unit_and_council(entries: Sequence[Entry], order: tuple[Stage, ...]) -> bool:
    """Whether the unit and then the council gave points, and those of the council count: as it is with most rows."""
    own, given = entries
    if own.stage is not _SELF or given.stage is not _APPRAISAL:
        return False
    return _council_counts(order) and type(own.value) is Fraction and type(given.value) is Fraction


@lru_cache(maxsize=64)
def _council_counts(order: tuple[Stage, ...]) -> bool:
    """Whether points of the council decide a row that only it and the unit gave any."""
    return next((s for s in order if s in _OF_MOST_ROWS), None) is _APPRAISAL


def _of_unit_and_council(
    node: TreeNode, row: Row | None, entries: Sequence[Entry], most: int, scale: Scale
) -> NodeScore:
    """What `_scored` gives for such a row, in less time: it runs for nearly every row of every unit."""
    own, given = entries
    before, after = scale.units[id(own.value)], scale.units[id(given.value)]
    because: tuple[Because, ...] = ()
    if before != most:
        because = (Lost._make((_SELF, node.criterion.max, own.value, own)),)
    if after != before:
        because = (*because, Lost._make((_APPRAISAL, own.value, given.value, given)))
    units = (after, most - after, 0, 0, 0, 0, most - before, before - after, 0, 0)
    return NodeScore._make((node.criterion, units, scale.size, row, because))


def _awaited(node: TreeNode, entries: Sequence[Entry], order: tuple[Stage, ...]) -> Stage:
    """Who has to act next: who speaks first of the row while nobody has, else the first that can decide it."""
    return order[-1] if any(e.value is not None for e in entries) else node.first


def _by_stage(entries: Sequence[Entry], columns: tuple[Stage, ...]) -> Sequence[Entry]:
    """The entries in the order of the stages, as those of most rows are: the unit's and one other.

    Where the rubric names stages itself they are in order already (meaning.acceptances).
    """
    if (len(entries) == 2 and entries[0].stage is _SELF) or len(columns) > len(USUAL):
        return entries
    return sorted(entries, key=lambda e: columns.index(e.stage))


def _column(stage: Stage, columns: tuple[Stage, ...]) -> int:
    # Identity is several times faster than a search, and most stages are these.
    return 0 if stage is _SELF else 1 if stage is _APPRAISAL else columns.index(stage)


def decider_of(entries: Sequence[Entry], order: tuple[Stage, ...]) -> Entry | None:
    """The entry that counts: of the first stage in this order that has said anything of points."""
    for stage in order:
        for entry in entries:
            if entry.stage == stage and entry.value is not None:
                return entry
    return None


def _scored(
    node: TreeNode,
    row: Row | None,
    chain: Sequence[Entry],
    decider: Entry,
    because: tuple[Because, ...],
    most: int,
    scale: Scale,
) -> NodeScore:
    """Follow the points from stage to stage up to the entry that decides."""
    points, units, taken = node.criterion.max, most, [0] * len(scale.columns)
    for entry in chain:
        value = entry.value
        if isinstance(value, Fraction):
            left = scale.units[id(value)]
            if left != units:
                taken[_column(entry.stage, scale.columns)] = units - left
                because = (*because, Lost._make((entry.stage, points, value, entry)))
                points, units = value, left
        elif value is not None:
            because = (*because, Refused(entry, decider))
        if entry is decider:
            break
    return NodeScore._make((node.criterion, (units, most - units, 0, 0, 0, 0, *taken), scale.size, row, because))


def _excluded(
    node: TreeNode, entries: Sequence[Entry], decider: Entry | None, claim: tuple[Code, Claim] | None
) -> Excluded | None:
    """Why a row without deciding points is out of the maximum; None when it is not."""
    if decider is not None:
        return Excluded(node.criterion.code, decider)
    if claim is not None:
        return Excluded(*claim)
    own = next((e for e in entries if e.stage is _SELF and isinstance(e.value, NotApplicable)), None)
    return Excluded(node.criterion.code, own) if own is not None else None


def out_units(most: int) -> tuple[int, ...]:
    """Amounts (see NodeScore) of a row that does not count."""
    return (0, 0, most, 0, 0, 0, 0, 0, 0, 0)


def open_units(most: int) -> tuple[int, ...]:
    """Amounts of a row, or a group, of which nothing is known."""
    return (0, 0, 0, most, 0, 0, 0, 0, 0, 0)
