"""Groups over columns: sums, the best row, the chosen row, caps (evaluate.groups)."""

from collections.abc import Mapping, Sequence

from cchc_rules.columns.amounts import Amounts, total
from cchc_rules.columns.rows import Row, Setting, chosen_tops
from cchc_rules.columns.typed import (
    FALSE,
    ZERO,
    Const,
    Number,
    Truth,
    choice,
    equal,
    every,
    floor_of,
    greatest,
    least,
    less,
    minus,
    opposite,
    some,
    sum_of,
    times,
)
from cchc_rules.compile import RuleTree
from cchc_rules.compile.rule_tree import Group
from cchc_rules.frozen import frozen
from cchc_rules.model.group_method import FROM_MAXIMUM, Capped, CapWhenRowsLeave, GroupMethod, Pick
from cchc_rules.model.stages import Lineup


@frozen
class Part:
    """A row or group below another: its amounts, whether it deducts, and whether all that is open may leave."""

    amounts: Amounts
    deducts: bool
    is_leaf: bool


def amounts_of_tree(tree: RuleTree, rows: Mapping[int, Row], setting: Setting) -> dict[int, Amounts]:
    """The amounts of every row and group by its place in the tree."""
    left_out = _not_chosen(tree, rows, setting)
    found = {place: row.amounts(left_out.get(place, FALSE)) for place, row in rows.items()}
    for group in tree.groups:
        below = [found[child] for child in group.children]
        made = total(below, len(setting.stages))
        if group.method is not None:
            criteria = [tree.nodes[child].criterion for child in group.children]
            parts = [Part(a, c.deducts, c.is_leaf) for a, c in zip(below, criteria, strict=True)]
            made = _counted(group.method, group, tree, parts, setting)
        found[group.position] = _named(made, tree.nodes[group.position].criterion.code.text, setting)
    return found


def _named(a: Amounts, code: str, setting: Setting) -> Amounts:
    draft = setting.draft
    return Amounts(
        a.most,
        draft.number(f"{code} achieved", a.achieved, 0, a.most),
        draft.number(f"{code} excluded", a.excluded, 0, a.most),
        draft.number(f"{code} pending", a.pending, 0, a.most),
        tuple(draft.number(f"{code} taken by {s.value}", t) for s, t in zip(setting.stages, a.taken, strict=True)),
        draft.number(f"{code} by limit", a.by_limit),
        draft.number(f"{code} over", a.over),
    )


def _not_chosen(tree: RuleTree, rows: Mapping[int, Row], setting: Setting) -> dict[int, Truth]:
    """Rows that nobody scored because the unit is scored on another of their group."""
    found: dict[int, Truth] = {}
    for group in tree.choices:
        tops = [tree.nodes[child].criterion.code for child in group.children]
        inside = [[row for row in rows.values() if row.node.criterion.code.lies_in(top)] for top in tops]
        name = tree.nodes[group.position].criterion.code.text
        gained, just_one = chosen_tops(inside, setting, name)
        for i, below in enumerate(inside):
            for row in below:
                place = next(p for p, r in rows.items() if r is row)
                other = every((just_one, opposite(gained[i]), opposite(row.named), opposite(row.is_out)))
                found[place] = some((found.get(place, FALSE), other))
    return {place: setting.draft.truth(f"{rows[place].code} not chosen", t) for place, t in found.items()}


def _counted(method: GroupMethod, group: Group, tree: RuleTree, below: Sequence[Part], setting: Setting) -> Amounts:
    """The amounts of a group with a method; see evaluate.groups.counted for what each is."""
    adding, deducting = [p.amounts for p in below if not p.deducts], [p.amounts for p in below if p.deducts]
    base = [p for p in below if not p.deducts] or list(below)
    method = method if adding else FROM_MAXIMUM
    code, draft = tree.nodes[group.position].criterion.code.text, setting.draft
    most = int(tree.nodes[group.position].criterion.max * setting.contract.scale)
    rows = sum(p.amounts.most for p in base)
    left = draft.number(f"{code} rows left", sum_of(p.amounts.applicable for p in base), 0, rows)
    firm = draft.number(f"{code} rows firm", sum_of(_firm(p) for p in base), 0, rows)
    cap = draft.number(f"{code} cap", _cap(method, most, rows, left))
    sure = draft.number(f"{code} sure cap", _cap(method, most, rows, firm))
    achieved, over = sum_of(p.amounts.achieved for p in below), sum_of(p.amounts.over for p in below)
    order = _acting(tree.lineup)
    gained = [_levels(a, order) for a in adding]
    deducted = [[minus(a.applicable, level) for level in _levels(a, order)] for a in deducting]
    low = _together(method, sure, [a.achieved for a in adding], [minus(a.applicable, a.achieved) for a in deducting])
    levels = [
        draft.number(f"{code} level {at}", _together(method, cap, [g[at] for g in gained], [d[at] for d in deducted]))
        for at in range(len(order) + 2)
    ]
    high, all_open = levels[-1], every((less(ZERO, left), equal(firm, ZERO)))
    low = draft.number(f"{code} low", low)
    taken: dict[int, Number] = {
        column: choice(all_open, ZERO, minus(before, after))
        for column, before, after in zip(order, levels[1:], levels[2:], strict=False)
    }
    return Amounts(
        most,
        choice(all_open, ZERO, low),
        minus(Const(most), cap),
        choice(all_open, cap, minus(high, low)),
        tuple(taken.get(i, ZERO) for i in range(len(order))),
        choice(all_open, ZERO, minus(cap, levels[0])),
        sum_of((over, achieved, minus(ZERO, choice(all_open, ZERO, low)))),
    )


def _acting(lineup: Lineup) -> tuple[int, ...]:
    columns = lineup.columns
    acting = [columns.index(stage) for stage in lineup.order if stage in columns]
    return (*acting, *(n for n in range(len(columns)) if n not in acting))


def _firm(part: Part) -> Number:
    """What of the maximum of a row, or at the least of a group, stays whatever becomes of what is open."""
    # A row whose points are known stays; one of which nothing is known may leave, and so may what is open of a group.
    return minus(part.amounts.applicable, part.amounts.pending)


def _cap(method: GroupMethod, most: int, rows: int, left: Number) -> Number:
    made: Number = Const(most)
    if isinstance(method, Capped) and method.when_rows_leave is CapWhenRowsLeave.AT_MOST_ROWS:
        made = least((made, left))
    elif isinstance(method, Capped) and method.when_rows_leave is CapWhenRowsLeave.IN_PROPORTION:
        made = floor_of(times(left, Const(most)), Const(rows))
    return choice(less(ZERO, left), made, ZERO)


def _together(method: GroupMethod, cap: Number, rows: Sequence[Number], taken: Sequence[Number]) -> Number:
    gained = cap if not rows else greatest(rows) if isinstance(method, Pick) else least((cap, sum_of(rows)))
    return greatest((ZERO, minus(gained, sum_of(taken)))) if taken else gained


def _levels(a: Amounts, order: Sequence[int]) -> list[Number]:
    """The most that a row can have: at all, by the facts alone, then after each stage."""
    at_best = minus(a.applicable, a.by_limit)
    by_rule = minus(minus(a.lost, a.by_limit), sum_of(a.taken))
    levels = [at_best, minus(at_best, by_rule)]
    for column in order:
        levels.append(minus(levels[-1], a.taken[column]))
    return levels
