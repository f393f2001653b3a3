"""What another rubric would do to the same sheets: units, criteria, bands and consequences, before and after."""

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import TypeVar, assert_never

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Band, Rubric
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.quotas import least_of
from cchc_rules.results.ranking import Ranked, Standing, rank, rated, tie_break_of
from cchc_rules.results.rubric_diff import DiffLine, Reach
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.results.translation import Codes
from cchc_rules.source import fold_name

ZERO = Fraction(0)


@frozen
class RowChange:
    """A row whose maximum, points or state differ. A side is None where the table has no such row."""

    code: Code
    title: str
    before: NodeScore | None
    after: NodeScore | None

    @property
    def gained(self) -> Fraction:
        """Achieved points after less before; negative is a loss."""
        return _achieved(self.after) - _achieved(self.before)

    @property
    def open(self) -> bool:
        """Whether the points of a side are not known yet, so that what is gained is not either."""
        sides = (self.before, self.after)
        return any(n is not None and n.state is State.PENDING for n in sides)

    @property
    def changes_state(self) -> bool:
        """Whether the row applies, or is scored, on one side alone, and is there on both."""
        return self.before is not None and self.after is not None and self.before.state is not self.after.state


@frozen
class UnitImpact:
    """One unit before and after. Ranks are among the units compared; None while an index is open."""

    before: Standing
    after: Standing
    rows: tuple[RowChange, ...]
    rank_before: int | None = None
    rank_after: int | None = None

    @property
    def gained(self) -> Fraction:
        """The points that are rated, after less before."""
        return self.after.points[0] - self.before.points[0]

    @property
    def counts_otherwise(self) -> bool:
        """Whether the points differ though no row does: a cap of bonus or penalty, how the whole is reckoned."""
        return not self.rows and self.before.points != self.after.points

    @property
    def index_change(self) -> Fraction | None:
        """The index after less before, as a ratio; None when either is open or missing."""
        a, b = self.before.index, self.after.index
        return b.low - a.low if a and b and a.exact and b.exact else None

    @property
    def crosses_band(self) -> bool:
        """Whether the band is another one, or there is one no longer, or it is no longer, or only now, certain."""
        return (self.before.band, self.before.unrated) != (self.after.band, self.after.unrated)

    def falls(self, scale: Iterable[Stated[Band]]) -> bool:
        """Whether the rating is a lower one, as the bands stand; none, or none for certain, is one too."""
        if not self.crosses_band or self.before.band is None:
            return False
        low = {fold_name(b.value.name): least_of(b) for b in scale}
        old, new = (low.get(fold_name(s.band)) if s.band else None for s in (self.before, self.after))
        return self.after.unrated is not False or new is None or (old is not None and new < old)

    @property
    def consequences_gained(self) -> tuple[str, ...]:
        """Numbers of consequences that hold only after."""
        return tuple(n for n in self.after.consequences if n not in self.before.consequences)

    @property
    def consequences_lost(self) -> tuple[str, ...]:
        """Numbers of consequences that held before and surely do not after."""
        still = (*self.after.consequences, *self.after.open_consequences)
        return tuple(n for n in self.before.consequences if n not in still)

    @property
    def crosses(self) -> bool:
        """Whether the band or what follows from it is another."""
        return self.crosses_band or bool(self.consequences_gained or self.consequences_lost)


@frozen
class CriterionImpact:
    """A row over all units: points achieved before and after, and how many units it changes."""

    code: Code
    title: str
    achieved_before: Fraction
    achieved_after: Fraction
    units: int
    max_before: Fraction | None = None
    max_after: Fraction | None = None


_T = TypeVar("_T")


class WrittenUnder(Enum):
    """Which of the two texts compared a sheet was written under."""

    BEFORE = "before"
    AFTER = "after"


@frozen
class Reading:
    """What was taken for granted to read sheets made for one text of a rubric under the two that are compared.

    `through` are the short names of earlier instruments by which the sheets were read first, `back` of those that the
    sheets were made under and the text before is without. `scaled` are rows whose points followed their maximum,
    `tagged` rows scored by survey on one side only, `unasked` questions (instrument and number) whose results do not
    count. Each text is given all that it can hold; facts and rows of the sheets that it has no place for are
    `facts_not_before`, `rows_not_before`, `facts_not_after`, `rows_not_after`.
    """

    through: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    scaled: tuple[Code, ...] = ()
    tagged: tuple[Code, ...] = ()
    unasked: tuple[tuple[str, str], ...] = ()
    facts_not_before: tuple[str, ...] = ()
    rows_not_before: tuple[Code, ...] = ()
    facts_not_after: tuple[str, ...] = ()
    rows_not_after: tuple[Code, ...] = ()
    spared: tuple[str, ...] = ()
    """Units that are not compared: a transitional clause leaves them under the text as it was."""
    only_before: tuple[str, ...] = ()
    """Units of a year that the change governs whose sheets only the text before can hold: read as written under it."""
    either: tuple[str, ...] = ()
    """Units of such a year whose sheets both texts can hold, with other results: read as written under the changed."""
    asked: WrittenUnder | None = None
    """Under which text the user says that the sheets were written."""

    def joined(self, other: "Reading") -> "Reading":
        """What two ways of reading sheets of one year take for granted together."""
        return evolve(
            self,
            through=_union(self.through, other.through),
            back=_union(self.back, other.back),
            scaled=_union(self.scaled, other.scaled),
            tagged=_union(self.tagged, other.tagged),
            unasked=_union(self.unasked, other.unasked),
            facts_not_before=_union(self.facts_not_before, other.facts_not_before),
            rows_not_before=_union(self.rows_not_before, other.rows_not_before),
            facts_not_after=_union(self.facts_not_after, other.facts_not_after),
            rows_not_after=_union(self.rows_not_after, other.rows_not_after),
        )


def _union(some: tuple[_T, ...], others: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*some, *others)))


@frozen
class Impact:
    """Everything the change does. `year` is that of the sheets, `assessed` the one they were scored as.

    `left_out` are sheets that one of the two rubrics can't score. `changes` are the sentences that differ.
    `texts` are those found beside the rubric, applied or not.
    """

    before: Rubric
    after: Rubric
    year: int
    units: tuple[UnitImpact, ...]
    criteria: tuple[CriterionImpact, ...]
    reading: Reading = Reading()
    left_out: tuple[str, ...] = ()
    assessed: int | None = None
    changes: tuple[DiffLine, ...] = ()
    texts: tuple[TextBeside, ...] = ()

    def moved_by(self, unit: UnitImpact) -> tuple[int, ...]:
        """Which of the changes, counted from 1, can be why the unit's points, band or consequences differ."""
        return tuple(n for n, line in enumerate(self.changes, 1) if _moves(line, unit))


def _moves(line: DiffLine, unit: UnitImpact) -> bool:
    match line.reach:
        case Reach.WORDS:
            return False
        case Reach.ROW:
            return any(line.code is not None and row.code.lies_in(line.code) for row in _moved_rows(unit))
        case Reach.BAND:
            return unit.crosses_band and _is_about(line.band, unit)
        case Reach.CONSEQUENCE:
            return bool(unit.consequences_gained or unit.consequences_lost)
        case Reach.ANYTHING:
            return bool(_moved_rows(unit)) or unit.counts_otherwise or unit.crosses
        case _:
            assert_never(line.reach)


def _moved_rows(unit: UnitImpact) -> tuple[RowChange, ...]:
    """The rows that tell on the unit: one with 0 points on both sides does only through the maximum of the whole."""
    whole = unit.before.points[1] != unit.after.points[1]
    return tuple(r for r in unit.rows if whole or r.gained or r.open or r.changes_state)


def _is_about(band: str | None, unit: UnitImpact) -> bool:
    """Whether a band is the one before or after. Where one of the two is open, it may be any."""
    bands = (unit.before.band, unit.after.band)
    return band is None or None in bands or band in bands


def unit_impact(
    before: Scorecard, after: Scorecard, standings: tuple[Standing, Standing], codes: Codes | None = None
) -> UnitImpact:
    """Compare two scorecards of one unit row by row; a row that moved is listed under its new code."""
    moved = codes or {}
    groups = {n.criterion.code for card in (before, after) for n in card.nodes if n.criterion.group is not None}
    new = {n.criterion.code: n for n in after.every if n.criterion.is_leaf or n.criterion.code in groups}
    old: dict[Code, NodeScore] = {}
    changes: list[RowChange | None] = []
    for node in (n for n in before.every if n.criterion.is_leaf or n.criterion.code in groups):
        code = moved.get(node.criterion.code, node.criterion.code)
        if code is None:
            changes.append(_row_change(node.criterion.code, node, None))
        else:
            old[code] = node
    changes += [_row_change(code, old.get(code), new.get(code)) for code in {**old, **new}]
    beside = {n.criterion.code for card in (before, after) for n in card.every[len(card.nodes) :]}
    told = (c for c in changes if c is not None and not (c.code in beside and _idle(c)))
    kept = sorted(told, key=lambda c: c.code)
    return UnitImpact(standings[0], standings[1], tuple(kept))


def _idle(change: RowChange) -> bool:
    """Whether a row of bonus or penalty came or went without giving anything."""
    node = change.after if change.before is None else change.before
    alone = change.before is None or change.after is None
    return alone and node is not None and not node.ledger.achieved and not node.ledger.pending


def _row_change(code: Code, before: NodeScore | None, after: NodeScore | None) -> RowChange | None:
    if before is not None and after is not None:
        same_max = before.criterion.max == after.criterion.max
        if same_max and before.state is after.state and before.final == after.final:
            return None
    shown = after or before
    return RowChange(code, shown.criterion.title if shown else "", before, after)


def _achieved(node: NodeScore | None) -> Fraction:
    return ZERO if node is None else node.ledger.achieved


def ranked(units: Sequence[UnitImpact], before: Rubric, after: Rubric) -> tuple[UnitImpact, ...]:
    """The units with their ranks and ratings on both sides, in order of the rank after."""
    was = {r.standing.source: r for r in _in_order(before, [u.before for u in units])}
    by_source = {u.after.source: u for u in units}
    return tuple(
        beside(by_source[r.standing.source], was[r.standing.source], r)
        for r in _in_order(after, [u.after for u in units])
    )


def _in_order(rubric: Rubric, standings: Sequence[Standing]) -> tuple[Ranked, ...]:
    return rank(rated(rubric, standings, closed=False), tie_break_of(rubric))


def beside(unit: UnitImpact, was: Ranked, now: Ranked) -> UnitImpact:
    """The unit with its place in a ranking before and in one after."""
    return evolve(unit, before=was.standing, after=now.standing, rank_before=was.rank, rank_after=now.rank)


def over_criteria(units: Iterable[UnitImpact]) -> tuple[CriterionImpact, ...]:
    """The rows that change for some unit, summed over all of those units. A code may name a row gone and a new one."""
    sums: dict[tuple[Code, bool], CriterionImpact] = {}
    for unit in units:
        for row in unit.rows:
            maxima = (_max(row.before), _max(row.after))
            key = (row.code, row.after is not None)
            so_far = sums.get(key, CriterionImpact(row.code, row.title, ZERO, ZERO, 0, *maxima))
            sums[key] = evolve(
                so_far,
                achieved_before=so_far.achieved_before + _achieved(row.before),
                achieved_after=so_far.achieved_after + _achieved(row.after),
                units=so_far.units + 1,
            )
    return tuple(sums[key] for key in sorted(sums))


def _max(node: NodeScore | None) -> Fraction | None:
    return node.criterion.max if node is not None else None
