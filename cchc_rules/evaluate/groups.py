"""Groups whose rows do not simply add up: the best row counts, the one that the unit chose, or no more than a cap."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from cchc_rules.compile import RuleTree
from cchc_rules.compile.rule_tree import Group
from cchc_rules.evaluate.rows import out_units
from cchc_rules.model.code import Code
from cchc_rules.model.group_method import FROM_MAXIMUM, GroupMethod, cap_of, together
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Lineup
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import NotChosen

_OUT = slice(0, 4)


def chosen_rows(tops: Sequence[Code], sheet: Sheet) -> tuple[Code, ...]:
    """Those of the rows, or groups, of a choice that any stage gave points above 0, in their order."""
    scored = [r.code for r in sheet.rows if any(isinstance(e.value, Fraction) and e.value > 0 for e in r.entries)]
    return tuple(top for top in tops if any(code.lies_in(top) for code in scored))


def not_chosen(tree: RuleTree, sheet: Sheet, scores: Mapping[int, NodeScore]) -> dict[int, NodeScore]:
    """Rows that nobody scored because the unit is scored on another of their group: nothing is asked of them."""
    entered = {r.code for r in sheet.rows if any(e.value is not None for e in r.entries)}
    found: dict[int, NodeScore] = {}
    for group in tree.choices:
        chosen = chosen_rows([tree.nodes[child].criterion.code for child in group.children], sheet)
        if len(chosen) != 1:
            continue
        code = tree.nodes[group.position].criterion.code
        for place, score in scores.items():
            own = score.criterion.code
            if own.lies_in(code) and not own.lies_in(chosen[0]) and own not in entered and not score.units[2]:
                units, why = out_units(sum(score.units[_OUT])), NotChosen(code, chosen[0])
                found[place] = score._replace(units=units, because=(why,))
    return found


def counted(method: GroupMethod, group: Group, tree: RuleTree, below: Sequence[NodeScore]) -> tuple[int, ...]:
    """A group's amounts (see NodeScore) from those of its rows.

    Low is what the known points of the rows surely give, high the most that all of them can. Each stage takes what
    the group has less after it than before, so that points which a cap would have taken anyway cost nobody anything.
    While every row may yet leave the maximum, so may the group: all of it is open. Of a group with rows that deduct
    the others make the cap; where all deduct, what is left is counted from the maximum.
    """
    adding, deducting = [b for b in below if not b.criterion.deducts], [b for b in below if b.criterion.deducts]
    method, base = (method, adding) if adding else (FROM_MAXIMUM, below)
    left, excluded = sum(map(_left, base)), sum(b.units[2] for b in base)
    achieved, over = sum(b.units[0] for b in below), sum(b.units[5] for b in below)
    most, rows = tree.nodes[group.position].criterion.max * below[0].scale, Fraction(left + excluded)
    cap = int(cap_of(method, most, rows, Fraction(left)))
    out, firm = int(most) - cap, sum(map(_firm, base))
    order = _acting(tree.lineup)
    if left and not firm:
        return (0, 0, out, cap, 0, over + achieved, *(0 for _ in order))
    sure = int(cap_of(method, most, rows, Fraction(firm)))
    low = together(method, sure, [b.units[0] for b in adding], [_left(b) - b.units[0] for b in deducting])
    gained, deducted = [list(_levels(b, order)) for b in adding], [_deducted(b, order) for b in deducting]
    stages = range(len(order) + 2)
    levels = [together(method, cap, [g[at] for g in gained], [d[at] for d in deducted]) for at in stages]
    high, taken = levels[-1], [0 for _ in order]
    for column, (before, after) in zip(order, pairwise(levels[1:]), strict=True):
        taken[column] = before - after
    return (low, cap - high, out, high - low, cap - levels[0], over + achieved - low, *taken)


def _acting(lineup: Lineup) -> tuple[int, ...]:
    """The columns of stages in the order in which they act; those that the rubric has not stand behind."""
    columns = lineup.columns
    acting = [columns.index(stage) for stage in lineup.order if stage in columns]
    return (*acting, *(n for n in range(len(columns)) if n not in acting))


def _left(score: NodeScore) -> int:
    """What of the maximum of a row still applies."""
    achieved, lost, _, pending = score.units[_OUT]
    return achieved + lost + pending


def _deducted(score: NodeScore, order: Sequence[int]) -> list[int]:
    """The least that a row which deducts takes: at all, by the facts alone, then after each stage."""
    return [_left(score) - level for level in _levels(score, order)]


def _firm(score: NodeScore) -> int:
    """What of the maximum of a row, or at the least of a group, stays whatever becomes of what is open."""
    achieved, lost, _, pending = score.units[_OUT]
    return achieved + lost + (pending if score.criterion.is_leaf and not score.may_leave else 0)


def _levels(score: NodeScore, order: Sequence[int]) -> Iterable[int]:
    """The most that a row can have: at all, by the facts alone, then after each stage."""
    achieved, lost, _, pending, by_limit, _, *taken = score.units
    taken += [0] * (len(order) - len(taken))
    at_best = achieved + lost + pending - by_limit
    levels = [at_best, at_best - (lost - by_limit - sum(taken))]
    for column in order:
        levels.append(levels[-1] - taken[column])
    return levels
