"""The points that are rated: the table's, rescaled where the rubric says so, with bonus and penalty, exact."""

from collections.abc import Sequence
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import Absence, Bucket, BucketKind, Ceiling, Criterion, Provisions
from cchc_rules.results.final import BucketScore, Final, Rescaled
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.node_score import NodeScore, State, counting
from cchc_rules.results.scorecard import Index

_ZERO, _ONE = Fraction(0), Fraction(1)


@frozen
class _Loose:
    """A part of the maximum that may leave it: `all` of it, and the least that remains while it is there at all."""

    all: Fraction
    least: Fraction


@frozen
class _Table:
    """Bounds of the table's points, the maximum that counts, and the parts of it that may still leave it."""

    low: Fraction
    high: Fraction
    base: Fraction
    loose: tuple[_Loose, ...]

    @property
    def firm(self) -> Fraction:
        """What of the maximum stays whatever happens."""
        return self.base - sum((part.all for part in self.loose), _ZERO)

    @property
    def least(self) -> Fraction:
        """The smallest maximum that can remain and still give an index."""
        return self.firm or min(part.least for part in self.loose)


def bucket_score(stated: Stated[Bucket], nodes: tuple[NodeScore, ...]) -> BucketScore:
    """What a bucket counts for. Rows of which the sheet says nothing give nothing."""
    cap = stated.value.cap
    silent = frozenset(n.criterion.code for n in nodes if _is_silent(n))
    settled = tuple(_nought(n) if n.criterion.code in silent else n for n in nodes)
    sure = sum((n.ledger.achieved for n in settled), _ZERO)
    most = sure + sum((n.ledger.pending for n in settled), _ZERO)
    return BucketScore(stated, settled, min(cap, sure), min(cap, most), silent)


def _is_silent(node: NodeScore) -> bool:
    """A rule still waits for its facts; without one, a row that the sheet does not name is asked for by nobody."""
    return node.state is State.PENDING and node.row is None and node.criterion.rule is None


def _nought(node: NodeScore) -> NodeScore:
    return node._replace(units=(0, node.units[3], *(0,) * 8), because=())


def final_of(
    provisions: Provisions, total: Ledger, nodes: Sequence[NodeScore], buckets: tuple[BucketScore, ...]
) -> tuple[Final, Index | None] | None:
    """The final points and their index; None for a rubric that has the points of its table alone."""
    rescales = provisions.absence is not None and provisions.absence.value is Absence.RESCALED
    if not rescales and not buckets:
        return None
    rows = list(counting(nodes))
    rescaled = _rescaled(rows) if rescales else None
    table = _table(total, rows, rescaled)
    bonus, penalty = _of(buckets, BucketKind.BONUS), _of(buckets, BucketKind.PENALTY)
    add = (bonus[0] - penalty[1], bonus[1] - penalty[0])
    ceiling = provisions.ceiling
    capped = ceiling is None or ceiling.value is Ceiling.CAPPED
    raw, most = table.low + add[0], table.high + add[1]
    low, high = max(_ZERO, raw), max(_ZERO, most)
    index = _index(table, low, high, add[1], capped)
    if capped:
        # Rows that leave the maximum take the ceiling down with them.
        low, high = min(low, table.firm), min(high, table.base)
    return Final(table.low, rescaled, buckets, ceiling, raw, low, high, table.base), index


def _of(buckets: Sequence[BucketScore], kind: BucketKind) -> tuple[Fraction, Fraction]:
    own = [b for b in buckets if b.bucket.value.kind is kind]
    return sum((b.low for b in own), _ZERO), sum((b.high for b in own), _ZERO)


def _rescaled(rows: Sequence[NodeScore]) -> Rescaled | None:
    """None where nothing of the appraised part applies: then there is nothing to bring to its full maximum."""
    own = [n.ledger for n in rows if not n.criterion.all_survey]
    survey = sum((n.ledger.achieved for n in rows if n.criterion.all_survey), _ZERO)
    applicable = sum((g.applicable for g in own), _ZERO)
    if applicable == 0:
        return None
    return Rescaled(sum((g.achieved for g in own), _ZERO), applicable, sum((g.max for g in own), _ZERO), survey)


def _table(total: Ledger, rows: Sequence[NodeScore], rescaled: Rescaled | None) -> _Table:
    if rescaled is None:
        high = total.achieved + total.pending
        return _Table(total.achieved, high, total.applicable, _loose(rows))
    own = [n for n in rows if not n.criterion.all_survey]
    survey = [n for n in rows if n.criterion.all_survey]
    open_own, open_survey = (sum((n.ledger.pending for n in part), _ZERO) for part in (own, survey))
    low = rescaled.points + rescaled.survey
    high = low + open_own * rescaled.max / rescaled.applicable + open_survey
    base = rescaled.max + sum((n.ledger.applicable for n in survey), _ZERO)
    # Should every appraised row turn out not to apply, the whole part is gone, and nothing less of it.
    gone = all(n.may_leave or not n.ledger.applicable for n in own)
    parts = (*_loose(survey), *((_Loose(rescaled.max, rescaled.max),) if gone else ()))
    return _Table(low, high, base, parts)


def _loose(rows: Sequence[NodeScore]) -> tuple[_Loose, ...]:
    """The rows that may leave the maximum, and what may leave of groups: no more than what of them is open."""
    return tuple(
        _Loose(n.ledger.pending, least_left(n.criterion))
        for n in rows
        if n.may_leave or (n.criterion.group is not None and n.units[3])
    )


def least_left(c: Criterion) -> Fraction:
    """The least maximum that is left of a row or group while any of it applies."""
    if c.is_leaf:
        return c.max
    least = min(map(least_left, c.children))
    return least if c.group is None else least * min(_ONE, c.max / c.rows_add_up_to)


def _index(table: _Table, low: Fraction, high: Fraction, most_added: Fraction, capped: bool) -> Index | None:
    """Bounds over every completion, those too in which pending rows leave the maximum.

    With x of the base left, the table gives at most x less what is surely lost, so the ratio is at most
    1 + (added − lost) / x: the more leaves, the further that is from 1.
    """
    base = table.base
    if base <= 0:
        return None
    lowest, highest = low / base, high / base
    surplus = most_added - (base - table.high)
    if surplus > 0 and table.loose:
        highest = _ONE + surplus / table.least
    if capped:
        lowest, highest = min(lowest, _ONE), min(highest, _ONE)
    return Index(lowest * base, base, lowest, highest)
