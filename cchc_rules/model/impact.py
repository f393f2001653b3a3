"""What another rubric would do to the same sheets: units, criteria, bands and consequences, before and after."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from cchc_rules.model.code import Code
from cchc_rules.model.ranking import Standing, rank
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.scorecard import NodeScore, Scorecard
from cchc_rules.model.sheet import Entry, Row, Sheet

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
        """Achieved points after less before."""
        return self.after.total.achieved - self.before.total.achieved

    @property
    def index_change(self) -> Fraction | None:
        """The index after less before, as a ratio; None when either is open or missing."""
        a, b = self.before.index, self.after.index
        return b.low - a.low if a and b and a.exact and b.exact else None

    @property
    def crosses_band(self) -> bool:
        """Whether the band is another one, or is no longer, or only now, certain."""
        return self.before.band != self.after.band

    @property
    def consequences_gained(self) -> tuple[str, ...]:
        """Numbers of consequences that hold only after."""
        return tuple(n for n in self.after.consequences if n not in self.before.consequences)

    @property
    def consequences_lost(self) -> tuple[str, ...]:
        """Numbers of consequences that hold only before."""
        return tuple(n for n in self.before.consequences if n not in self.after.consequences)


@frozen
class CriterionImpact:
    """A row over all units: points achieved before and after, and how many units it changes."""

    code: Code
    title: str
    achieved_before: Fraction
    achieved_after: Fraction
    units: int


@frozen
class Impact:
    """Everything the change does. `scaled` are rows whose points followed their maximum. `left_out` are sheets that one of the two rubrics can't score, with why."""

    before: Rubric
    after: Rubric
    year: int
    units: tuple[UnitImpact, ...]
    criteria: tuple[CriterionImpact, ...]
    scaled: tuple[Code, ...] = ()
    left_out: tuple[str, ...] = ()


def unit_impact(before: Scorecard, after: Scorecard, standings: tuple[Standing, Standing]) -> UnitImpact:
    """Compare two scorecards of one unit row by row."""
    old = {n.criterion.code: n for n in before.nodes if n.criterion.is_leaf}
    new = {n.criterion.code: n for n in after.nodes if n.criterion.is_leaf}
    codes = [*old, *(c for c in new if c not in old)]
    changes = (_row_change(code, old.get(code), new.get(code)) for code in sorted(codes))
    return UnitImpact(standings[0], standings[1], tuple(c for c in changes if c is not None))


def _row_change(code: Code, before: NodeScore | None, after: NodeScore | None) -> RowChange | None:
    if before is not None and after is not None:
        same_max = before.criterion.max == after.criterion.max
        if same_max and before.state is after.state and before.final == after.final:
            return None
    shown = after or before
    return RowChange(code, shown.criterion.title if shown else "", before, after)


def _achieved(node: NodeScore | None) -> Fraction:
    return ZERO if node is None else node.ledger.achieved


def ranked(units: Sequence[UnitImpact]) -> tuple[UnitImpact, ...]:
    """The units with their ranks on both sides, in order of the rank after."""
    before = {r.standing.source: r.rank for r in rank([u.before for u in units])}
    after = rank([u.after for u in units])
    by_source = {u.after.source: u for u in units}
    placed = ((by_source[r.standing.source], r.rank) for r in after)
    return tuple(evolve(u, rank_before=before[u.before.source], rank_after=place) for u, place in placed)


def over_criteria(units: Iterable[UnitImpact]) -> tuple[CriterionImpact, ...]:
    """The rows that change for some unit, summed over all of those units."""
    sums: dict[Code, CriterionImpact] = {}
    for unit in units:
        for row in unit.rows:
            so_far = sums.get(row.code, CriterionImpact(row.code, row.title, ZERO, ZERO, 0))
            sums[row.code] = evolve(
                so_far,
                achieved_before=so_far.achieved_before + _achieved(row.before),
                achieved_after=so_far.achieved_after + _achieved(row.after),
                units=so_far.units + 1,
            )
    return tuple(sums[code] for code in sorted(sums))


@frozen
class Translation:
    """How a sheet made for one rubric is read under another: new codes, and points scaled where a maximum changed."""

    codes: Mapping[Code, Code]
    factors: Mapping[Code, Fraction]

    def sheet(self, sheet: Sheet) -> Sheet:
        """The sheet under the new codes, its points times the factor of their row."""
        if not self.codes and not self.factors:
            return sheet
        return evolve(sheet, rows=tuple(map(self._row, sheet.rows)))

    def _row(self, row: Row) -> Row:
        factor = self.factors.get(row.code)
        entries = row.entries if factor is None else tuple(_scaled(e, factor) for e in row.entries)
        return evolve(row, code=self.codes.get(row.code, row.code), entries=entries)


def translation(before: Rubric, after: Rubric, codes: Mapping[Code, Code], scale: bool) -> Translation:
    """The translation between two versions of a rubric. Without `scale`, points are kept as entered."""
    new = {c.code: c.max for c in after.walk()}
    pairs = ((c.code, c.max, new.get(codes.get(c.code, c.code))) for c in before.walk() if c.is_leaf)
    changed = {code: now / then for code, then, now in pairs if now is not None and now != then and then}
    return Translation(codes, changed if scale else {})


def _scaled(entry: Entry, factor: Fraction) -> Entry:
    return evolve(entry, value=entry.value * factor) if isinstance(entry.value, Fraction) else entry
