"""Totals over columns: the table, fields, the index with its bounds, bonus and penalty, rescaling (final_points)."""

from collections.abc import Iterator, Mapping, Sequence

from cchc_rules.columns.amounts import Amounts, total
from cchc_rules.columns.conditions import Ratio
from cchc_rules.columns.rows import Row, Setting
from cchc_rules.columns.typed import (
    ONE,
    ZERO,
    Const,
    Number,
    Truth,
    choice,
    equal,
    every,
    greatest,
    least,
    less,
    minus,
    some,
    sum_of,
    times,
)
from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.final_points import least_left
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import Absence, BucketKind, Ceiling, Criterion


@frozen
class IndexColumns:
    """An index: whether there is one, and its bounds as whole numbers over whole ones above 0 where there is."""

    there: Truth
    low: Ratio
    high: Ratio

    @property
    def exact(self) -> Truth:
        """Whether nothing that counts is open."""
        return equal(times(self.low[0], self.high[1]), times(self.high[0], self.low[1]))


@frozen
class BucketColumns:
    """What a bucket counts for at the least and at the most."""

    kind: BucketKind
    low: Number
    high: Number
    rows: tuple[Amounts, ...]


@frozen
class FinalColumns:
    """The points that are rated, over `parts` of the contract's unit, and the maximum that counts."""

    low: Number
    high: Number
    parts: Number
    base: Number
    buckets: tuple[BucketColumns, ...]


@frozen
class Loose:
    """A part that may leave the maximum, while `may`: all of it that is open, and the least that can remain of it."""

    may: Truth
    all: Number
    least: int


def simple_index(a: Amounts, name: str, setting: Setting) -> IndexColumns:
    """Achieved over what applies."""
    base = setting.draft.number(f"{name} base", a.applicable, 0, a.most)
    high = setting.draft.number(f"{name} most", sum_of((a.achieved, a.pending)), 0, a.most)
    return IndexColumns(setting.draft.truth(f"{name} applies", less(ZERO, base)), (a.achieved, base), (high, base))


def bucket_columns(kind: BucketKind, cap: int, rows: Sequence[Row], name: str, setting: Setting) -> BucketColumns:
    """A bucket; rows of which nothing is said give nothing."""
    found = []
    for row in rows:
        a, silent = row.amounts(), row.silent
        pending = setting.draft.number(f"{row.code} asked for", choice(silent, ZERO, a.pending), 0, a.most)
        found.append(Amounts(a.most, a.achieved, a.excluded, pending, a.taken))
    both = total(found, len(setting.stages))
    most = sum_of((both.achieved, both.pending))
    low = setting.draft.number(f"{name} low", least((Const(cap), both.achieved)))
    high = setting.draft.number(f"{name} high", least((Const(cap), most)), 0)
    return BucketColumns(kind, low, high, tuple(found))


def final_columns(
    tree: RuleTree,
    whole: Amounts,
    nodes: Mapping[int, Amounts],
    buckets: tuple[BucketColumns, ...],
    setting: Setting,
) -> tuple[FinalColumns, IndexColumns] | None:
    """The final points and their index; None for a rubric that has the points of its table alone."""
    p = tree.rubric.provisions
    rescales = p.absence is not None and p.absence.value is Absence.RESCALED
    if not rescales and not buckets:
        return None
    table = _rescaled(tree, nodes, setting) if rescales else _plain(tree, whole, nodes, setting.contract.scale)
    capped = p.ceiling is None or p.ceiling.value is Ceiling.CAPPED
    return _final(table, buckets, capped, setting)


@frozen
class _Table:
    """The table's points over `parts`, the maximum that counts, and what of it may leave."""

    low: Number
    high: Number
    parts: Number
    base: Number
    loose: tuple[Loose, ...]


def _counting(tree: RuleTree, nodes: Mapping[int, Amounts]) -> Iterator[tuple[Criterion, Amounts]]:
    """The nodes whose amounts add up to those of all (results.node_score.counting)."""
    inside = None
    for place, node in enumerate(tree.nodes):
        c = node.criterion
        if inside is not None and c.code.lies_in(inside):
            continue
        if c.group is not None:
            inside = c.code
        if c.group is not None or c.is_leaf:
            yield c, nodes[place]


def _loose(rows: Sequence[tuple[Criterion, Amounts]], scale: int) -> tuple[Loose, ...]:
    # A row is open as a whole; of a group what is open may leave.
    return tuple(Loose(less(ZERO, a.pending), a.pending, int(least_left(c) * scale)) for c, a in rows)


def _plain(tree: RuleTree, whole: Amounts, nodes: Mapping[int, Amounts], scale: int) -> _Table:
    loose = _loose(tuple(_counting(tree, nodes)), scale)
    return _Table(whole.achieved, sum_of((whole.achieved, whole.pending)), ONE, whole.applicable, loose)


def _rescaled(tree: RuleTree, nodes: Mapping[int, Amounts], setting: Setting) -> _Table:
    """The appraised part brought to its full maximum, over what of it applies; where nothing does, the survey alone."""
    rows, draft, stages = tuple(_counting(tree, nodes)), setting.draft, len(setting.stages)
    survey_rows = tuple(r for r in rows if r[0].all_survey)
    own, survey = (total([a for c, a in rows if c.all_survey is by], stages) for by in (False, True))
    applies = draft.number("appraised base", own.applicable, 0, own.most)
    there = draft.truth("appraised applies", less(ZERO, applies))
    parts = draft.number("final parts", choice(there, applies, ONE), 1, max(own.most, 1))
    full = draft.number("appraised full", choice(there, Const(own.most), ZERO))
    low = sum_of((times(own.achieved, full), times(survey.achieved, parts)))
    high = sum_of((low, times(own.pending, full), times(survey.pending, parts)))
    base = draft.number("final base", sum_of((full, survey.applicable)), 0, own.most + survey.most)
    # Should every appraised row turn out not to apply, the whole part is gone, and nothing less of it.
    gone = every((there, *(equal(a.pending, a.applicable) for c, a in rows if not c.all_survey)))
    loose = (*_loose(survey_rows, setting.contract.scale), Loose(gone, full, own.most))
    return _Table(low, high, parts, base, loose)


def _final(
    table: _Table, buckets: tuple[BucketColumns, ...], capped: bool, setting: Setting
) -> tuple[FinalColumns, IndexColumns]:
    draft = setting.draft
    signs = {BucketKind.BONUS: 1, BucketKind.PENALTY: -1}
    plus = [b for b in buckets if signs[b.kind] > 0]
    less_ = [b for b in buckets if signs[b.kind] < 0]
    add_low = minus(sum_of(b.low for b in plus), sum_of(b.high for b in less_))
    add_high = minus(sum_of(b.high for b in plus), sum_of(b.low for b in less_))
    parts = table.parts
    table_low, table_high = draft.number("table low", table.low, 0), draft.number("table high", table.high, 0)
    low = draft.number("raw low", greatest((ZERO, sum_of((table_low, times(add_low, parts))))))
    high = draft.number("raw high", greatest((ZERO, sum_of((table_high, times(add_high, parts))))))
    base = draft.number("rated base", table.base, 0)
    index = _index(table, base, (low, high), (table_high, add_high), capped, setting)
    if capped:
        firm = minus(base, sum_of(choice(part.may, part.all, ZERO) for part in table.loose))
        low = draft.number("rated low", least((low, times(firm, parts))))
        high = draft.number("rated high", least((high, times(base, parts))))
    return FinalColumns(low, high, parts, base, buckets), index


def _index(
    table: _Table,
    base: Number,
    points: tuple[Number, Number],
    most: tuple[Number, Number],
    capped: bool,
    setting: Setting,
) -> IndexColumns:
    """Bounds over every completion; see final_points._index."""
    draft, parts = setting.draft, table.parts
    whole = draft.number("rated whole", times(parts, base), 0)
    table_high, added = most
    surplus = draft.number("surplus", sum_of((times(added, parts), minus(ZERO, whole), table_high)))
    firm = draft.number("firm", minus(base, sum_of(choice(p.may, p.all, ZERO) for p in table.loose)))
    ceiling = Const(max((p.least for p in table.loose), default=1))
    smallest = least([ceiling, *(choice(p.may, Const(p.least), ceiling) for p in table.loose)])
    remains = draft.number("least base", choice(equal(firm, ZERO), smallest, firm))
    wide = draft.truth("wide", every((less(ZERO, surplus), some(p.may for p in table.loose))))
    rest = draft.number("least whole", times(remains, parts))
    high = draft.number("index high", choice(wide, sum_of((rest, surplus)), points[1]))
    of = draft.number("index high of", choice(wide, rest, whole))
    low: Number = points[0]
    if capped:
        low, high = draft.number("index low, capped", least((low, whole))), least((high, of))
        high = draft.number("index high, capped", high)
    return IndexColumns(draft.truth("rated applies", less(ZERO, base)), (low, whole), (high, of))
