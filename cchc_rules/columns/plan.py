"""A rubric compiled for columns: what is worked out, what is given back, and what is rejected."""

from collections.abc import Iterator
from functools import cached_property
from typing import assert_never

from cchc_rules.columns.amounts import Amounts, total
from cchc_rules.columns.checks import Check, checks_of
from cchc_rules.columns.conditions import Tri
from cchc_rules.columns.contract import Contract, contract_of, stage_key
from cchc_rules.columns.covered import NotCovered, not_covered
from cchc_rules.columns.draft import Draft, Value, names_in
from cchc_rules.columns.groups import amounts_of_tree
from cchc_rules.columns.ratings import Judged, RatingColumns, band_low, rating_columns
from cchc_rules.columns.rows import Row, Setting
from cchc_rules.columns.tie_keys import Key, keys_of
from cchc_rules.columns.totals import (
    BucketColumns,
    FinalColumns,
    IndexColumns,
    bucket_columns,
    final_columns,
    simple_index,
)
from cchc_rules.columns.typed import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
    Const,
    Number,
    TooWideError,
    Truth,
    equal,
    every,
    less,
    opposite,
    some,
    sum_of,
    times,
)
from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.rating import SHARED_RANKS
from cchc_rules.results.scorecard import View
from cchc_rules.source import fold_name


@frozen
class Whole:
    """A column of whole numbers to give back; empty where `there` does not hold."""

    name: str
    value: Value
    there: Truth


@frozen
class YesNo:
    """A column of yes, no or (empty) not yet known."""

    name: str
    value: Tri


@frozen
class Word:
    """A column of words: the first whose truth holds, else empty."""

    name: str
    words: tuple[tuple[str, Truth], ...]


Output = Whole | YesNo | Word


@frozen
class Plan:
    """Everything that an engine needs. `open` tells the units of which only a walk says how far they are known.

    `ranked` tells who has a rank, by `keys` from the most important on, the higher the better.
    """

    tree: RuleTree
    year: int
    view: View
    contract: Contract
    values: dict[str, Value]
    outputs: tuple[Output, ...]
    checks: tuple[Check, ...]
    open: Truth
    ranked: Truth
    keys: tuple[Key, ...]

    @property
    def digits(self) -> tuple[Number, ...]:
        """The whole numbers that units are ordered by, the first that differs deciding."""
        return tuple(d for key in self.keys for d in key.digits)

    @cached_property
    def names_given_back(self) -> set[str]:
        """The names of everything that outputs, checks and ranks use."""
        wanted: list[Value] = [self.open, self.ranked, *self.digits, *(c.wrong for c in self.checks)]
        for out in self.outputs:
            match out:
                case Whole(_, value, there):
                    wanted += (value, there)
                case YesNo(_, tri):
                    wanted += (tri.sure, tri.possible)
                case Word(_, words):
                    wanted += (truth for _, truth in words)
                case _:
                    assert_never(out)
        return set[str]().union(*map(names_in, wanted))


def compile_columns(tree: RuleTree, year: int, view: View, rows: bool = False) -> Plan | tuple[NotCovered, ...]:
    """The plan for a rubric and a year; or all that only a walk works out. `rows`: every row and group too."""
    left = not_covered(tree)
    if left:
        return left
    try:
        return _plan(tree, year, view, rows)
    except TooWideError as wide:
        return (NotCovered(f"số cần đến {wide.args[0]} bit"),)


def _plan(tree: RuleTree, year: int, view: View, detailed: bool) -> Plan:
    contract, draft = contract_of(tree), Draft()
    setting = Setting(tree, contract, year, view, draft)
    rows = {place: Row(node, setting) for place, node in enumerate(tree.nodes) if node.is_leaf}
    nodes = amounts_of_tree(tree, rows, setting)
    beside = tuple(tuple(Row(node, setting) for node in inner.nodes) for inner in tree.buckets)
    buckets = tuple(
        bucket_columns(b.value.kind, int(b.value.cap * contract.scale), below, f"bucket {i}", setting)
        for i, (b, below) in enumerate(zip(tree.rubric.buckets, beside, strict=True))
    )
    whole = _whole(tree, nodes, setting)
    fields = tuple((tree.nodes[i].criterion.code, nodes[i]) for i in tree.fields)
    made = final_columns(tree, whole, nodes, buckets, setting)
    index = made[1] if made is not None else simple_index(whole, "total", setting)
    indexes = tuple((code, simple_index(a, f"field {code}", setting)) for code, a in fields)
    judged = _judged(tree, nodes, beside, buckets, (whole, index, indexes, made[0] if made else None))
    p = tree.rubric.provisions
    rating = rating_columns(p.bands, p.disqualifiers, p.consequences, judged, setting)
    tie_break = p.tie_break.value if p.tie_break is not None else SHARED_RANKS
    keys, known = keys_of(index, tie_break.keys, judged.rows, setting)
    # A unit that a condition leaves without a rating has no rank; one that it may leave so has one.
    ranked = draft.truth("ranked", every((index.there, index.exact, known, opposite(rating.unrated.sure))))
    outputs = tuple(_outputs(tree, whole, fields, (index, indexes), made[0] if made else None, rating, setting))
    if detailed:
        outputs = (*outputs, *_of_nodes(tree, nodes, setting))
    every_row = (*rows.values(), *(r for below in beside for r in below))
    checks = checks_of(every_row, setting)
    return Plan(tree, year, view, contract, draft.values, outputs, checks, setting.open_condition, ranked, keys)


def _whole(tree: RuleTree, nodes: dict[int, Amounts], setting: Setting) -> Amounts:
    a, draft = total([nodes[i] for i in tree.fields], len(setting.stages)), setting.draft
    return Amounts(
        a.most,
        draft.number("total achieved", a.achieved, 0, a.most),
        draft.number("total excluded", a.excluded, 0, a.most),
        draft.number("total pending", a.pending, 0, a.most),
        a.taken,
        a.by_limit,
        a.over,
    )


def _judged(
    tree: RuleTree,
    nodes: dict[int, Amounts],
    beside: tuple[tuple[Row, ...], ...],
    buckets: tuple[BucketColumns, ...],
    found: tuple[Amounts, IndexColumns, tuple[tuple[Code, IndexColumns], ...], FinalColumns | None],
) -> Judged:
    whole, index, fields, final = found
    by_code = {n.criterion.code: (nodes[i], n.criterion.deducts) for i, n in enumerate(tree.nodes)}
    for rows, bucket in zip(beside, buckets, strict=True):
        by_code |= {r.node.criterion.code: (a, False) for r, a in zip(rows, bucket.rows, strict=True)}
    if final is not None:
        return Judged(index, fields, by_code, (final.low, final.high), final.parts)
    return Judged(index, fields, by_code, (whole.achieved, sum_of((whole.achieved, whole.pending))), ONE)


# ---- what is given back


def _outputs(
    tree: RuleTree,
    whole: Amounts,
    fields: tuple[tuple[Code, Amounts], ...],
    indexes: tuple[IndexColumns, tuple[tuple[Code, IndexColumns], ...]],
    final: FinalColumns | None,
    rating: RatingColumns,
    setting: Setting,
) -> Iterator[Output]:
    index, by_field = indexes
    yield from _amounts("total", whole, setting, by_stage=True)
    if final is not None:
        for i, b in enumerate(final.buckets):
            yield Whole(f"bucket_{i + 1}_low", b.low, TRUE)
            yield Whole(f"bucket_{i + 1}_high", b.high, TRUE)
        yield Whole("rated_low_num", final.low, TRUE)
        yield Whole("rated_high_num", final.high, TRUE)
        yield Whole("rated_den", times(final.parts, Const(setting.contract.scale)), TRUE)
        yield Whole("rated_max", final.base, TRUE)
    yield from _index("index", index)
    yield from _bands(tree, rating)
    yield YesNo("unrated", rating.unrated)
    yield from (YesNo(f"gate_{i + 1}", gate) for i, gate in enumerate(rating.gates))
    for stated, told in zip(tree.rubric.provisions.consequences, rating.consequences, strict=True):
        yield YesNo(f"consequence_{stated.value.number}", told)
    yield YesNo("provisional", _settled(_provisional(whole, final, rating, setting)))
    for (code, a), (_, own) in zip(fields, by_field, strict=True):
        yield from _amounts(f"field_{code}", a, setting)
        yield from _index(f"field_{code}_index", own)


def _settled(truth: Truth) -> Tri:
    return Tri(truth, truth)


def _amounts(name: str, a: Amounts, setting: Setting, by_stage: bool = False) -> Iterator[Output]:
    yield Whole(f"{name}_achieved", a.achieved, TRUE)
    yield Whole(f"{name}_lost", a.lost, TRUE)
    yield Whole(f"{name}_excluded", a.excluded, TRUE)
    yield Whole(f"{name}_pending", a.pending, TRUE)
    if by_stage:
        yield Whole(f"{name}_over", a.over, TRUE)
        for stage, taken in zip(setting.stages, a.taken, strict=True):
            yield Whole(f"{name}_lost_{stage_key(stage)}", taken, TRUE)
        yield Whole(f"{name}_lost_limit", a.by_limit, TRUE)


def _index(name: str, index: IndexColumns) -> Iterator[Output]:
    yield Whole(f"{name}_num", index.low[0], index.there)
    yield Whole(f"{name}_den", index.low[1], index.there)
    yield Whole(f"{name}_high_num", index.high[0], index.there)
    yield Whole(f"{name}_high_den", index.high[1], index.there)


def _bands(tree: RuleTree, rating: RatingColumns) -> Iterator[Output]:
    """The band where it is sure, then the lowest and the highest that it may be, by where they begin."""
    bands = tree.rubric.provisions.bands
    spelled = {fold_name(b.value.name): b.value.name for b in reversed(bands)}
    held = list(zip(bands, rating.possible, strict=True))
    rated = opposite(rating.unrated.possible)
    by_name = {
        name: (
            some(t for b, t in held if fold_name(b.value.name) == name),
            some(t for b, t in held if fold_name(b.value.name) != name),
        )
        for name in spelled
    }
    sure = tuple((spelled[n], every((own, opposite(others), rated))) for n, (own, others) in by_name.items())
    yield Word("band", sure)
    rising = sorted(held, key=lambda h: band_low(h[0]))
    yield Word("band_low", tuple((spelled[fold_name(b.value.name)], t) for b, t in rising))
    yield Word("band_high", tuple((spelled[fold_name(b.value.name)], t) for b, t in reversed(rising)))


def _provisional(whole: Amounts, final: FinalColumns | None, rating: RatingColumns, setting: Setting) -> Truth:
    if setting.view != View.FINAL:
        return TRUE
    points = less(ZERO, whole.pending)
    bonus = opposite(equal(final.low, final.high)) if final is not None else FALSE
    bands = setting.tree.rubric.provisions.bands
    names = tuple(dict.fromkeys(fold_name(b.value.name) for b in bands))
    several = some(
        every((t, some(u for c, u in zip(bands, rating.possible, strict=True) if fold_name(c.value.name) != name)))
        for name in names
        for t in [some(u for c, u in zip(bands, rating.possible, strict=True) if fold_name(c.value.name) == name)]
    )
    return some((points, bonus, rating.unrated.open, several))


def _of_nodes(tree: RuleTree, nodes: dict[int, Amounts], setting: Setting) -> Iterator[Output]:
    for place, node in enumerate(tree.nodes):
        yield from _amounts(f"row_{node.criterion.code}", nodes[place], setting, by_stage=True)
